//! What waits for a person.

super::words! {}
