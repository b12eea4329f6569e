//! Reads `tokenizer.json` and `vocab.txt`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::bpe::Bpe;
use super::charsmap::Charsmap;
use super::unigram::Unigram;
use super::wordpiece::WordPiece;
use super::{Cutter, Tokenizer, normalizer, split};
use crate::config::Settings;

/// Steps in steps at most.
const DEEPEST: usize = 8;
/// Pieces of a tokenizer at most.
const MOST: usize = 4_000_000;
/// Letters above which BERT does not cut a word.
const LONGEST: usize = 100;

#[derive(Deserialize)]
struct File {
    normalizer: Option<Value>,
    pre_tokenizer: Option<Value>,
    post_processor: Option<Value>,
    model: Model,
    #[serde(default)]
    added_tokens: Vec<Added>,
}

#[derive(Deserialize)]
struct Added {
    id: u32,
    content: String,
}

#[derive(Deserialize)]
struct Model {
    r#type: Option<String>,
    vocab: Vocabulary,
    merges: Option<Vec<Merge>>,
    unk_token: Option<String>,
    unk_id: Option<u32>,
    continuing_subword_prefix: Option<String>,
    end_of_word_suffix: Option<String>,
    max_input_chars_per_word: Option<usize>,
    #[serde(default)]
    byte_fallback: bool,
    #[serde(default)]
    ignore_merges: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Merge {
    Line(String),
    Pair(String, String),
}

/// Pieces by name, or in their order with scores.
enum Vocabulary {
    Numbers(FxHashMap<String, u32>),
    Scores(Vec<(String, f64)>),
}

impl<'de> Deserialize<'de> for Vocabulary {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Pieces)
    }
}

struct Pieces;

impl<'de> Visitor<'de> for Pieces {
    type Value = Vocabulary;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of pieces")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vocabulary, A::Error> {
        let mut pieces = FxHashMap::default();
        while let Some((piece, number)) = map.next_entry()? {
            pieces.insert(piece, number);
            if pieces.len() > MOST {
                return Err(A::Error::custom(format!("`vocab` has more than {MOST} pieces")));
            }
        }
        Ok(Vocabulary::Numbers(pieces))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vocabulary, A::Error> {
        let mut pieces = Vec::new();
        while let Some(piece) = list.next_element()? {
            pieces.push(piece);
            if pieces.len() > MOST {
                return Err(A::Error::custom(format!("`vocab` has more than {MOST} pieces")));
            }
        }
        Ok(Vocabulary::Scores(pieces))
    }
}

/// Reads `tokenizer.json`.
pub fn json(bytes: &[u8]) -> Result<Tokenizer, String> {
    let file: File = serde_json::from_slice(bytes)
        .map_err(|error| format!("not as expected ({error}): copy it again from where the model comes from"))?;
    let (mut normalizer, mut split) = (Vec::new(), Vec::new());
    if let Some(written) = file.normalizer.filter(|written| !written.is_null()) {
        normalizers(&written, DEEPEST, &mut normalizer)?;
    }
    if let Some(written) = file.pre_tokenizer.filter(|written| !written.is_null()) {
        splits(&written, DEEPEST, &mut split)?;
    }
    let number = |piece: &str| {
        let known = match &file.model.vocab {
            Vocabulary::Numbers(pieces) => pieces.get(piece).copied(),
            Vocabulary::Scores(_) => None,
        };
        known.or_else(|| file.added_tokens.iter().find(|added| added.content == piece).map(|added| added.id))
    };
    let (opens, closes) = match file.post_processor.filter(|written| !written.is_null()) {
        Some(written) => around(&written, DEEPEST)?.unwrap_or_default(),
        None => usual(number),
    };
    let unknown = file.model.unk_token.as_deref().map(|piece| (piece, number(piece)));
    let unknown = match (file.model.unk_id, unknown) {
        (Some(id), _) => Some(id),
        (None, Some((piece, None))) => {
            return Err(format!("`unk_token` {piece:.40?} is not in `vocab`: copy the file again"));
        }
        (None, Some((_, id))) => id,
        (None, None) => None,
    };
    let is_bytes = split.iter().any(|step| matches!(step, split::Step::Bytes { .. }));
    let cutter = cutter(file.model, unknown, is_bytes)?;
    Ok(Tokenizer { normalizer, split, cutter, opens, closes })
}

fn cutter(model: Model, unknown: Option<u32>, is_bytes: bool) -> Result<Cutter, String> {
    let refused = |what: &str| {
        Err(format!("{what} is not understood: WordPiece, Unigram without byte fallback, and BPE over bytes are"))
    };
    let guessed = match (&model.vocab, &model.merges) {
        (Vocabulary::Scores(_), _) => "Unigram",
        (_, Some(_)) => "BPE",
        _ => "WordPiece",
    };
    let kind = model.r#type.as_deref().unwrap_or(guessed);
    match (kind, model.vocab) {
        ("WordPiece", Vocabulary::Numbers(vocabulary)) => {
            let unknown = unknown.or_else(|| vocabulary.get("[UNK]").copied());
            let unknown = unknown.ok_or("`vocab` has no [UNK]: copy the file again")?;
            let prefix = model.continuing_subword_prefix.unwrap_or("##".to_owned());
            let longest = model.max_input_chars_per_word.unwrap_or(LONGEST).min(super::LONGEST_WORD);
            Ok(Cutter::WordPiece(WordPiece { vocabulary, unknown, prefix, longest }))
        }
        ("Unigram", Vocabulary::Scores(pieces)) if !model.byte_fallback => {
            let unknown = unknown.filter(|id| (*id as usize) < pieces.len());
            let unknown = unknown.ok_or("`unk_id` is missing or not in `vocab`: copy the file again")?;
            Ok(Cutter::Unigram(Unigram::new(pieces, unknown)))
        }
        ("BPE", Vocabulary::Numbers(vocabulary)) if is_bytes => {
            let plain = |text: &Option<String>| text.as_deref().unwrap_or_default().is_empty();
            if !plain(&model.continuing_subword_prefix) || !plain(&model.end_of_word_suffix) || model.ignore_merges {
                return refused("a `model` of type BPE with prefixes, suffixes or ignored merges");
            }
            let merges = model.merges.unwrap_or_default().into_iter().map(|merge| match merge {
                Merge::Pair(left, right) => Ok((left, right)),
                Merge::Line(line) => match line.split_once(' ') {
                    Some((left, right)) => Ok((left.to_owned(), right.to_owned())),
                    None => Err(format!("`merges` has the line {line:.40?}: copy the file again")),
                },
            });
            let merges = merges.collect::<Result<Vec<_>, _>>()?;
            Ok(Cutter::Bpe(Bpe::new(&vocabulary, &merges, unknown)?))
        }
        _ => refused(&format!("a `model` of type {kind:.40}")),
    }
}

/// What stands around a text where the file does not say.
fn usual(number: impl Fn(&str) -> Option<u32>) -> (Vec<u32>, Vec<u32>) {
    let pairs = [("[CLS]", "[SEP]"), ("<s>", "</s>")];
    let found = pairs.iter().find_map(|(open, close)| number(open).zip(number(close)));
    found.map_or((Vec::new(), Vec::new()), |(open, close)| (vec![open], vec![close]))
}

fn kind(step: &Value) -> &str {
    step.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn is(step: &Value, key: &str, otherwise: bool) -> bool {
    step.get(key).and_then(Value::as_bool).unwrap_or(otherwise)
}

/// What is in a list of steps.
fn steps<'a>(step: &'a Value, key: &str, deepest: usize) -> Result<&'a [Value], String> {
    let list = step
        .get(key)
        .and_then(Value::as_array)
        .ok_or_else(|| format!("a Sequence without `{key}`: copy the file again"))?;
    if deepest == 0 {
        Err("Sequences in Sequences too deep to be sound: copy the file again".to_owned())
    } else {
        Ok(list)
    }
}

fn normalizers(step: &Value, deepest: usize, made: &mut Vec<normalizer::Step>) -> Result<(), String> {
    use normalizer::Step;
    match kind(step) {
        "Sequence" => {
            return steps(step, "normalizers", deepest)?
                .iter()
                .try_for_each(|step| normalizers(step, deepest - 1, made));
        }
        "BertNormalizer" => {
            let lower = is(step, "lowercase", true);
            made.extend(bert(
                is(step, "clean_text", true),
                is(step, "handle_chinese_chars", true),
                is(step, "strip_accents", lower),
                lower,
            ));
        }
        "NFC" => made.push(Step::Nfc),
        "NFD" => made.push(Step::Nfd),
        "NFKC" => made.push(Step::Nfkc),
        "NFKD" => made.push(Step::Nfkd),
        "Lowercase" => made.push(Step::Lower),
        "StripAccents" => made.push(Step::Marks),
        "Strip" => made.push(Step::Trim(is(step, "strip_left", true), is(step, "strip_right", true))),
        "Precompiled" => {
            let table = step.get("precompiled_charsmap").and_then(Value::as_str).unwrap_or_default();
            let bytes =
                STANDARD.decode(table).map_err(|_| "`precompiled_charsmap` is not Base64: copy the file again")?;
            made.push(Step::Table(Charsmap::read(&bytes)?));
        }
        "Replace" => made.push(replace(step)?),
        other => {
            return Err(format!(
                "a `normalizer` of type {other:.40?} is not understood; BertNormalizer, Precompiled, Replace, Strip, Lowercase, StripAccents and Unicode's forms are"
            ));
        }
    }
    Ok(())
}

fn replace(step: &Value) -> Result<normalizer::Step, String> {
    let (pattern, content) = (step.get("pattern"), step.get("content").and_then(Value::as_str).unwrap_or_default());
    let of = |key: &str| pattern.and_then(|pattern| pattern.get(key)).and_then(Value::as_str);
    match (of("String"), of("Regex")) {
        (Some(what), _) => Ok(normalizer::Step::Replace(what.to_owned(), content.to_owned())),
        (None, Some(" {2,}")) => Ok(normalizer::Step::Spaces(content.to_owned())),
        (_, other) => Err(format!(
            "a `normalizer` that replaces the pattern {:.40?} is not understood",
            other.unwrap_or_default()
        )),
    }
}

/// BERT's steps in their order.
fn bert(clean: bool, chinese: bool, accents: bool, lower: bool) -> impl Iterator<Item = normalizer::Step> {
    use normalizer::Step;
    let steps = [(clean, Step::Clean), (chinese, Step::Chinese), (accents, Step::Accents), (lower, Step::Lower)];
    steps.into_iter().filter(|(is_on, _)| *is_on).map(|(_, step)| step)
}

fn splits(step: &Value, deepest: usize, made: &mut Vec<split::Step>) -> Result<(), String> {
    use split::Step;
    match kind(step) {
        "Sequence" => {
            return steps(step, "pretokenizers", deepest)?.iter().try_for_each(|step| splits(step, deepest - 1, made));
        }
        "BertPreTokenizer" => made.extend([Step::Spaces, Step::Marks]),
        "WhitespaceSplit" => made.push(Step::Spaces),
        "Punctuation" if step.get("behavior").is_none_or(|how| how == "Isolated") => made.push(Step::Marks),
        "Metaspace" => {
            let scheme = step.get("prepend_scheme").and_then(Value::as_str);
            let scheme = scheme.unwrap_or(if is(step, "add_prefix_space", true) { "always" } else { "never" });
            let letter = step.get("replacement").and_then(Value::as_str).and_then(|letter| letter.chars().next());
            let (always, first) = (scheme == "always", scheme == "first");
            made.push(Step::Meta { letter: letter.unwrap_or('▁'), always, first, cuts: is(step, "split", true) });
        }
        "ByteLevel" => {
            made.push(Step::Bytes { space: is(step, "add_prefix_space", true), cuts: is(step, "use_regex", true) });
        }
        other => {
            return Err(format!(
                "a `pre_tokenizer` of type {other:.40?} is not understood; BertPreTokenizer, WhitespaceSplit, Metaspace, ByteLevel and isolating Punctuation are"
            ));
        }
    }
    Ok(())
}

/// The numbers before and behind a text, where this step puts any there.
type Around = Option<(Vec<u32>, Vec<u32>)>;

fn around(step: &Value, deepest: usize) -> Result<Around, String> {
    match kind(step) {
        "Sequence" => {
            let all = steps(step, "processors", deepest)?.iter().map(|step| around(step, deepest - 1));
            Ok(all.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().next_back())
        }
        "BertProcessing" | "RobertaProcessing" => {
            let number = |key: &str| step.get(key)?.get(1)?.as_u64().and_then(|id| u32::try_from(id).ok());
            let found = number("cls").zip(number("sep")).map(|(open, close)| (vec![open], vec![close]));
            found.map(Some).ok_or_else(|| "a `post_processor` without `cls` and `sep`: copy the file again".to_owned())
        }
        "TemplateProcessing" => template(step)
            .map(Some)
            .ok_or_else(|| "a `post_processor` whose template names what is not there: copy the file again".to_owned()),
        "ByteLevel" => Ok(None),
        other => Err(format!(
            "a `post_processor` of type {other:.40?} is not understood; TemplateProcessing, BertProcessing and RobertaProcessing are"
        )),
    }
}

fn template(step: &Value) -> Option<(Vec<u32>, Vec<u32>)> {
    let (mut opens, mut closes, mut is_behind) = (Vec::new(), Vec::new(), false);
    for item in step.get("single")?.as_array()? {
        let Some(special) = item.get("SpecialToken") else {
            is_behind = true;
            continue;
        };
        let name = special.get("id")?.as_str()?;
        let ids = step.get("special_tokens")?.get(name)?.get("ids")?.as_array()?;
        let ids = ids.iter().map(|id| id.as_u64().and_then(|id| u32::try_from(id).ok())).collect::<Option<Vec<_>>>()?;
        if is_behind { closes.extend(ids) } else { opens.extend(ids) }
    }
    (opens.len() + closes.len() <= 8).then_some((opens, closes))
}

/// Reads `vocab.txt`, a piece a line, as BERT's tools write it.
pub fn vocab(bytes: &[u8], settings: &Settings) -> Result<Tokenizer, String> {
    let text = str::from_utf8(bytes).map_err(|_| "not UTF-8 text: copy it again from where the model comes from")?;
    let vocabulary: FxHashMap<String, u32> = text.lines().zip(0..).map(|(piece, id)| (piece.to_owned(), id)).collect();
    let unknown =
        vocabulary.get("[UNK]").copied().ok_or("has no [UNK]: copy it again from where the model comes from")?;
    let (opens, closes) = usual(|piece| vocabulary.get(piece).copied());
    // A list with letters in upper case is one of a network that sees them.
    let sees_case =
        || text.lines().any(|piece| !piece.starts_with('[') && piece.contains(|c: char| c.is_ascii_uppercase()));
    let lower = settings.do_lower_case.unwrap_or_else(|| !sees_case());
    let chinese = settings.tokenize_chinese_chars.unwrap_or(true);
    let normalizer = bert(true, chinese, settings.strip_accents.unwrap_or(lower), lower).collect();
    let cutter = WordPiece { vocabulary, unknown, prefix: "##".to_owned(), longest: LONGEST };
    let split = vec![split::Step::Spaces, split::Step::Marks];
    Ok(Tokenizer { normalizer, split, cutter: Cutter::WordPiece(cutter), opens, closes })
}
