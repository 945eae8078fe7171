//! What a picture of a model needs beside its tables.

use serde::Serialize;

/// A decision tree, as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TreeView {
    /// The nodes, the root first.
    pub nodes: Vec<TreeNode>,
}

/// A node of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TreeNode {
    /// When it is entered, in signs.
    pub test: String,
    /// What it gives, if it is a leaf.
    pub outcome: Option<String>,
    /// Its branches by their places.
    pub branches: Vec<usize>,
}
