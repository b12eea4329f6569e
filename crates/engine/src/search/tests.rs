//! What a user notices of search: which documents a question finds, and what it shows of them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("broadside-search-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        Folder(std::env::temp_dir().join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Shelf(BTreeMap<u64, String>);

impl Texts for Shelf {
    fn text(&self, key: u64) -> Option<Cow<'_, str>> {
        self.0.get(&key).map(|text| Cow::Borrowed(text.as_str()))
    }
}

/// An archive of texts with their languages; keys count from 1.
struct Archive {
    index: Index,
    shelf: Shelf,
    _folder: Folder,
}

fn document<'a>(key: u64, text: &'a str, language: Option<&'a str>, paths: &'a [String]) -> Document<'a> {
    let added = "2026-02-03T04:05:06Z";
    Document { key, text, furniture: "", language, paths, title: "", format: "text", added }
}

fn archive_with(texts: &[(&str, &str)], threads: usize, commit_every: usize) -> Archive {
    let folder = Folder::new();
    let mut writer = Writer::open_or_create(&folder.0, threads, 64 << 20).unwrap();
    let mut shelf = BTreeMap::new();
    for (place, (language, text)) in texts.iter().enumerate() {
        let key = place as u64 + 1;
        let paths = [format!("press/{language}/text {key}.txt")];
        writer.add(&document(key, text, Some(*language).filter(|code| !code.is_empty()), &paths)).unwrap();
        shelf.insert(key, (*text).to_owned());
        if (place + 1) % commit_every == 0 {
            writer.commit(key).unwrap();
        }
    }
    writer.commit(texts.len() as u64).unwrap();
    writer.close().unwrap();
    Archive { index: Index::open(&folder.0).unwrap(), shelf: Shelf(shelf), _folder: folder }
}

fn archive(texts: &[(&str, &str)]) -> Archive {
    archive_with(texts, 1, usize::MAX)
}

impl Archive {
    fn find(&self, question: &str) -> Vec<u64> {
        let query = parse(question).unwrap_or_else(|error| panic!("{question}: {error:?}"));
        let options = Options { limit: usize::MAX, ..Options::default() };
        let hits = search(&self.index, &query, &self.shelf, options).unwrap();
        assert_eq!(hits.documents, hits.hits.len() as u64, "{question}");
        assert_eq!(hits.documents, count(&self.index, &query, false).unwrap(), "{question}");
        let mut keys: Vec<u64> = hits.hits.iter().map(|hit| hit.key).collect();
        keys.sort_unstable();
        keys
    }

    fn highlights(&self, question: &str, key: u64) -> Vec<String> {
        let query = parse(question).unwrap();
        let hits = search(&self.index, &query, &self.shelf, Options { limit: 100, ..Options::default() }).unwrap();
        let hit = hits.hits.iter().find(|hit| hit.key == key).unwrap();
        let text = &self.shelf.0[&key];
        hit.snippets.iter().flat_map(|s| &s.highlights).map(|span| text[span.range()].to_owned()).collect()
    }

    fn lines(&self, question: &str, sort: Sort) -> Concordance {
        let options = KwicOptions { sort, width: 20, limit: 1000 };
        concordance(&self.index, &parse(question).unwrap(), &self.shelf, options).unwrap()
    }
}

const ENGLISH: &[(&str, &str)] = &[
    ("eng", "The elections were free and fair, said the Committee of Harbour Workers."),
    ("eng", "An election without a free press is not fair."),
    ("eng", "The goverment of the day refused to co-operate with the U.N. mission."),
    ("eng", "The government will cooperate; 1,000 women and one woman signed. L'État, c'est nous."),
    ("eng", "Women of the harbour: free the prisoners! Free them all."),
    ("", "A text in no known language about elections."),
];

#[test]
fn words_and_their_forms() {
    let archive = archive(ENGLISH);
    assert_eq!(archive.find("election"), [1, 2]);
    assert_eq!(archive.find("ELECTIONS"), [1, 2, 6]);
    assert_eq!(archive.find("=elections"), [1, 6]);
    assert_eq!(archive.find("election -press"), [1]);
    assert_eq!(archive.find("election NOT press"), [1]);
    assert_eq!(archive.find("goverment OR government"), [3, 4]);
    assert_eq!(archive.find("free (press OR prisoners)"), [2, 5]);
    assert_eq!(archive.find("-free"), [3, 4, 6]);
    assert_eq!(archive.find("etat"), [4]);
    assert_eq!(archive.find("l'état"), [4]);
    assert_eq!(archive.find("cooperate"), [3, 4]);
    assert_eq!(archive.find("co-operate"), [3, 4]);
    assert_eq!(archive.find("operate"), [3]);
    assert_eq!(archive.find("UN"), [3]);
    assert_eq!(archive.find("u.n."), [3]);
    assert_eq!(archive.find("1000"), [4]);
    assert_eq!(archive.find("1.000"), [4]);
    assert_eq!(archive.find("absent"), [] as [u64; 0]);
}

#[test]
fn phrases_and_proximity() {
    let archive = archive(ENGLISH);
    assert_eq!(archive.find("\"free and fair\""), [1]);
    assert_eq!(archive.find("\"fair and free\""), [] as [u64; 0]);
    assert_eq!(archive.find("\"fair free\"~1"), [1]);
    assert_eq!(archive.find("\"fair free\"~0"), [] as [u64; 0]);
    assert_eq!(archive.find("fair NEAR/2 free"), [1]);
    assert_eq!(archive.find("fair NEAR/4 free"), [1, 2]);
    assert_eq!(archive.find("harbour NEAR/3 wom*"), [5]);
    assert_eq!(archive.find("co-operate NEAR/2 refused"), [3]);
    assert_eq!(archive.find("\"free free\"~5"), [5]);
    assert_eq!(archive.find("\"refused to co-operate\""), [3]);
}

#[test]
fn wildcards_and_misspellings() {
    let archive = archive(ENGLISH);
    assert_eq!(archive.find("wom?n"), [4, 5]);
    assert_eq!(archive.find("gover*"), [3, 4]);
    assert_eq!(archive.find("*ment"), [3, 4]);
    assert_eq!(archive.find("*"), [1, 2, 3, 4, 5, 6]);
    assert_eq!(archive.find("goverment~"), [3, 4]);
    assert_eq!(archive.find("goverment~1"), [3, 4]);
    assert_eq!(archive.find("who won the elections?"), [] as [u64; 0]);
    assert_eq!(
        archive.index.near("goverment", 1).unwrap(),
        [("goverment".to_owned(), 1), ("government".to_owned(), 1)]
    );
    assert_eq!(archive.index.documents_with("Free").unwrap(), 3);
    let common = archive.index.common_words(1).unwrap();
    assert_eq!(Index::near_among(&common, "goverment", 1), archive.index.near("goverment", 1).unwrap());
    let often = archive.index.common_words(3).unwrap();
    assert!(often.contains(&("free".to_owned(), 3)) && often.iter().all(|(_, documents)| *documents >= 3));
}

#[test]
fn languages_stem_by_their_own_rules() {
    let archive = archive(&[
        ("spa", "La información sobre las elecciones."),
        ("fra", "Les libertés fondamentales des ouvrières."),
        ("deu", "Die Häuser der Straße und die Freiheiten."),
        ("por", "A declaração das nações."),
        ("rus", "Выборы были свободными. Ещё раз."),
        ("zho", "總選舉結果公布。人民和平。"),
        ("jpn", "平和宣言はカタカナとひらがな。"),
        ("arb", "الانتخابات الحرّة"),
        ("tha", "การเลือกตั้ง"),
        ("kor", "평화를 위한 선언"),
    ]);
    for (question, key) in [
        ("informaciones", 1),
        ("informacion", 1),
        ("eleccion", 1),
        ("liberté", 2),
        ("liberte", 2),
        ("haus", 3),
        ("STRASSE", 3),
        ("freiheit", 3),
        ("declaracao", 4),
        ("declarações", 4),
        ("выборов", 5),
        ("еще", 5),
        ("選舉", 6),
        ("總選舉", 6),
        ("民和", 6),
        ("布", 6),
        ("宣言", 7),
        ("カタカナ", 7),
        ("الحرة", 8),
        ("เลือก", 9),
        ("선언", 10),
        ("평화", 10),
        ("\"선언\"", 10),
    ] {
        assert_eq!(archive.find(question), [key], "{question}");
        assert!(!archive.highlights(question, key).is_empty(), "{question}");
    }
    assert_eq!(archive.find("和"), [6, 7]);
    assert_eq!(archive.highlights("和", 6), ["和"]);
    assert_eq!(archive.highlights("總選舉", 6), ["總選舉"]);
    assert_eq!(archive.find("選平"), [] as [u64; 0]);
}

#[test]
fn fields() {
    let folder = Folder::new();
    let mut writer = Writer::open_or_create(&folder.0, 1, 64 << 20).unwrap();
    let paths = ["Press/1998/Été, final.pdf".to_owned(), "copies/a.pdf".to_owned()];
    let first = Document {
        key: 7,
        text: "Peace now.",
        furniture: "Home | Cookies",
        language: Some("fra"),
        paths: &paths,
        title: "Open letter to the harbour",
        format: "pdf",
        added: "2026-01-31T23:59:59Z",
    };
    writer.add(&first).unwrap();
    let other = ["press/1999/b.html".to_owned()];
    writer
        .add(&Document {
            key: 8,
            paths: &other,
            language: None,
            format: "html",
            title: "",
            furniture: "",
            added: "2026-02-01T00:00:00Z",
            ..first
        })
        .unwrap();
    writer.commit(42).unwrap();
    let shelf = Shelf([(7, "Peace now.".to_owned()), (8, "Peace now.".to_owned())].into());
    let archive = Archive { index: Index::open(&folder.0).unwrap(), shelf, _folder: folder };
    assert_eq!(archive.index.payload(), 42);
    let both: &[u64] = &[7, 8];
    for (question, keys) in [
        ("peace", both),
        ("language:fr", &[7]),
        ("lang:fra peace", &[7]),
        ("language:unknown", &[8]),
        ("-language:fr", &[8]),
        ("kind:pdf", &[7]),
        ("kind:(pdf OR html)", both),
        ("path:press", both),
        ("path:press/1998", &[7]),
        ("path:ete", &[7]),
        ("path:\"été, final\"", &[7]),
        ("path:*.pdf", &[7]),
        ("path:1999/*", &[8]),
        ("path:copies", &[7]),
        ("path:opi*", &[]),
        ("added:2026-01", &[7]),
        ("added:2026-01-31", &[7]),
        ("added:2026-02..", &[8]),
        ("added:2025..2026-01", &[7]),
        ("added:>=2026-02", &[8]),
        ("title:letter", &[7]),
        ("title:\"open letter\"", &[7]),
        ("title:(letter harbour)", &[7]),
        ("furniture:cookies", &[7]),
        ("cookies", &[]),
    ] {
        assert_eq!(archive.find(question), keys, "{question}");
    }
    let with = Options { furniture: true, ..Options::default() };
    assert_eq!(search(&archive.index, &parse("cookies").unwrap(), &archive.shelf, with).unwrap().documents, 1);
    for (order, keys) in [(Order::Added, [8, 7]), (Order::Path, [7, 8])] {
        let options = Options { order, ..Options::default() };
        let hits = search(&archive.index, &parse("peace").unwrap(), &archive.shelf, options).unwrap().hits;
        assert_eq!(hits.iter().map(|hit| hit.key).collect::<Vec<_>>(), keys);
    }
}

#[test]
fn snippets_show_the_words_that_matched() {
    let archive = archive(ENGLISH);
    assert_eq!(archive.highlights("elections", 2), ["election"]);
    assert_eq!(archive.highlights("goverment~", 4), ["government"]);
    assert_eq!(archive.highlights("cooperate", 3), ["co-operate"]);
    assert_eq!(archive.highlights("\"free and fair\"", 1), ["free and fair"]);
    assert_eq!(archive.highlights("fair NEAR free", 1), ["free", "fair"]);
    assert_eq!(archive.highlights("un", 3), ["U.N"]);
    assert_eq!(archive.highlights("etat", 4), ["État"]);
    assert_eq!(archive.highlights("free -press", 5), ["free", "Free"]);
}

#[test]
fn a_concordance_is_sorted_by_either_side() {
    let archive = archive(ENGLISH);
    let left = archive.lines("free", Sort::Left);
    assert_eq!((left.documents, left.lines_total), (3, 4));
    let shown: Vec<(&str, &str)> =
        left.lines.iter().map(|line| (line.left.trim_end(), line.matched.as_str())).collect();
    assert_eq!(
        shown.iter().map(|(left, _)| left.rsplit(' ').next().unwrap()).collect::<Vec<_>>(),
        ["a", "harbour:", "prisoners!", "were"]
    );
    let right = archive.lines("free", Sort::Right);
    let shown: Vec<&str> = right.lines.iter().map(|line| line.right.as_str()).collect();
    assert_eq!(shown, [" and fair, said the ", " press is not fair.", " the prisoners! Free", " them all."]);
    for line in &right.lines {
        assert_eq!(archive.shelf.0[&line.key][line.span.range()], line.matched);
    }
    let documents = archive.lines("free", Sort::Document);
    assert_eq!(documents.lines.iter().map(|line| line.key).collect::<Vec<_>>(), [1, 2, 5, 5]);
}

#[test]
fn what_is_deleted_is_gone_and_what_is_not_committed_does_not_show() {
    let folder = Folder::new();
    let mut writer = Writer::open_or_create(&folder.0, 2, 64 << 20).unwrap();
    for key in 1..=4 {
        writer.add(&document(key, "peace", None, &[])).unwrap();
    }
    writer.commit(1).unwrap();
    let mut index = Index::open(&folder.0).unwrap();
    let peace = parse("peace").unwrap();
    writer.delete(2);
    writer.add(&document(5, "peace", None, &[])).unwrap();
    index.reload().unwrap();
    assert_eq!((count(&index, &peace, false).unwrap(), index.payload()), (4, 1));
    writer.abort().unwrap();
    writer.delete(2);
    writer.delete(3);
    writer.commit(2).unwrap();
    index.reload().unwrap();
    assert_eq!((count(&index, &peace, false).unwrap(), index.payload()), (2, 2));
    let hits = search(&index, &peace, &Shelf(BTreeMap::new()), Options::default()).unwrap();
    assert_eq!(hits.hits.iter().map(|hit| hit.key).collect::<Vec<_>>(), [1, 4]);
    assert!(matches!(Writer::open_or_create(&folder.0, 1, 64 << 20), Err(SearchError::Busy)));
    assert!(Index::open(&folder.0.join("absent")).is_err());
}

/// Texts of made-up words from a fixed seed, some of them copies of one another.
fn many(count: usize) -> Vec<String> {
    let words =
        ["peace", "war", "press", "free", "strike", "port", "votes", "vote", "voting", "law", "Ärzte", "co-op", "U.N."];
    let mut state = 7_u32;
    let mut next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize
    };
    let mut texts: Vec<String> = Vec::new();
    for place in 0..count {
        if place % 5 == 4 {
            texts.push(texts[next() % place].clone());
            continue;
        }
        let length = 3 + next() % 40;
        texts.push((0..length).map(|_| words[next() % words.len()]).collect::<Vec<_>>().join(if place % 3 == 0 {
            ", "
        } else {
            " "
        }));
    }
    texts
}

const QUESTIONS: &[&str] = &[
    "peace",
    "vote",
    "\"free press\"",
    "\"free press strike\"",
    "peace war law",
    "peace OR strike OR port",
    "press NEAR/3 law",
    "\"law port war\"~4",
    "vot*",
    "pres~1",
    "arzte",
    "un -peace",
    "(free press) OR (law port strike)",
    "\"vot* law\"",
];

#[test]
fn answers_do_not_depend_on_threads_or_segments() {
    let texts = many(300);
    let texts: Vec<(&str, &str)> = texts.iter().map(|text| ("eng", text.as_str())).collect();
    let archives = [archive_with(&texts, 1, usize::MAX), archive_with(&texts, 2, 40), archive_with(&texts, 1, 17)];
    for question in QUESTIONS {
        let query = parse(question).unwrap();
        let options = Options { offset: 3, limit: 20, ..Options::default() };
        let answers: Vec<Hits> =
            archives.iter().map(|archive| search(&archive.index, &query, &archive.shelf, options).unwrap()).collect();
        assert_eq!(answers[0], answers[1], "{question}");
        assert_eq!(answers[0], answers[2], "{question}");
        let lines: Vec<Concordance> = archives.iter().map(|archive| archive.lines(question, Sort::Left)).collect();
        assert!(lines[0] == lines[1] && lines[0] == lines[2], "{question}");
    }
}

#[test]
fn counts_are_those_of_reading_every_text() {
    let texts = many(200);
    let texts: Vec<(&str, &str)> = texts.iter().map(|text| ("eng", text.as_str())).collect();
    let archive = archive_with(&texts, 2, 50);
    for question in QUESTIONS.iter().filter(|question| !question.contains('-')) {
        let query = parse(question).unwrap();
        let mut matcher = matcher::Matcher::new(&query, archive.index.tags());
        let tag = stem::tag_of(Some("eng"));
        let found: Vec<usize> = texts.iter().map(|(_, text)| matcher.find(text, tag).len()).collect();
        let lines = archive.lines(question, Sort::Document);
        if !question.contains("OR") && question.split(' ').count() < 3 || question.contains('"') {
            assert_eq!(lines.documents, found.iter().filter(|places| **places > 0).count() as u64, "{question}");
            assert_eq!(lines.lines_total, found.iter().sum::<usize>() as u64, "{question}");
        }
    }
}

#[test]
fn odd_questions_are_answered_or_refused() {
    let archive = archive(ENGLISH);
    let odd = [
        "'",
        "\"\"",
        "\" \"",
        "()",
        "( )",
        "((a)",
        "a)(",
        "~",
        "~~",
        "a~~1",
        "*?*",
        "?",
        "???",
        "a?",
        "=",
        "==",
        "=\"a\"",
        "-(a)",
        "--a",
        "- a",
        "NOT NOT a",
        "a:b:c",
        "http://x.y",
        "12:30",
        "path:",
        "path:(",
        "added:..",
        "language:\"\"",
        "title:*",
        "title:(a OR -b)",
        "furniture:\"a b\"~3",
        "\u{0}",
        "\u{202E}a",
        "a NEAR/99999999999 b",
        "a NEAR/0 b",
        "\"a\"~99999999999",
        "\"a\"~",
        "𝒜𝒷",
        "e\u{301}\u{301}\u{301}",
        "選*挙?",
        "=選",
        "選~",
        "co-*",
        "*-*",
        "l'*",
        "ﷺ",
        "İ",
        "ı~1",
        "a AND AND b",
        "AND",
        "OR",
        "NOT",
        "(OR)",
        "a OR OR b",
        "<script>",
        "'; DROP TABLE",
        "%s%n",
        "\\",
        "\"\\\"",
        "«mot»",
        "/re/",
        "[a TO b]",
        "a^2",
        "added:[2020 TO *]",
        "language:EN",
        "kind:PDF",
        "NEAR",
        "a NEAR",
        "(a b) NEAR c",
        "\"a b\" NEAR c",
        "a NEAR b NEAR c",
        "-*",
        "* -*",
    ];
    for question in odd {
        for question in
            [question.to_owned(), format!("free {question}"), format!("({question})"), format!("\"{question}\"~3")]
        {
            match parse(&question) {
                Ok(query) => {
                    search(&archive.index, &query, &archive.shelf, Options::default()).unwrap();
                    concordance(&archive.index, &query, &archive.shelf, KwicOptions::default()).unwrap();
                }
                Err(error) => assert!(
                    question.is_char_boundary(error.byte_start) && question.is_char_boundary(error.byte_end),
                    "{question}"
                ),
            }
        }
    }
}

#[test]
fn all_that_match_are_ranked_as_the_best_are() {
    let archive = archive_with(ENGLISH, 1, 2);
    for question in ["election", "free", "=free", "free OR election", "free -press", "language:en", "wom*n"] {
        let query = parse(question).unwrap();
        let mut all = matched(&archive.index, &query, true).unwrap();
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.key.cmp(&b.key)));
        let best =
            search(&archive.index, &query, &archive.shelf, Options { limit: 100, ..Options::default() }).unwrap();
        let ranked: Vec<(u64, f32)> = best.hits.iter().map(|hit| (hit.key, hit.score)).collect();
        assert_eq!(all.iter().map(|one| (one.key, one.score)).collect::<Vec<_>>(), ranked, "{question}");
        let unscored = matched(&archive.index, &query, false).unwrap();
        assert_eq!(unscored.iter().map(|one| one.key).collect::<Vec<_>>(), archive.find(question), "{question}");
        let mut marker = Marker::new(&archive.index, &query);
        for (one, hit) in all.iter().zip(&best.hits) {
            let text = &archive.shelf.0[&one.key];
            assert_eq!(marker.snippets(text, one, 1), hit.snippets, "{question}");
            assert!(marker.places(text, one).iter().all(|span| text.get(span.range()).is_some()));
        }
    }
}
