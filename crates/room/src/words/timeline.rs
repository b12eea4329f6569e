//! Time.

super::words! {}
