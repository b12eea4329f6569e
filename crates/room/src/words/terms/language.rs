//! What languages are called.

use crate::words::Word;

/// Codes (ISO 639-3), English, Spanish; sorted by code.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("afr", "Afrikaans", "afrikáans"),
    ("amh", "Amharic", "amárico"),
    ("ara", "Arabic", "árabe"),
    ("aym", "Aymara", "aimara"),
    ("aze", "Azerbaijani", "azerí"),
    ("bel", "Belarusian", "bielorruso"),
    ("ben", "Bengali", "bengalí"),
    ("bul", "Bulgarian", "búlgaro"),
    ("cat", "Catalan", "catalán"),
    ("ces", "Czech", "checo"),
    ("cym", "Welsh", "galés"),
    ("dan", "Danish", "danés"),
    ("deu", "German", "alemán"),
    ("ell", "Greek", "griego"),
    ("eng", "English", "inglés"),
    ("epo", "Esperanto", "esperanto"),
    ("est", "Estonian", "estonio"),
    ("eus", "Basque", "vasco"),
    ("fas", "Persian", "persa"),
    ("fin", "Finnish", "finés"),
    ("fra", "French", "francés"),
    ("gle", "Irish", "irlandés"),
    ("glg", "Galician", "gallego"),
    ("grn", "Guaraní", "guaraní"),
    ("hat", "Haitian Creole", "criollo haitiano"),
    ("hau", "Hausa", "hausa"),
    ("heb", "Hebrew", "hebreo"),
    ("hin", "Hindi", "hindi"),
    ("hrv", "Croatian", "croata"),
    ("hun", "Hungarian", "húngaro"),
    ("hye", "Armenian", "armenio"),
    ("ind", "Indonesian", "indonesio"),
    ("isl", "Icelandic", "islandés"),
    ("ita", "Italian", "italiano"),
    ("jpn", "Japanese", "japonés"),
    ("kat", "Georgian", "georgiano"),
    ("kaz", "Kazakh", "kazajo"),
    ("khm", "Khmer", "jemer"),
    ("kor", "Korean", "coreano"),
    ("kur", "Kurdish", "kurdo"),
    ("lat", "Latin", "latín"),
    ("lav", "Latvian", "letón"),
    ("lit", "Lithuanian", "lituano"),
    ("mkd", "Macedonian", "macedonio"),
    ("msa", "Malay", "malayo"),
    ("mya", "Burmese", "birmano"),
    ("nep", "Nepali", "nepalí"),
    ("nld", "Dutch", "neerlandés"),
    ("nno", "Norwegian Nynorsk", "noruego nynorsk"),
    ("nob", "Norwegian Bokmål", "noruego bokmål"),
    ("nor", "Norwegian", "noruego"),
    ("oci", "Occitan", "occitano"),
    ("pan", "Punjabi", "panyabí"),
    ("pol", "Polish", "polaco"),
    ("por", "Portuguese", "portugués"),
    ("que", "Quechua", "quechua"),
    ("ron", "Romanian", "rumano"),
    ("rus", "Russian", "ruso"),
    ("slk", "Slovak", "eslovaco"),
    ("slv", "Slovenian", "esloveno"),
    ("som", "Somali", "somalí"),
    ("spa", "Spanish", "español"),
    ("sqi", "Albanian", "albanés"),
    ("srp", "Serbian", "serbio"),
    ("swa", "Swahili", "suajili"),
    ("swe", "Swedish", "sueco"),
    ("tam", "Tamil", "tamil"),
    ("tgl", "Tagalog", "tagalo"),
    ("tha", "Thai", "tailandés"),
    ("tur", "Turkish", "turco"),
    ("ukr", "Ukrainian", "ucraniano"),
    ("urd", "Urdu", "urdu"),
    ("uzb", "Uzbek", "uzbeko"),
    ("vie", "Vietnamese", "vietnamita"),
    ("xho", "Xhosa", "xhosa"),
    ("yid", "Yiddish", "yidis"),
    ("zho", "Chinese", "chino"),
    ("zul", "Zulu", "zulú"),
];

/// The name of a language by its ISO 639-3 code; nothing for one that has no name here.
pub fn language(code: &str) -> Option<Word> {
    let place = LANGUAGES.binary_search_by_key(&code, |(code, ..)| code).ok()?;
    LANGUAGES.get(place).map(|(_, en, es)| Word { en, es })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_in_the_table_is_found() {
        assert!(LANGUAGES.iter().all(|(code, ..)| language(code).is_some()));
    }
}
