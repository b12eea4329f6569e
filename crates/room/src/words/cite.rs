//! Citing.

super::words! {}
