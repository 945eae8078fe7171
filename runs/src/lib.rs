//! Whole populations in columns: read, score, select, store, look up.
