//! Searching, and lists of statements.

super::words! {}
