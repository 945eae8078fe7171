//! A node whose table or formula is not read yet.

use super::xml;
use roxmltree::Node as Xml;

/// A node before its tables are read.
pub struct Draft<'a, 'i> {
    pub xml: Xml<'a, 'i>,
    pub id: &'a str,
    pub name: &'a str,
    pub requires: Vec<&'a str>,
}

/// How a decision is decided.
pub enum Form<'a, 'i> {
    /// It is given.
    Input,
    /// By a decision table.
    Table(Xml<'a, 'i>),
    /// By a formula.
    Formula(Xml<'a, 'i>),
    /// In a way that is not read, for this reason.
    Outside(String),
}

/// How a decision is decided.
pub fn form<'a, 'i>(draft: &Draft<'a, 'i>) -> Form<'a, 'i> {
    if xml::is(draft.xml, "inputData") {
        return Form::Input;
    }
    let skipped = [
        "variable",
        "informationRequirement",
        "knowledgeRequirement",
        "authorityRequirement",
        "question",
        "allowedAnswers",
        "description",
        "extensionElements",
    ];
    let logic = draft.xml.children().find(|node| {
        let name = node.tag_name().name();
        node.is_element() && !skipped.contains(&name) && xml::is(*node, name)
    });
    match logic.map(|node| (node.tag_name().name(), node)) {
        Some(("decisionTable", table)) => Form::Table(table),
        Some(("literalExpression", formula)) => Form::Formula(formula),
        other => {
            let form = other.map_or("nothing", |(name, _)| name);
            Form::Outside(format!("`{}` is decided by {form}, not by a decision table", draft.name))
        }
    }
}
