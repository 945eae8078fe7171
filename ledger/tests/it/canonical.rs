use ledger::canonical::to_string;
use serde_json::json;

#[test]
fn keys_are_sorted_by_utf_16_and_nothing_is_wasted() {
    let value =
        json!({"b": [1, -2, true, null], "a": {"\u{20ac}": "euro", "\u{1f600}": 1, "\u{fb33}": "x\n\"y"}});
    assert_eq!(
        to_string(&value).expect("canonical"),
        "{\"a\":{\"\u{20ac}\":\"euro\",\"\u{1f600}\":1,\"\u{fb33}\":\"x\\n\\\"y\"},\"b\":[1,-2,true,null]}"
    );
}

#[test]
fn w05_a_floating_point_number_is_refused_with_its_place() {
    let refused = to_string(&json!({"rules": [{"points": 1.5}]})).expect_err("a float");
    assert_eq!(
        refused.to_string(),
        "/rules/0/points is a floating-point number: write decimals as text"
    );
}

#[test]
fn a_bottomless_value_is_refused() {
    let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
    assert!(
        to_string(&deep)
            .expect_err("too deep")
            .to_string()
            .ends_with("deeper than 64 levels")
    );
}
