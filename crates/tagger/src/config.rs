//! What `config.json` and `tokenizer_config.json` say that matters here.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Most pieces that a network is given at once: what most were trained for, and time grows faster than they do.
const LONGEST: usize = 512;
/// Kinds of network that count places from 2, so that two fewer are of use.
const FROM_TWO: &[&str] = &["roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "longformer", "xlm_roberta"];

/// What is read of `config.json`.
#[derive(Debug)]
pub struct Config {
    /// The labels by their numbers.
    pub id2label: Vec<String>,
    /// Pieces that the network takes at once.
    pub longest: usize,
}

#[derive(Deserialize)]
struct Written {
    id2label: Option<BTreeMap<String, String>>,
    max_position_embeddings: Option<u64>,
    model_type: Option<String>,
}

impl Config {
    /// Reads `config.json`.
    pub fn read(bytes: Option<Vec<u8>>) -> Result<Config, String> {
        let bytes = bytes.ok_or("config.json is missing: copy it from where the model comes from")?;
        let written: Written = serde_json::from_slice(&bytes).map_err(|error| {
            format!("config.json is not as expected ({error}): copy it again from where the model comes from")
        })?;
        let missing = "config.json has no `id2label`: it must name the label of each number, as in \"id2label\": {\"0\": \"O\", \"1\": \"B-PER\"}";
        let named = written.id2label.filter(|labels| !labels.is_empty()).ok_or(missing)?;
        let mut id2label = vec![None; named.len()];
        for (number, label) in named {
            let place = number.trim().parse::<usize>().ok().and_then(|number| id2label.get_mut(number));
            *place.ok_or_else(|| {
                format!(
                    "config.json: `id2label` has the number {number:.20}: the numbers must be 0, 1, 2, … without gaps"
                )
            })? = Some(label);
        }
        let id2label = id2label.into_iter().collect::<Option<Vec<_>>>();
        let id2label = id2label
            .ok_or("config.json: `id2label` names a number twice: the numbers must be 0, 1, 2, … without gaps")?;
        let kind = written.model_type.unwrap_or_default();
        let places =
            written.max_position_embeddings.map_or(LONGEST, |places| usize::try_from(places).unwrap_or(LONGEST));
        let lost = if FROM_TWO.contains(&kind.as_str()) { 2 } else { 0 };
        let longest = places.saturating_sub(lost).clamp(8, LONGEST);
        Ok(Config { id2label, longest })
    }
}

/// What is read of `tokenizer_config.json`; used where there is no `tokenizer.json`.
#[derive(Debug, Default, Deserialize)]
pub struct Settings {
    /// Whether text is put into lower case.
    pub do_lower_case: Option<bool>,
    /// Whether accents are taken off; where it does not say, as lower case.
    pub strip_accents: Option<bool>,
    /// Whether every Chinese character is a word.
    pub tokenize_chinese_chars: Option<bool>,
}

impl Settings {
    /// Reads `tokenizer_config.json`, which may be missing.
    pub fn read(bytes: Option<Vec<u8>>) -> Result<Settings, String> {
        let Some(bytes) = bytes else { return Ok(Settings::default()) };
        serde_json::from_slice(&bytes).map_err(|error| {
            format!("tokenizer_config.json is not as expected ({error}): copy it again from where the model comes from")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    fn read(json: &str) -> Result<Config, String> {
        Config::read(Some(json.as_bytes().to_vec()))
    }

    #[test]
    fn labels_come_in_the_order_of_their_numbers() {
        let many: Vec<String> = (0..12).map(|number| format!("\"{number}\": \"L{number}\"")).collect();
        let config = read(&format!("{{\"id2label\": {{{}}}}}", many.join(","))).expect("a sound file");
        assert_eq!((config.id2label[2].as_str(), config.id2label[10].as_str(), config.longest), ("L2", "L10", 512));
    }

    #[test]
    fn networks_that_count_from_two_take_two_pieces_less() {
        let config = read(r#"{"id2label": {"0": "O"}, "max_position_embeddings": 130, "model_type": "xlm-roberta"}"#);
        assert_eq!(config.expect("a sound file").longest, 128);
    }

    #[test]
    fn what_is_wrong_is_said_with_the_name_of_the_file() {
        for json in [
            "",
            "{",
            "{}",
            r#"{"id2label": {}}"#,
            r#"{"id2label": {"7": "O"}}"#,
            r#"{"id2label": {"x": "O"}}"#,
            r#"{"id2label": {"0": "O", " 0": "B-PER"}}"#,
        ] {
            let error = read(json).expect_err(json);
            assert!(error.contains("config.json"), "{error}");
        }
        assert!(Config::read(None).expect_err("no file").contains("config.json is missing"));
    }
}
