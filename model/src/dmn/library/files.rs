//! The files: which one imports which, and what the references in them mean.

use super::super::xml::{self, attribute, children, finding};
use crate::Findings;
use roxmltree::{Document, Node as Xml};

/// More files are not read together.
const MOST_FILES: usize = 50;

/// A file among others.
pub struct File<'a> {
    pub root: Xml<'a, 'a>,
    pub namespace: &'a str,
    /// The names under which it imports other files, and their places.
    pub imports: Vec<(String, usize)>,
}

/// The file itself first, then all that it imports, directly or not.
pub fn gathered<'a>(documents: &'a [Document<'a>]) -> Result<Vec<File<'a>>, Findings> {
    let roots: Vec<_> = documents.iter().map(Document::root_element).collect();
    let space = |root: &Xml<'a, 'a>| root.attribute("namespace").unwrap_or_default();
    let mut files: Vec<File<'a>> = vec![];
    let Some(first) = roots.first() else { return Ok(files) };
    files.push(File {
        root: *first,
        namespace: first.attribute("namespace").unwrap_or_default(),
        imports: vec![],
    });
    let mut next = 0;
    while let Some(root) = files.get(next).map(|file| file.root) {
        let mut imports = vec![];
        for import in children(root, "import") {
            let wanted = attribute(import, "namespace").unwrap_or_default();
            let Some(found) = roots.iter().find(|root| space(root) == wanted) else {
                if is_model(import) {
                    let message = format!(
                        "no file has the imported namespace `{wanted}`: hand it over beside this one"
                    );
                    return Err(finding(import, "unknown-import", message));
                }
                continue;
            };
            let place = files.iter().position(|file| file.namespace == wanted).unwrap_or(files.len());
            if place == files.len() {
                files.push(File {
                    root: *found,
                    namespace: found.attribute("namespace").unwrap_or_default(),
                    imports: vec![],
                });
            }
            imports.push((crate::feel::syntax::tidy(attribute(import, "name").unwrap_or_default()), place));
        }
        if files.len() > MOST_FILES {
            return Err(finding(
                root,
                "too-large",
                format!("more than {MOST_FILES} files import each other"),
            ));
        }
        if let Some(file) = files.get_mut(next) {
            file.imports = imports;
        }
        next += 1;
    }
    Ok(files)
}

fn is_model(import: Xml<'_, '_>) -> bool {
    attribute(import, "importType").is_none_or(|kind| xml::NAMESPACES.contains(&kind))
}

/// The namespace and id of `href="namespace#id"`; the namespace is the file's own where it is not said.
pub fn target<'a>(node: Xml<'a, '_>, own: &'a str) -> Option<(&'a str, &'a str)> {
    let href = attribute(node, "href")?;
    let (space, id) = href.rsplit_once('#').unwrap_or(("", href));
    Some((if space.is_empty() { own } else { space }, id))
}
