//! The other engines, each through its own library door and as fast as it goes there.

use crate::made::{Made, PEOPLE, Stored};
use crate::rate;
use dsntk_feel::context::FeelContext;
use dsntk_feel::values::Value as Feel;
use dsntk_feel::{FeelNumber, Name};
use dsntk_model_evaluator::ModelEvaluator;
use serde_json::{Map, Value, json};
use std::hint::black_box;
use zen_engine::model::GraphContent;
use zen_engine::{Decision, EvaluationOptions};

pub fn dsntk(xml: &str, people: &[Stored], expected: &[i64]) -> f64 {
    let definitions = dsntk_model::parse(xml).expect("dsntk reads the table");
    let evaluator = ModelEvaluator::new(&[definitions]).expect("dsntk builds the table");
    let case = |row: usize| {
        let mut context = FeelContext::new();
        for (input, stored) in PEOPLE.iter().zip(people) {
            let value = match stored {
                Stored::Numbers(units) => Feel::Number(FeelNumber::new(units[row], 0)),
                Stored::Words(keys, words) => Feel::String(words[keys[row] as usize].to_owned()),
            };
            context.set_entry(&Name::from(input.name()), value);
        }
        context
    };
    let cases: Vec<FeelContext> = (0..expected.len()).map(case).collect();
    let decide = |case: &FeelContext| evaluator.evaluate_invocable("urn:b", "b", "points", case);
    for (row, (case, expected)) in cases.iter().zip(expected).enumerate() {
        assert_eq!(decide(case).to_string(), expected.to_string(), "case {row}");
    }
    rate(cases.len(), || {
        for case in &cases {
            black_box(decide(case));
        }
    })
}

pub fn zen(table: &Made, (compiled, trace): (bool, bool), people: &[Stored], expected: &[i64]) -> f64 {
    let content: GraphContent = serde_json::from_value(graph(table)).expect("zen reads the table");
    let mut decision = Decision::from(content);
    if compiled {
        decision.compile();
    }
    let case = |row: usize| {
        let value = |stored: &Stored| match stored {
            Stored::Numbers(units) => json!(units[row]),
            Stored::Words(keys, words) => json!(words[keys[row] as usize]),
        };
        let fields: Map<String, Value> = PEOPLE
            .iter()
            .zip(people)
            .map(|(input, stored)| (input.name().to_owned(), value(stored)))
            .collect();
        zen_engine::Variable::from(Value::Object(fields))
    };
    let cases: Vec<_> = (0..expected.len()).map(case).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let options = || EvaluationOptions { trace, ..EvaluationOptions::default() };
    runtime.block_on(async {
        for (row, (case, expected)) in cases.iter().zip(expected).enumerate() {
            let found = decision.evaluate_with_opts(case.clone(), options()).await.expect("decided");
            let found = serde_json::to_value(&found.result).expect("an object");
            assert_eq!(found["points"], json!(expected), "case {row}");
        }
    });
    rate(cases.len(), || {
        runtime.block_on(async {
            for case in &cases {
                let found = decision.evaluate_with_opts(case.clone(), options()).await.expect("decided");
                black_box(found);
            }
        });
    })
}

/// The table in that engine's own form.
fn graph(table: &Made) -> Value {
    let columns = || table.columns.iter().enumerate();
    let inputs: Vec<Value> = columns()
        .map(|(place, name)| json!({ "id": format!("i{place}"), "name": name, "field": name }))
        .collect();
    let rule = |(place, cells): (usize, &Vec<String>)| {
        let (answer, tests) = cells.split_last().expect("an answer");
        let mut rule =
            Map::from_iter([("_id".to_owned(), json!(format!("r{place}"))), ("o".to_owned(), json!(answer))]);
        for (column, test) in tests.iter().enumerate() {
            rule.insert(format!("i{column}"), json!(if test == "-" { "" } else { test.as_str() }));
        }
        Value::Object(rule)
    };
    let rules: Vec<Value> = table.rules.iter().enumerate().map(rule).collect();
    json!({
        "nodes": [
            { "id": "in", "name": "in", "type": "inputNode", "content": {} },
            { "id": "table", "name": "table", "type": "decisionTableNode", "content": {
                "hitPolicy": "first", "inputs": inputs, "rules": rules, "passThrough": false,
                "outputs": [{ "id": "o", "name": "points", "field": "points" }]
            } },
            { "id": "out", "name": "out", "type": "outputNode", "content": {} }
        ],
        "edges": [
            { "id": "e1", "sourceId": "in", "targetId": "table" },
            { "id": "e2", "sourceId": "table", "targetId": "out" }
        ]
    })
}
