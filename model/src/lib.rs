//! White-box decision models: read, check, evaluate with the explanation.
