//! The frozen model: read once, and named by the hash of everything that determines its outcome.

use crate::binding;
use crate::coherence;
use crate::declaration::{self, Declaration, Input};
use crate::dmn::{Definitions, Table};
use crate::import;
use crate::model_hash::ModelHash;
use crate::picture::TreeView;
use crate::statistical::tables;
use crate::{Finding, Findings, Place, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The version of the rules by which this crate decides. A change of meaning is a new version, so a new hash.
const SEMANTICS: &str = "waarborg-engine/1";

/// A model that was read, checked and frozen. Cheap to clone; nothing in it can change.
#[derive(Debug, Clone)]
pub struct Model(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    declaration: Declaration,
    definitions: Definitions,
    /// The node of each declared input.
    inputs: Vec<usize>,
    /// The tables that the deciding one needs, itself last, each with its node.
    tables: Vec<(usize, Table)>,
    /// Where each declared input stands in the declaration.
    places: Vec<Place>,
    /// The family of readable models that it belongs to.
    family: &'static str,
    /// How a tree was written; it decides as its tables say.
    tree: Option<TreeView>,
    canonical: String,
    hash: ModelHash,
}

impl Model {
    /// Reads a declaration and its rules: a DMN file, or a statistical model that [`import::read`] reads.
    ///
    /// # Errors
    /// Everything that is wrong in the first of the two files that is wrong, with places.
    pub fn read(declaration: &str, rules: &[u8]) -> Result<Self, Findings> {
        let declared = declaration::parse(declaration)?;
        let Rules { definitions, family, tree } = rules_of(&declared, rules)?;
        let places: Vec<Place> =
            declared.inputs.iter().map(|input| declaration::place_of(declaration, input)).collect();
        let goal = goal(&declared, &definitions, declaration)?;
        let tables = tables(&definitions, goal)?;
        let inputs = binding::bind(&declared, &definitions, goal, &places)?;
        binding::fits(&declared, &inputs, &tables, &places)?;
        coherence::check(&declared, &definitions, &tables)?;
        let canonical = canonical(&declared, &definitions, &tables);
        let hash = ModelHash(Sha256::digest(canonical.as_bytes()).into());
        Ok(Self(Arc::new(Inner {
            declaration: declared,
            definitions,
            inputs,
            tables,
            places,
            family,
            tree,
            canonical,
            hash,
        })))
    }

    /// The name of exactly this model.
    #[must_use]
    pub fn hash(&self) -> ModelHash {
        self.0.hash
    }

    /// What the hash is over: JSON without spaces, readable by people.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.0.canonical
    }

    /// What the body says about it.
    #[must_use]
    pub fn declaration(&self) -> &Declaration {
        &self.0.declaration
    }

    /// What it reads about a person, in the order of a case's values.
    #[must_use]
    pub fn inputs(&self) -> &[Input] {
        &self.0.declaration.inputs
    }

    pub(crate) fn tables_in_order(&self) -> &[(usize, Table)] {
        &self.0.tables
    }

    /// The tree that the rules file holds, if it is one, for a picture.
    #[must_use]
    pub fn tree(&self) -> Option<&TreeView> {
        self.0.tree.as_ref()
    }

    pub(crate) fn family(&self) -> &'static str {
        self.0.family
    }

    pub(crate) fn input_places(&self) -> &[Place] {
        &self.0.places
    }

    pub(crate) fn node_name(&self, node: usize) -> &str {
        self.0.definitions.nodes.get(node).map_or("", |node| node.name.as_str())
    }

    /// The declared input behind a node of the graph.
    pub(crate) fn input_of(&self, node: usize) -> Option<usize> {
        self.0.inputs.iter().position(|place| *place == node)
    }

    /// One slot a node, with the given values in theirs.
    pub(crate) fn given(&self, case: &[Value]) -> Vec<Value> {
        let mut values = vec![Value::Null; self.0.definitions.nodes.len()];
        for (node, value) in self.0.inputs.iter().zip(case) {
            if let Some(slot) = values.get_mut(*node) {
                slot.clone_from(value);
            }
        }
        values
    }
}

/// What a rules file gives.
struct Rules {
    definitions: Definitions,
    family: &'static str,
    tree: Option<TreeView>,
}

/// DMN as it is; what other tools write, as tables.
fn rules_of(declared: &Declaration, rules: &[u8]) -> Result<Rules, Findings> {
    if import::is_dmn(rules) {
        let definitions = Definitions::read(rules)?;
        return Ok(Rules { definitions, family: "decision-table", tree: None });
    }
    let read = import::read(rules)?.model;
    let names: Vec<&str> = read.fields().iter().map(|field| field.name.as_str()).collect();
    let (family, tree) = (read.form().family(), read.form().picture(&names));
    Ok(Rules { definitions: tables::definitions(&read, declared)?, family, tree })
}

fn goal(declared: &Declaration, definitions: &Definitions, text: &str) -> Result<usize, Findings> {
    definitions.find(&declared.decision).ok_or_else(|| {
        let place = Place::at(declaration::FILE, text, text.find("decision").unwrap_or(0));
        let known = definitions.decisions().join("`, `");
        Findings::one(
            "unknown-decision",
            place,
            format!("there is no decision `{}` in the rules; there is `{known}`", declared.decision),
        )
    })
}

fn tables(definitions: &Definitions, goal: usize) -> Result<Vec<(usize, Table)>, Findings> {
    use crate::dmn::Logic;
    let mut found = vec![];
    let needed = definitions.needed(goal).into_iter();
    for (place, (node, _)) in
        definitions.nodes.iter().zip(needed).enumerate().filter(|(_, (_, needed))| *needed)
    {
        let outside = match &node.logic {
            Logic::Input => continue,
            Logic::Table(table) => {
                found.push((place, (**table).clone()));
                continue;
            }
            Logic::Formula => format!("`{}` is decided by a formula", node.name),
            Logic::Outside(reason) => reason.clone(),
        };
        return Err(Findings(vec![Finding {
            code: "outside-subset",
            norm: Some("W01"),
            place: node.place.clone(),
            message: format!("{outside}: only decision tables over named values are read"),
        }]));
    }
    Ok(found)
}

#[derive(Serialize)]
struct Canonical<'a> {
    semantics: &'static str,
    declaration: &'a Declaration,
    tables: Vec<CanonicalTable<'a>>,
}

#[derive(Serialize)]
struct CanonicalTable<'a> {
    name: &'a str,
    policy: crate::dmn::HitPolicy,
    columns: Vec<&'a str>,
    outputs: Vec<(&'a str, &'a [Value], &'a Option<Value>)>,
    rules: Vec<(&'a [crate::feel::Unary], &'a [Value], &'a str)>,
    /// Rules, from 0, whose output is multiplied with columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    times: Vec<(usize, &'a [usize])>,
}

/// Structures and lists only, written in their own order: no map whose order another crate could change.
fn canonical(declaration: &Declaration, definitions: &Definitions, tables: &[(usize, Table)]) -> String {
    let written = tables.iter().map(|(node, table)| CanonicalTable {
        name: definitions.nodes.get(*node).map_or("", |node| node.name.as_str()),
        policy: table.policy,
        columns: table.columns.iter().map(|column| column.expression.as_str()).collect(),
        outputs: table
            .outputs
            .iter()
            .map(|one| (one.name.as_str(), one.allowed.as_slice(), &one.default))
            .collect(),
        rules: table
            .rules
            .iter()
            .map(|rule| (rule.tests.as_slice(), rule.outputs.as_slice(), rule.annotation.as_str()))
            .collect(),
        times: table
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| !rule.times.is_empty())
            .map(|(place, rule)| (place, rule.times.as_slice()))
            .collect(),
    });
    let form = Canonical { semantics: SEMANTICS, declaration, tables: written.collect() };
    serde_json::to_string(&form).unwrap_or_default()
}
