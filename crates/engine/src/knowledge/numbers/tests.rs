//! Numbers in ten languages, bounds and ranges, hostile runs.

use super::*;

fn words(text: &str) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = vec![];
    let mut glued = false;
    for run in text.split(' ') {
        let mut rest = run;
        while !rest.is_empty() {
            let mark = |letter: char| !letter.is_alphanumeric() && !matches!(letter, ',' | '.');
            let end = rest.find(mark).filter(|end| *end > 0).unwrap_or_else(|| {
                if rest.starts_with(mark) { rest.chars().next().map_or(1, char::len_utf8) } else { rest.len() }
            });
            let mut folded = String::new();
            fold_into(&rest[..end], &mut folded);
            found.push((folded, glued));
            (rest, glued) = (&rest[end..], true);
        }
        glued = false;
    }
    found
}

fn amount(text: &str, language: Language) -> Option<(Option<f64>, Option<f64>, bool)> {
    let owned = words(text);
    let words: Vec<Word<'_>> = owned.iter().map(|(text, glued)| Word { text, glued: *glued }).collect();
    let number = (0..words.len()).find_map(|at| read(&words, at, language))?;
    Some((number.amount.min, number.amount.max, number.amount.approximate))
}

#[track_caller]
fn exactly(language: Language, cases: &[(&str, f64)]) {
    for (text, value) in cases {
        assert_eq!(amount(text, language), Some((Some(*value), Some(*value), false)), "{text}");
    }
}

#[test]
fn number_words_compose_in_ten_languages() {
    use Language::*;
    exactly(
        En,
        &[
            ("twenty-five", 25.0),
            ("two hundred and fifty", 250.0),
            ("three thousand two hundred", 3200.0),
            ("2.5 million", 2_500_000.0),
            ("a hundred", 100.0),
            ("five and six", 5.0),
            ("two dozen", 24.0),
            ("one hundred twenty thousand", 120_000.0),
        ],
    );
    exactly(
        Es,
        &[("veintitrés", 23.0), ("treinta y cinco", 35.0), ("dos mil quinientos", 2500.0), ("12 000", 12_000.0)],
    );
    exactly(
        Fr,
        &[
            ("quatre-vingt-dix-sept", 97.0),
            ("vingt et un", 21.0),
            ("soixante-quinze", 75.0),
            ("deux cents", 200.0),
            ("trois mille", 3000.0),
            ("une centaine", 100.0),
        ],
    );
    exactly(Pt, &[("vinte e três", 23.0), ("duzentos e cinquenta", 250.0), ("dois mil", 2000.0)]);
    exactly(
        De,
        &[
            ("fünfundzwanzig", 25.0),
            ("zweihundertfünfzig", 250.0),
            ("1.200", 1200.0),
            ("dreitausendvierhundert", 3400.0),
        ],
    );
    exactly(It, &[("ventitré", 23.0), ("trecentocinquanta", 350.0), ("duemila", 2000.0)]);
    exactly(
        Ru,
        &[
            ("двадцать два", 22.0),
            ("трёх", 3.0),
            ("пять тысяч", 5000.0),
            ("три тысячи", 3000.0),
            ("двести пятьдесят", 250.0),
        ],
    );
    exactly(Tr, &[("yirmi beş", 25.0), ("iki yüz elli", 250.0), ("on iki", 12.0), ("üç bin", 3000.0)]);
    exactly(Pl, &[("dwadzieścia pięć", 25.0), ("dwustu", 200.0), ("trzy tysiące", 3000.0)]);
    exactly(Nl, &[("vijfentwintig", 25.0), ("driehonderd", 300.0), ("twee duizend", 2000.0)]);
}

#[test]
fn bounds_and_ranges() {
    use Language::*;
    for (text, language, min, max, approximate) in [
        ("at least 40", En, Some(40.0), None, false),
        ("no fewer than twelve", En, Some(12.0), None, false),
        ("more than 1,000", En, Some(1000.0), None, false),
        ("up to 50", En, None, Some(50.0), false),
        ("some 300", En, Some(300.0), Some(300.0), true),
        ("between 10 and 20", En, Some(10.0), Some(20.0), false),
        ("10-20", En, Some(10.0), Some(20.0), false),
        ("10 to 20", En, Some(10.0), Some(20.0), false),
        ("two to three thousand", En, Some(2000.0), Some(3000.0), false),
        ("dozens", En, Some(24.0), None, true),
        ("tens of thousands", En, Some(20_000.0), None, true),
        ("several hundred", En, Some(200.0), None, true),
        ("al menos 40", Es, Some(40.0), None, false),
        ("más de 1.000", Es, Some(1000.0), None, false),
        ("entre 10 y 20", Es, Some(10.0), Some(20.0), false),
        ("au moins douze", Fr, Some(12.0), None, false),
        ("plus de 300", Fr, Some(300.0), None, false),
        ("pelo menos 12", Pt, Some(12.0), None, false),
        ("mindestens 40", De, Some(40.0), None, false),
        ("mehr als 300", De, Some(300.0), None, false),
        ("zwischen 10 und 20", De, Some(10.0), Some(20.0), false),
        ("almeno 12", It, Some(12.0), None, false),
        ("не менее 40", Ru, Some(40.0), None, false),
        ("около 300", Ru, Some(300.0), Some(300.0), true),
        ("en az 40", Tr, Some(40.0), None, false),
        ("yaklaşık 300", Tr, Some(300.0), Some(300.0), true),
        ("co najmniej 40", Pl, Some(40.0), None, false),
        ("ponad 300", Pl, Some(300.0), None, false),
        ("minstens 40", Nl, Some(40.0), None, false),
        ("ongeveer 300", Nl, Some(300.0), Some(300.0), true),
    ] {
        assert_eq!(amount(text, language), Some((min, max, approximate)), "{text}");
    }
}

#[test]
fn hostile_runs_end() {
    let long = vec![Word { text: "hundred", glued: false }; 100_000];
    assert!(read(&long, 0, Language::En).is_some());
    let tens = vec![Word { text: "tens", glued: false }; 1000];
    assert!(read(&tens, 0, Language::En).is_some());
}
