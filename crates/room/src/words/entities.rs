//! Names, and one of them.

super::words! {}
