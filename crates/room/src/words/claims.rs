//! What is claimed.

super::words! {}
