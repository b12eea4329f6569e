//! Word documents (being built).
/// stub
pub fn read(_b: &[u8]) -> broadside_model::Reading {
    broadside_model::Reading::empty(broadside_model::Format::Docx)
}
