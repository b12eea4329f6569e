//! Who signs with whom.

super::words! {}
