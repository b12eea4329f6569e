//! How to ask.

super::words! {}
