use crate::{DECLARATION, RULES, complexity};
use model::Model;

fn hash(declaration: &str, rules: &str) -> String {
    Model::read(declaration, rules.as_bytes()).expect("a model").hash().to_string()
}

#[test]
fn w02_white_space_comments_and_the_order_of_attributes_keep_the_hash() {
    let spaced = RULES.replace("<rule>", "<!-- a remark -->\n\n   <rule >");
    let turned = RULES.replace(
        "<decisionTable hitPolicy=\"COLLECT\" aggregation=\"SUM\">",
        "<decisionTable   aggregation='SUM' hitPolicy='COLLECT'>",
    );
    let remarked = DECLARATION.replace("[selection]", "# a remark\n\n[selection]");
    let same = complexity().hash().to_string();
    assert_eq!(hash(DECLARATION, &spaced), same);
    assert_eq!(hash(DECLARATION, &turned), same);
    assert_eq!(hash(&remarked, RULES), same);
    assert_eq!(hash(&DECLARATION.replace("\"0.25\"", "\"0.250\""), RULES), same);
}

#[test]
fn w03_every_change_of_a_number_a_bound_or_the_lot_is_another_model() {
    let same = complexity().hash().to_string();
    let mut seen = vec![same];
    let rules = [
        (">= 6", ">= 7"),
        ("(120..180]", "[120..180]"),
        ("\"gastouder\"", "\"bso\""),
        ("<text>4</text>", "<text>4.01</text>"),
        ("SUM", "MAX"),
        ("zes of meer", "zeven of meer"),
    ];
    for (before, after) in rules {
        let changed = RULES
            .replacen(
                &before.replace('>', "&gt;").replace("&gt;4&lt;", ">4<").replace("text&gt;", "text>"),
                after,
                1,
            )
            .replacen(before, &after.replace(">= ", "&gt;= "), 1);
        assert_ne!(changed, RULES, "{before} is not in the fixture");
        seen.push(hash(DECLARATION, &changed));
    }
    let declarations = [
        ("k = 1000", "k = 999"),
        ("\"0.25\"", "\"0.26\""),
        ("maximum = 60", "maximum = 61"),
        ("rule = \"top\"\nk = 1000", "rule = \"threshold\"\nat_least = \"7.5\""),
    ];
    for (before, after) in declarations {
        seen.push(hash(&DECLARATION.replace(before, after), RULES));
    }
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count, "two different models share a hash");
}

#[test]
fn w05_the_canonical_form_is_pinned() {
    insta::assert_snapshot!(complexity().hash().to_string(), @"402740009e8935efd8e5f8728e41a70a3055ca2367548687704860c8b46f1786");
    insta::assert_snapshot!(complexity().canonical());
}
