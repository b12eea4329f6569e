//! What is said again.

super::words! {}
