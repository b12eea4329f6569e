//! The first page.

super::words! {}
