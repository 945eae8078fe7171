use model::Decimal;
use proptest::prelude::*;

#[test]
fn equal_numbers_are_equal_bytes() {
    for (written, canonical) in
        [("1.0", "1"), ("-0", "0"), ("0.500", "0.5"), ("-12.30", "-12.3"), ("007", "7"), (".5", "0.5")]
    {
        assert_eq!(written.parse::<Decimal>().expect("a number").to_string(), canonical);
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in ["", "-", ".", "1.", "1e5", "1,5", "+1", "--1", "٣", "1.2.3", &"9".repeat(35)] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
}

#[test]
fn thirty_four_digits_stay_exact_and_more_are_refused() {
    let long = "1234567890123456789012345678901.234";
    assert_eq!(long.parse::<Decimal>().expect("34 digits").to_string(), long);
    let nines: Decimal = "9".repeat(34).parse().expect("34 digits");
    assert!(nines.plus(Decimal::whole(1)).is_err());
}

proptest! {
    #[test]
    fn sums_and_order_agree_with_whole_hundredths(one in -10_i128.pow(15)..10_i128.pow(15), two in -10_i128.pow(15)..10_i128.pow(15)) {
        let (a, b) = (Decimal::scaled(one, 2).expect("short"), Decimal::scaled(two, 2).expect("short"));
        prop_assert_eq!(a.plus(b).expect("short").units(2), Some(one + two));
        prop_assert_eq!(a.minus(b).expect("short").units(2), Some(one - two));
        prop_assert_eq!(a.cmp(&b), one.cmp(&two));
        prop_assert_eq!(a.to_string().parse::<Decimal>().expect("own text"), a);
    }

    #[test]
    fn numbers_of_any_scale_are_ordered(one in any::<i64>(), scale in 0_u8..30, two in any::<i64>()) {
        let a = Decimal::scaled(i128::from(one), scale).expect("fits");
        let b = Decimal::whole(two);
        let factor = 10_i128.pow(u32::from(scale.min(18)));
        if scale <= 18 {
            prop_assert_eq!(a.cmp(&b), i128::from(one).cmp(&(i128::from(two) * factor)));
        }
    }
}
