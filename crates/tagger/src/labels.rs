//! What a model's labels mean: `B-PER`, `I-ORG`, `S-LOC`, `GPE`, …
//!
//! A label that names nothing that Broadside looks for (a date, a nationality, `MISC`) is no name.

use broadside_engine::mentions::names::model::Kind;

/// Names of kinds in label sets of corpora people train on, in upper case without what is neither letter nor digit.
const KINDS: &[(Kind, &[&str])] = &[
    (Kind::Person, &["PER", "PERSON", "PERS", "PRS", "PS", "PERSNAME", "HUMAN", "BPERS"]),
    (
        Kind::Organisation,
        &[
            "ORG",
            "ORGANIZATION",
            "ORGANISATION",
            "ORGNAME",
            "OG",
            "CORP",
            "CORPORATION",
            "GRP",
            "GROUP",
            "COMPANY",
            "INSTITUTION",
        ],
    ),
    (
        Kind::Place,
        &[
            "LOC",
            "LOCATION",
            "GPE",
            "GPELOC",
            "GPEORG",
            "FAC",
            "FACILITY",
            "PLACE",
            "PLACENAME",
            "GEOGNAME",
            "GEO",
            "LC",
            "CITY",
            "COUNTRY",
        ],
    ),
    (Kind::Event, &["EVENT", "EVT", "EVE", "EVN"]),
    (Kind::Work, &["WORK", "WORKOFART", "WOA", "CW", "CREATIVEWORK", "TITLE", "WRK"]),
];

/// What a model says of a piece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// What it is part of the name of.
    pub kind: Option<Kind>,
    /// Whether a name begins here, even behind another of the same kind.
    pub begins: bool,
    /// How likely the kind is, from 0 to 1.
    pub chance: f32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Label {
    kind: Option<Kind>,
    begins: bool,
}

/// The labels of a model.
#[derive(Debug)]
pub struct Labels(Vec<Label>);

impl Labels {
    /// Reads the names of labels; an error where none of them means a name.
    pub fn of(names: &[String]) -> Result<Labels, String> {
        let labels: Vec<Label> = names.iter().map(|name| label(name)).collect();
        if labels.iter().all(|label| label.kind.is_none()) {
            let shown: Vec<String> = names.iter().take(5).map(|name| name.escape_debug().take(20).collect()).collect();
            return Err(format!(
                "config.json: none of the labels in `id2label` ({}, …) means a person, organisation, place, event or work: the model must be one for named entities, with labels like B-PER, I-PER, B-ORG, B-LOC",
                shown.join(", ")
            ));
        }
        Ok(Labels(labels))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether some label means this kind.
    pub fn know(&self, kind: Kind) -> bool {
        self.0.iter().any(|label| label.kind == Some(kind))
    }

    /// What the scores of a piece say: the label with the highest, and how likely its kind is after all of them.
    pub fn best(&self, scores: &[f32]) -> Told {
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let best = scores.iter().position(|score| *score >= most).and_then(|best| self.0.get(best));
        let Some(Label { kind, begins }) = best.copied() else {
            return Told { kind: None, begins: false, chance: 0.0 };
        };
        let (mut all, mut same) = (0.0_f32, 0.0_f32);
        for (label, score) in self.0.iter().zip(scores) {
            let weight = (score - most).exp();
            all += weight;
            same += if label.kind == kind { weight } else { 0.0 };
        }
        Told { kind, begins, chance: same / all }
    }
}

fn label(name: &str) -> Label {
    let name = name.trim();
    let (begins, kind) = match name.split_once(['-', '_']) {
        Some(("B" | "b" | "S" | "s" | "U" | "u", kind)) => (true, kind),
        Some(("I" | "i" | "E" | "e" | "L" | "l" | "M" | "m", kind)) => (false, kind),
        _ => (false, name),
    };
    let plain: String = kind.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let known = KINDS.iter().find(|(_, names)| names.contains(&plain.as_str()));
    Label { kind: known.map(|(kind, _)| *kind), begins }
}

#[cfg(test)]
mod tests {
    use broadside_engine::mentions::names::model::Kind;

    use super::{Labels, label};

    #[test]
    fn labels_of_many_corpora_are_understood() {
        for (name, kind, begins) in [
            ("B-PER", Some(Kind::Person), true),
            ("I-ORG", Some(Kind::Organisation), false),
            ("S-LOC", Some(Kind::Place), true),
            ("GPE", Some(Kind::Place), false),
            ("B-WORK_OF_ART", Some(Kind::Work), true),
            ("I-EVENT", Some(Kind::Event), false),
            ("B-MISC", None, true),
            ("O", None, false),
            ("LABEL_0", None, false),
        ] {
            let found = label(name);
            assert_eq!((found.kind, found.begins), (kind, begins), "{name}");
        }
    }

    #[test]
    fn labels_without_meaning_are_refused() {
        let error = Labels::of(&["LABEL_0".to_owned(), "LABEL_1".to_owned()]).expect_err("no label means anything");
        assert!(error.contains("config.json") && error.contains("LABEL_1"), "{error}");
    }

    #[test]
    fn beginning_and_inside_of_a_kind_count_together() {
        let labels = Labels::of(&["O", "B-PER", "I-PER"].map(str::to_owned)).expect("labels");
        let told = labels.best(&[0.0, 2.0, 2.0]);
        assert_eq!((told.kind, told.begins), (Some(Kind::Person), true));
        assert!(told.chance > 0.93, "{told:?}");
    }
}
