//! Who signed.

super::words! {}
