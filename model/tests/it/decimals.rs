use model::Decimal;
use num_bigint::{BigInt, Sign};
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
    assert!(nines.plus(Decimal::whole(1)).is_err(), "what adds up to an outcome is never rounded");
    assert_eq!(
        nines.rounded_sum(Decimal::whole(1)).expect("rounded").to_string(),
        format!("1{}", "0".repeat(34))
    );
}

#[test]
fn formulas_round_half_to_even_at_the_thirty_fourth_digit() {
    let number = |text: &str| text.parse::<Decimal>().expect("a number");
    let third = Decimal::whole(1).rounded_quotient(Decimal::whole(3)).expect("rounded");
    assert_eq!(third.to_string(), format!("0.{}", "3".repeat(34)));
    let thirtieth = Decimal::whole(1).rounded_quotient(Decimal::whole(30)).expect("rounded");
    assert_eq!(
        thirtieth.to_string(),
        format!("0.0{}", "3".repeat(34)),
        "34 digits count from the first that is not 0"
    );
    let tie = |last: char| {
        let digits = number(&format!("{}{last}", "1".repeat(33)));
        digits.rounded_sum(number("0.5")).expect("rounded").to_string().pop()
    };
    assert_eq!((tie('2'), tie('3')), (Some('2'), Some('4')));
    assert_eq!(number("1.1").rounded_power(number("3")).expect("exact"), number("1.331"));
    assert_eq!(number("10").rounded_power(number("-5")).expect("exact"), number("0.00001"));
}

#[test]
fn what_cannot_be_computed_is_an_error_and_never_a_wrong_number() {
    let number = |text: &str| text.parse::<Decimal>().expect("a number");
    assert!(number("1").rounded_quotient(number("0")).is_err());
    assert!(number("0").rounded_power(number("-1")).is_err());
    assert!(number("2").rounded_power(number("0.5")).is_err());
    assert!(number("10").rounded_power(number("7000")).is_err());
    assert!(number("10").rounded_power(number("-7000")).is_err());
    assert!(number("2").rounded_power(number("99999999999999999")).is_err());
}

#[test]
fn numbers_far_apart_are_ordered() {
    let number = |text: &str| text.parse::<Decimal>().expect("a number");
    let tiny = number(&format!("0.{}1", "0".repeat(60)));
    let huge = number("10").rounded_power(number("60")).expect("in range");
    assert!(Decimal::ZERO < tiny && tiny < number("1") && number("1") < huge);
    assert!(number("-1") < tiny && number("-1") < Decimal::ZERO);
    assert_eq!(huge.to_string(), format!("1{}", "0".repeat(60)));
    assert_eq!(tiny.rounded_product(huge).expect("in range"), number("0.1"));
}

/// above / below / 10^scale from first principles: exact whole numbers, rounded once at the 34th digit, half to even.
fn oracle(above: &BigInt, below: &BigInt, scale: usize) -> String {
    let stretched = above.magnitude() * BigInt::from(10).pow(80).magnitude();
    let digits = (&stretched / below.magnitude()).to_string().len();
    let dropped = digits.saturating_sub(34);
    let divisor =
        below.magnitude() * BigInt::from(10).pow(u32::try_from(dropped).expect("short")).magnitude();
    let (mut kept, rest) = (&stretched / &divisor, (&stretched % &divisor) * 2_u8);
    if rest > divisor || rest == divisor && kept.bit(0) {
        kept += 1_u8;
    }
    let negative =
        (above.sign() == Sign::Minus) != (below.sign() == Sign::Minus) && above.sign() != Sign::NoSign;
    let (whole, places) = (kept.to_string() + &"0".repeat(dropped), 80 + scale);
    let padded = format!("{whole:0>width$}", width = places + 1);
    let (before, behind) = padded.split_at(padded.len() - places);
    let text = format!("{before}.{behind}");
    format!("{}{}", if negative { "-" } else { "" }, text.trim_end_matches('0').trim_end_matches('.'))
}

proptest! {
    #![proptest_config(crate::fixed())]

    #[test]
    fn sums_and_order_agree_with_whole_hundredths(one in -10_i128.pow(15)..10_i128.pow(15), two in -10_i128.pow(15)..10_i128.pow(15)) {
        let (a, b) = (Decimal::scaled(one, 2).expect("short"), Decimal::scaled(two, 2).expect("short"));
        prop_assert_eq!(a.plus(b).expect("short").units(2), Some(one + two));
        prop_assert_eq!(a.minus(b).expect("short").units(2), Some(one - two));
        prop_assert_eq!(a.cmp(&b), one.cmp(&two));
        prop_assert_eq!(a.to_string().parse::<Decimal>().expect("own text"), a);
    }

    #[test]
    fn products_and_quotients_are_rounded_once(
        one in -10_i128.pow(33)..10_i128.pow(33), scale in 0_u8..20, two in -10_i128.pow(33)..10_i128.pow(33),
    ) {
        let (a, b) = (Decimal::scaled(one, scale).expect("fits"), Decimal::scaled(two, 0).expect("fits"));
        let (wide, other) = (BigInt::from(one), BigInt::from(two));
        let unit = BigInt::from(1);
        prop_assert_eq!(a.rounded_product(b).expect("in range").to_string(), oracle(&(&wide * &other), &unit, scale.into()));
        prop_assume!(two != 0);
        prop_assert_eq!(a.rounded_quotient(b).expect("in range").to_string(), oracle(&wide, &other, scale.into()));
    }

    #[test]
    fn sums_of_numbers_far_apart_are_rounded_once(
        one in -10_i128.pow(33)..10_i128.pow(33), apart in 0_u32..45, two in -10_i128.pow(33)..10_i128.pow(33), short in 0_u32..33,
    ) {
        let one = one / 10_i128.pow(short);
        let ten = Decimal::whole(10).rounded_power(Decimal::whole(apart.into())).expect("in range");
        let (a, b) = (Decimal::scaled(one, 0).expect("fits").rounded_product(ten).expect("exact"), Decimal::scaled(two, 0).expect("fits"));
        let (wide, unit) = (BigInt::from(one) * BigInt::from(10).pow(apart), BigInt::from(1));
        prop_assert_eq!(a.rounded_sum(b).expect("in range").to_string(), oracle(&(&wide + two), &unit, 0));
        prop_assert_eq!(b.rounded_difference(a).expect("in range").to_string(), oracle(&(BigInt::from(two) - &wide), &unit, 0));
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
