//! Deciding, and what was decided.

super::words! {}
