//! How a word sounds, roughly, in whatever script and spelling: a string of ASCII letters, one a sound.
pub fn sound(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase()
}
