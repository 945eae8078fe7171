use ledger::canonical::{is_canonical, to_string};
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
    assert_eq!(refused.to_string(), "/rules/0/points is a floating-point number: write decimals as text");
}

#[test]
fn a_bottomless_value_is_refused() {
    let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
    assert!(to_string(&deep).expect_err("too deep").to_string().ends_with("deeper than 64 levels"));
}

#[test]
fn integers_that_some_readers_round_are_refused_and_the_place_is_a_json_pointer() {
    let largest = 9_007_199_254_740_991_i64;
    assert_eq!(to_string(&[largest, -largest]).expect("exact"), format!("[{largest},-{largest}]"));
    for beyond in [json!({"a/b": {"c~d": largest + 1}}), json!({"a/b": {"c~d": u64::MAX}})] {
        let refused = to_string(&beyond).expect_err("beyond");
        assert_eq!(
            refused.to_string(),
            "/a~1b/c~0d lies beyond ±9007199254740991: write such numbers as text"
        );
    }
}

#[test]
fn control_characters_are_written_as_rfc_8785_wants_them() {
    let text = "\u{8}\t\n\u{c}\r\u{1}\u{1f}\"\\/\u{7f}\u{2028}\u{e9}";
    let wanted = "\"\\b\\t\\n\\f\\r\\u0001\\u001f\\\"\\\\/\u{7f}\u{2028}\u{e9}\"";
    assert_eq!(to_string(text).expect("canonical"), wanted);
}

#[test]
fn one_text_only_is_canonical() {
    assert!(is_canonical("{\"a\":1,\"b\":[true,null]}"));
    for other in [
        "{\"b\":1,\"a\":1}",
        "{\"a\":1,\"a\":1}",
        "{\"a\": 1}",
        "{\"a\":1}\n",
        "{\"a\":1.0}",
        "{\"a\":-0}",
        "\"\\u0041\"",
        "\"\\/\"",
        "{",
        "",
    ] {
        assert!(!is_canonical(other), "{other}");
    }
}
