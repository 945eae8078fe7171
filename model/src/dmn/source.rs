//! Where a column finds its value.

use crate::Value;

/// Where a column's value comes from: a node, and the names of the parts below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The node's place in the graph.
    pub node: usize,
    /// Parts of a structure, outermost first.
    pub parts: Vec<String>,
}

impl Source {
    /// The value that the source names; null where there is none.
    pub fn look<'a>(&self, values: &'a [Value]) -> &'a Value {
        let mut found = values.get(self.node).unwrap_or(&Value::Null);
        for part in &self.parts {
            found = match found {
                Value::Context(fields) => fields.get(part).unwrap_or(&Value::Null),
                _ => &Value::Null,
            };
        }
        found
    }
}
