//! The files: which one imports which, and what the references in them mean.
//!
//! A file that is imported twice is there twice: each time it may be given other inputs.

use super::super::xml::{self, attribute, children, finding};
use crate::Findings;
use crate::feel::syntax::tidy;
use roxmltree::{Document, Node as Xml};

/// More files are not read together.
const MOST_FILES: usize = 50;
/// Imports of imports.
const DEEPEST: usize = 8;

/// A file among others.
pub struct File<'a> {
    pub root: Xml<'a, 'a>,
    pub namespace: &'a str,
    /// The names under which it imports other files, and their places.
    pub imports: Vec<(String, usize)>,
    depth: usize,
}

impl<'a> File<'a> {
    const fn new(root: Xml<'a, 'a>, namespace: &'a str, depth: usize) -> Self {
        Self { root, namespace, imports: vec![], depth }
    }
}

/// The file itself first, then all that it imports, directly or not.
pub fn gathered<'a>(documents: &'a [Document<'a>]) -> Result<Vec<File<'a>>, Findings> {
    let roots: Vec<(Xml<'a, 'a>, &'a str)> = documents
        .iter()
        .map(|document| {
            let root = document.root_element();
            (root, root.attribute("namespace").unwrap_or_default())
        })
        .collect();
    let mut files: Vec<File<'a>> = vec![];
    files.extend(roots.first().map(|(root, space)| File::new(*root, space, 0)));
    let mut next = 0;
    while let Some((root, depth)) = files.get(next).map(|file| (file.root, file.depth)) {
        let mut imports = vec![];
        for import in children(root, "import").filter(|import| is_model(*import)) {
            let (found, space) = found(import, &roots)?;
            imports.push((tidy(attribute(import, "name").unwrap_or_default()), files.len()));
            files.push(File::new(found, space, depth + 1));
        }
        if files.len() > MOST_FILES || depth > DEEPEST {
            let message =
                format!("more than {MOST_FILES} files import each other, or more than {DEEPEST} deep");
            return Err(finding(root, "too-large", message));
        }
        if let Some(file) = files.get_mut(next) {
            file.imports = imports;
        }
        next += 1;
    }
    Ok(files)
}

fn found<'a>(
    import: Xml<'a, 'a>,
    roots: &[(Xml<'a, 'a>, &'a str)],
) -> Result<(Xml<'a, 'a>, &'a str), Findings> {
    let wanted = attribute(import, "namespace").unwrap_or_default();
    roots.iter().find(|(_, space)| *space == wanted).copied().ok_or_else(|| {
        let message = format!("no file has the imported namespace `{wanted}`: hand it over beside this one");
        finding(import, "unknown-import", message)
    })
}

/// Whether decisions are imported, rather than types or data of another language.
fn is_model(import: Xml<'_, '_>) -> bool {
    attribute(import, "importType").is_none_or(|kind| xml::NAMESPACES.contains(&kind))
}

/// The file that a namespace means in another: itself, or one that it imports, directly or not.
pub fn meant(files: &[File<'_>], from: usize, space: &str) -> Option<usize> {
    let mut open = std::collections::VecDeque::from([from]);
    while let Some(place) = open.pop_front() {
        let file = files.get(place)?;
        if file.namespace == space {
            return Some(place);
        }
        open.extend(file.imports.iter().map(|(_, imported)| *imported));
    }
    None
}

/// The namespace and id of `href="namespace#id"`; the namespace is the file's own where it is not said.
pub fn target<'a>(node: Xml<'a, '_>, own: &'a str) -> Option<(&'a str, &'a str)> {
    let href = attribute(node, "href")?;
    let (space, id) = href.rsplit_once('#').unwrap_or(("", href));
    Some((if space.is_empty() { own } else { space }, id))
}
