//! The only door: authorise, load, decide, append, project; queries return views.
