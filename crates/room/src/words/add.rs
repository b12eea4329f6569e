//! Adding files.

super::words! {}
