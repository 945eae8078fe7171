//! Who may do what, when: state and command in, events or a refusal out.
