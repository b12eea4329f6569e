//! The field's terms: what kinds, roles, outcomes and grades are called.

super::words! {
    UNKNOWN = "unknown", "desconocido";
}
