//! What became of files.

super::words! {}
