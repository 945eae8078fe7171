//! From files to entries: names, types, what each entry needs, and its formula.

use super::super::xml::{self, attribute, child, children, finding};
use super::boxed::Boxes;
use super::files::{File, gathered, meant, target};
use super::items::{self, Types};
use super::{Entry, Library, Need, Part, order};
use crate::Findings;
use crate::feel::syntax::{Vocabulary, tidy};
use crate::feel::value::Expression;
use crate::feel::value::Feel;
use crate::feel::value::Known;
use crate::feel::value::Type;
use roxmltree::{Document, Node as Xml};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More entries are not read together.
const MOST_ENTRIES: usize = 10_000;
const ELEMENTS: [&str; 4] = ["inputData", "decision", "businessKnowledgeModel", "decisionService"];
const REQUIREMENTS: [&str; 3] = ["requiredInput", "requiredDecision", "requiredKnowledge"];

impl Library {
    /// Reads a file; `others` are files that it may import, directly or not.
    ///
    /// # Errors
    /// What is wrong with a file as a whole. A formula that cannot be read is no error: see [`Library::unread`].
    pub fn read(source: &[u8], others: &[&[u8]]) -> Result<Self, Findings> {
        let sources = std::iter::once(source).chain(others.iter().copied());
        let documents = sources.map(xml::parse).collect::<Result<Vec<Document<'_>>, Findings>>()?;
        for root in documents.iter().map(Document::root_element) {
            if !xml::is(root, "definitions") {
                return Err(finding(root, "not-dmn", "expected `definitions` of DMN 1.1 to 1.5"));
            }
        }
        library(&gathered(&documents)?)
    }
}

/// An element that is not read yet.
struct Draft<'a> {
    xml: Xml<'a, 'a>,
    file: usize,
    name: Arc<str>,
}

/// What is known of all files while their elements are read.
struct Whole<'a> {
    files: &'a [File<'a>],
    types: Vec<Arc<Types>>,
    drafts: Vec<Draft<'a>>,
    places: BTreeMap<(usize, &'a str), usize>,
    parts: Arc<BTreeSet<Arc<str>>>,
}

fn library(files: &[File<'_>]) -> Result<Library, Findings> {
    let mut whole = Whole {
        files,
        types: items::of_files(files),
        drafts: vec![],
        places: BTreeMap::new(),
        parts: Arc::default(),
    };
    for (place, file) in files.iter().enumerate() {
        whole.add(place, file)?;
    }
    let own = whole.drafts.iter().filter(|draft| draft.file == 0).count();
    whole.parts = Arc::new(whole.all_parts());
    let mut unread = vec![];
    let entries: Vec<Entry> = whole
        .drafts
        .iter()
        .enumerate()
        .map(|(place, draft)| whole.entry(place, draft, &mut unread))
        .collect();
    let order = order::of(&entries);
    let imports = files.iter().map(|file| file.imports.clone()).collect();
    Ok(Library { entries, order, own, imports, unread })
}

impl<'a> Whole<'a> {
    fn add(&mut self, file: usize, read: &'a File<'a>) -> Result<(), Findings> {
        for element in ELEMENTS {
            for xml in children(read.root, element) {
                let name = attribute(xml, "name")
                    .ok_or_else(|| finding(xml, "no-name", "the element has no name"))?;
                let id = attribute(xml, "id").unwrap_or(name);
                self.places.insert((file, id), self.drafts.len());
                self.drafts.push(Draft { xml, file, name: tidy(name).into() });
            }
        }
        if self.drafts.len() > MOST_ENTRIES {
            return Err(finding(
                read.root,
                "too-large",
                format!("there are more than {MOST_ENTRIES} elements"),
            ));
        }
        Ok(())
    }

    /// The names of all parts of structures, and of what files import.
    fn all_parts(&self) -> BTreeSet<Arc<str>> {
        let nodes = self.files.iter().flat_map(|file| file.root.descendants());
        let named = nodes.filter(|node| {
            let name = node.tag_name().name();
            matches!(name, "itemComponent" | "column" | "output")
                || name == "variable" && node.parent().is_some_and(|parent| xml::is(parent, "contextEntry"))
        });
        let parts = named.filter_map(|node| attribute(node, "name")).map(|name| Arc::from(tidy(name)));
        parts
            .chain(self.drafts.iter().filter(|draft| draft.file > 0).map(|draft| draft.name.clone()))
            .collect()
    }

    fn needs(&self, draft: &Draft<'a>) -> Vec<Need> {
        let Some(file) = self.files.get(draft.file) else { return vec![] };
        let targets = draft.xml.children().flat_map(|requirement| requirement.children());
        let targets = targets.filter(|node| REQUIREMENTS.iter().any(|name| xml::is(*node, name)));
        targets.filter_map(|node| self.need(node, file, draft.file)).collect()
    }

    /// The place of the element that a reference of a file means.
    fn place(&self, node: Xml<'a, 'a>, file: usize) -> Option<usize> {
        let (space, id) = target(node, self.files.get(file)?.namespace)?;
        self.places.get(&(meant(self.files, file, space)?, id)).copied()
    }

    fn need(&self, node: Xml<'a, 'a>, file: &File<'a>, own: usize) -> Option<Need> {
        let place = self.place(node, own)?;
        let of = self.drafts.get(place)?.file;
        let import = file.imports.iter().find(|(_, imported)| *imported == of && of != own);
        Some(Need {
            place,
            import: import.map(|(name, _)| name.as_str().into()).filter(|name: &Arc<str>| !name.is_empty()),
        })
    }

    fn kind(&self, draft: &Draft<'a>) -> Arc<Type> {
        let name = child(draft.xml, "variable").and_then(|variable| attribute(variable, "typeRef"));
        match (name, self.types.get(draft.file)) {
            (Some(name), Some(types)) => items::referred(types, name),
            _ => Arc::new(Type::Any),
        }
    }

    fn vocabulary(&self, draft: &Draft<'a>, needs: &[Need]) -> Vocabulary {
        let name = |need: &Need| {
            let own = || self.drafts.get(need.place).map(|draft| draft.name.clone());
            need.import.clone().or_else(own)
        };
        let types = self.types.get(draft.file).cloned().unwrap_or_default();
        Vocabulary {
            names: needs.iter().filter_map(name).collect(),
            parts: self.parts.clone(),
            types,
            ..crate::feel::vocabulary()
        }
    }

    fn entry(&self, place: usize, draft: &Draft<'a>, unread: &mut Vec<String>) -> Entry {
        let needs = self.needs(draft);
        let known = self.vocabulary(draft, &needs);
        let kind = self.kind(draft);
        let types = known.types.clone();
        let mut boxes = Boxes { types: &types, unread, depth: 0 };
        let part = match draft.xml.tag_name().name() {
            "inputData" => Part::Input,
            "decision" => Part::Decision(boxes.below(draft.xml, &known)),
            "decisionService" => self.service(place, draft, &kind),
            _ => knowledge(place, draft, &kind, (&mut boxes, &known)),
        };
        Entry { name: draft.name.clone(), file: draft.file, kind, part, needs }
    }

    fn service(&self, place: usize, draft: &Draft<'a>, kind: &Type) -> Part {
        let named = |element: &'static str| {
            let places = children(draft.xml, element).filter_map(|node| self.place(node, draft.file));
            places.collect::<Vec<_>>()
        };
        let given: Vec<usize> = named("inputData").into_iter().chain(named("inputDecision")).collect();
        let drafts = || given.iter().filter_map(|place| self.drafts.get(*place));
        let known = Known {
            place,
            parameters: drafts().map(|draft| draft.name.clone()).collect(),
            takes: drafts().map(|draft| self.kind(draft)).collect(),
            answers: answered(kind),
        };
        Part::Service { known: Arc::new(known), given, answers: named("outputDecision") }
    }
}

/// What a function answers whose variable has this type: the variable is the function, or what it answers.
fn answered(kind: &Type) -> Arc<Type> {
    match kind {
        Type::Function(_, answers) => answers.clone(),
        other => Arc::new(other.clone()),
    }
}

fn knowledge(
    place: usize,
    draft: &Draft<'_>,
    kind: &Type,
    (boxes, known): (&mut Boxes<'_>, &Vocabulary),
) -> Part {
    let logic = child(draft.xml, "encapsulatedLogic");
    // A function may call itself.
    let known = known.with([&draft.name]);
    let (parameters, body) = match logic {
        Some(logic) => {
            let (parameters, inner) = boxes.parameters(logic, &known);
            (parameters, boxes.body(logic, &inner))
        }
        None => (vec![], Expression::Literal(Feel::Null)),
    };
    let (names, takes) = parameters.into_iter().unzip();
    Part::Knowledge(Arc::new(Known { place, parameters: names, takes, answers: answered(kind) }), body)
}
