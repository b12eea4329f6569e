//! The examples through the real program: what each document of `examples/documents` must be taken for, what its text
//! must say, and what it must not say any more.

mod desk;

use std::sync::OnceLock;
use std::time::Duration;

use desk::{empty, examples, lines_of, program};
use serde_json::Value;
use tempfile::TempDir;

/// What must come of a document.
struct Expected {
    /// Its path below `examples/documents`.
    name: &'static str,
    outcome: &'static str,
    method: &'static str,
    language: &'static str,
    /// Phrases of the repaired text; a space stands for any white space.
    has: &'static [&'static str],
    /// Phrases that may not be in it: debris, or the damaged form of a repaired word.
    lacks: &'static [&'static str],
}

const fn document(
    name: &'static str,
    [outcome, method, language]: [&'static str; 3],
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Expected {
    Expected { name, outcome, method, language, has, lacks }
}

const TYPED: &[Expected] = &[
    document("1978/comunicado-14.txt", ["read", "decoded", "spa"], &["declarar la huelga a partir"], &["-30-"]),
    document(
        "1978/communique-14-traduction.txt",
        ["read", "decoded", "fra"],
        &["le respect du droit de grève", "« il n’y a aucun conflit dans le port »"],
        &["\r", "FIN"],
    ),
    document(
        "1978/harbour-bulletin-april.txt",
        ["read", "decoded", "eng"],
        &[
            "to declare a strike",
            "The Chamber of Shipowners replied",
            "the vice-president of the Chamber",
            "We co-operate with the firemen and",
            "the committee of inquiry",
            "the goverment with decree 219",
        ],
        &["THE HARBOUR BULLETIN", "|\\_", "~~", "ENDS", "\u{c}", "vicepresident"],
    ),
    document(
        "1978/rundschreiben-reeder.txt",
        ["read", "decoded", "deu"],
        &["RUNDSCHREIBEN", "ausschließlich", "Die Offiziere der Schiffe", "wieder aufgenommen", "„beide Seiten"],
        &["EINGEGANGEN", "■", "\u{ad}", "ﬃ", "''"],
    ),
    document(
        "1978/ministry-statement.pdf",
        ["read", "text-layer", "eng"],
        &["hospitals and waterworks a stoppage", "Chamber of Shipowners to suspend", "the vice-president of the"],
        &["Ship- owners", "water- works", "STATEMENTS 1978"],
    ),
    document(
        "1978/papers-of-a-docker.zip/papers/carta aos cultivadores.txt",
        ["read", "decoded", "por"],
        &["“uma faca na garganta de nove mil famílias”", "Não podemos concordar"],
        &["Ã", "â€"],
    ),
    document(
        "1978/papers-of-a-docker.zip/papers/older.tar.gz/older.tar/older/telegramma.txt",
        ["read", "decoded", "rus"],
        &["Право на забастовку дороже денег"],
        &[],
    ),
    document(
        "1979/review-of-harbour-history.pdf",
        ["read", "text-layer", "eng"],
        &[
            "yet the documents contradict",
            "the Port Workers Union of Puerto Alvar and with every organisation, of whatever opinion",
            "crews or supplies for hospitals",
            "its vice-president, Octavio Brizuela",
            "three of them by shot”. The Ministry",
        ],
        &["REVIEW OF HARBOUR HISTORY", "117", "118", "119", "120", "docu- ments"],
    ),
    document(
        "1979/protokoll-vorbereitung.txt",
        ["read", "decoded", "deu"],
        &["Es soll Erbsensuppe geben", "Залесов-Карский (Karsk)"],
        &["\u{feff}"],
    ),
    document(
        "1979/rede-konferenz.rtf",
        ["read", "markup", "deu"],
        &["manche Wahrheit verzollt", "„Niemand bestreitet das Streikrecht"],
        &["Dritte Konferenz, 6. Oktober", "\u{ad}", "\\par"],
    ),
    document(
        "1980s/open-letter-archives.docx",
        ["read", "markup", "eng"],
        &[
            "at Gate 3 on 13 March 1978. The Ministry",
            "2. that the two protocols",
            "Союз портовиков Карска",
            "The first letter, of 9 November 1979",
        ],
        &["letters 1980", "1978¹"],
    ),
    document(
        "1980s/carta-aberta-arquivos.odt",
        ["read", "markup", "por"],
        &["O direito de greve e o direito de saber", "NSCP", "A primeira carta, de 9 de novembro"],
        &["1978.¹", "1978¹"],
    ),
    document("1980s/otkrytoe-pismo.txt", ["read", "decoded", "rus"], &["отказался от права на забастовку"], &[]),
    document(
        "1980s/lecture-1982.txt",
        ["read", "decoded", "eng"],
        &["was called a peace. It lasted until the spring of 1978 and", "to keep them apart. He"],
        &["peace.1", "19782"],
    ),
    document(
        "1980s/manifeste-des-lecteurs.epub",
        ["read", "markup", "fra"],
        &["Que le droit de grève soit discuté", "Gaspard Lhéritier-Vaud"],
        &["<p>"],
    ),
    document("1980s/resolution-1981.md", ["read", "decoded", "eng"], &["minutes shall be kept"], &["title:"]),
    document(
        "web/comunicado-14-memoria-del-puerto.html",
        ["read", "markup", "spa"],
        &["a la opinión pública", "declarar la huelga", "¡Ni un despido más!"],
        &["cookies", "Compartir", "Quiénes somos", "Mi abuelo", "derechos reservados", "relacionados"],
    ),
    document(
        "web/growers-open-letter.html",
        ["read", "markup", "eng"],
        &["the loss has reached 4.2 million pesos", "one man’s right"],
        &["cookies", "Share on", "newsletter", "uncle", "Privacy"],
    ),
    document(
        "web/declaration-salle-de-lecture.txt",
        ["read", "decoded", "fra"],
        &["1 047", "que la fermeture soit suspendue"],
        &["cookies", "Partager", "Plan du site", "Vous êtes ici", "Tous droits", "Envoyer", "Imprimer", "commentaire"],
    ),
    document(
        "web/mail-which-sentence.eml",
        ["read", "markup", "eng"],
        &["Communiqué no. 14: which sentence?", "put words about the right to strike"],
        &["=C3", "base64"],
    ),
    document("web/mail-which-sentence.eml/protokoll.txt", ["read", "decoded", "deu"], &["Erbsensuppe"], &[]),
    document("damaged/empty.txt", ["no-text", "none", ""], &[], &[]),
    document("damaged/torn.pdf", ["partial", "none", ""], &[], &[]),
    document("damaged/locked.pdf", ["failed", "none", ""], &[], &[]),
    document("damaged/old-word.doc", ["unsupported", "none", ""], &[], &[]),
    document(
        "damaged/speech-really-rtf.doc",
        ["read", "markup", "eng"],
        &["We cannot come; the ice is early this year."],
        &["rtf1"],
    ),
];

/// Documents that only OCR reads.
const SCANS: &[Expected] = &[
    document(
        "1978/resolucion-vecinos.pdf",
        ["read", "ocr", "spa"],
        &["la huelga del puerto lleva siete", "Abrir una olla común"],
        &[],
    ),
    document(
        "1978/appeal-womens-league.pdf",
        ["partial", "ocr", "eng"],
        &["We do not ask which side you are on", "by our own count"],
        &["ZRPHQ"],
    ),
    document("1979/aufruf-streikrecht.png", ["read", "ocr", "deu"], &["das Streikrecht für alle"], &[]),
    document("1979/manifesto-estudantes.jpg", ["read", "ocr", "por"], &["que o direito de greve seja respeitado"], &[]),
    document("1979/obrashchenie.tif", ["read", "ocr", "rus"], &["право на забастовку", "единство портовых"], &[]),
];

/// The archive of all examples, made once for all tests, and the lines of `broadside add --json`.
fn archive() -> &'static (TempDir, Vec<Value>) {
    static ARCHIVE: OnceLock<(TempDir, Vec<Value>)> = OnceLock::new();
    ARCHIVE.get_or_init(|| {
        let desk = empty();
        let mut command = assert_cmd::Command::from_std(program(&desk));
        command.arg("add").arg(examples()).arg("--json").timeout(Duration::from_secs(580));
        let output = command.output().expect("the program runs");
        assert_eq!(output.status.code(), Some(1), "some of the examples cannot be read");
        let lines = lines_of(&output);
        (desk, lines)
    })
}

/// What the program prints.
fn printed(arguments: &[&str]) -> String {
    desk::printed(&archive().0, arguments)
}

fn line_of(name: &str) -> Option<&'static Value> {
    let path = format!("examples/documents/{name}");
    archive().1.iter().find(|line| line["path"].as_str().is_some_and(|found| found.ends_with(&path)))
}

/// The repaired text of a document.
fn text_of(line: &Value) -> String {
    let shown = desk::json(&archive().0, &["show", "--json", line["id"].as_str().expect("an id")]);
    shown["text"].as_str().unwrap_or_default().to_owned()
}

/// What is not as expected, a line each.
fn faults(expected: &Expected) -> Vec<String> {
    let name = expected.name;
    let Some(line) = line_of(name) else { return vec![format!("{name}: no line")] };
    let mut faults = Vec::new();
    let facts = [("outcome", expected.outcome), ("method", expected.method), ("language", expected.language)];
    for (key, wanted) in facts {
        let found = line[key].as_str().unwrap_or_default();
        if found != wanted {
            faults.push(format!("{name}: {key} is {found:?}, not {wanted:?}"));
        }
    }
    if expected.has.is_empty() && expected.lacks.is_empty() {
        return faults;
    }
    let raw = text_of(line);
    let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    for phrase in expected.has.iter().filter(|phrase| !text.contains(**phrase)) {
        faults.push(format!("{name}: {phrase:?} is missing from {text:?}"));
    }
    for phrase in expected.lacks.iter().filter(|phrase| text.contains(**phrase) || raw.contains(**phrase)) {
        faults.push(format!("{name}: {phrase:?} is still in the text"));
    }
    faults
}

fn check(table: &[Expected]) {
    let faults: Vec<String> = table.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_typed_example_is_read_as_what_it_is() {
    check(TYPED);
}

#[test]
fn every_scanned_example_is_read_as_what_it_is() {
    let listed = std::process::Command::new("tesseract").arg("--list-langs").output();
    let languages = listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let missing: Vec<_> = ["eng", "spa", "deu", "por", "rus"]
        .into_iter()
        .filter(|language| !languages.lines().any(|line| line.trim() == *language))
        .collect();
    if missing.is_empty() {
        check(SCANS);
    } else {
        eprintln!("SCANS NOT TESTED: tesseract or its languages {missing:?} are not installed");
    }
}

#[test]
fn every_example_has_a_line_and_every_line_is_expected() {
    let known = |line: &Value| {
        let path = line["path"].as_str().expect("a path").split("examples/documents/").nth(1).unwrap_or_default();
        let copies = ["copies/", "older/comunicado.txt", "traduction.txt", "older.tar", ".zip", ".tar.gz"];
        TYPED.iter().chain(SCANS).any(|expected| expected.name == path)
            || copies.iter().any(|copy| path.starts_with(copy) || path.ends_with(copy))
    };
    let strays: Vec<_> = archive().1.iter().filter(|line| !known(line)).map(|line| &line["path"]).collect();
    assert!(strays.is_empty(), "examples that no test expects: {strays:?}");
}

#[test]
fn the_same_communique_under_three_names_is_one_source() {
    let line = line_of("1978/comunicado-14.txt").expect("it has a line");
    let report = desk::json(&archive().0, &["report", "--json", line["id"].as_str().expect("an id")]);
    let paths: Vec<_> = report["paths"].as_array().expect("paths").iter().filter_map(Value::as_str).collect();
    assert_eq!(paths.len(), 3, "{paths:?}");
    assert!(paths.iter().any(|path| path.contains("papers-of-a-docker.zip")), "{paths:?}");
}

#[test]
fn undoing_all_edits_of_an_example_gives_its_raw_text() {
    for line in archive().1.iter().filter(|line| line["outcome"] == "read") {
        let id = line["id"].as_str().expect("an id");
        assert_eq!(printed(&["show", "--undo", "all", id]), printed(&["show", "--raw", id]), "{}", line["path"]);
    }
}

#[test]
fn likely_errors_of_the_reprint_are_marked_with_a_suggestion() {
    let id = line_of("1978/harbour-bulletin-april.txt").expect("it has a line")["id"].as_str().expect("an id");
    let marks = printed(&["show", "--marks", id]);
    for (read, meant) in
        [("agreernent", "agreement"), ("rnonths", "months"), ("cornrades", "comrades"), ("hose", "those")]
    {
        assert!(marks.contains(&format!("{read} → {meant}")), "{read}: {marks}");
    }
}

#[test]
fn what_the_examples_say_is_found() {
    let phrase = printed(&["search", "--json", "\"right to strike\""]);
    assert!(phrase.lines().count() >= 8, "{phrase}");
    let either = printed(&["search", "--json", "\"right to strike\" OR huelga"]);
    assert!(either.lines().count() > phrase.lines().count(), "{either}");
    assert!(printed(&["search", "--json", "goverment~"]).lines().count() >= 3);
    assert!(!printed(&["search", "--json", "забастовка"]).is_empty(), "words are found by their stem");
}
