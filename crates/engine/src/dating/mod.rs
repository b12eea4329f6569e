//! When a statement was issued, with the reasons.
