//! Precision, recall and F1 of every field, and what was missed.
//!
//! Takes annotated and read statements, gives tallies and misses. Values of a field are compared as a set: each read
//! value can meet one annotated value.

use super::fields::{Cell, Field, Item, OF_CLAIMS, read};
use super::gold::Annotation;
use super::same::is_near;
use broadside_model::{Anatomy, Span, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// How often a field was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Values that people annotated.
    pub gold: u64,
    /// Values that were read, in the fields that people annotated.
    pub found: u64,
    /// Values that were read as people annotated them.
    pub right: u64,
    /// Of those that were not, values that come near.
    pub near: u64,
}

impl Tally {
    /// The share of what was read that is right; 1 where nothing was read.
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of what was annotated that was read; 1 where nothing was annotated.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.gold + self.found)
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Tally) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
        self.near += other.near;
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Annotated, and not read.
    Missed,
    /// Read otherwise than annotated.
    Wrong,
    /// Read, and not annotated.
    Extra,
}

impl Fault {
    /// The name in reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Fault::Missed => "missed",
            Fault::Wrong => "wrong",
            Fault::Extra => "extra",
        }
    }
}

/// A value that is not as annotated.
#[derive(Clone, Debug)]
pub struct Miss {
    /// Number of the statement in its document, from 1, as read; where there is none, as annotated.
    pub statement: u32,
    /// The field.
    pub field: Field,
    /// What is wrong.
    pub fault: Fault,
    /// What people annotated.
    pub gold: Option<String>,
    /// What was read.
    pub found: Option<String>,
    /// The cells of a row that differ.
    pub cells: Vec<&'static str>,
    /// Where what was read stands in the text, in bytes.
    pub span: Option<Span>,
    /// Where nothing was read: words to look for in the text.
    pub words: String,
}

/// The score of documents.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// By field.
    pub fields: BTreeMap<Field, Tally>,
    /// Statements annotated, read, and paired.
    pub statements: Tally,
}

impl Score {
    /// All fields together.
    pub fn micro(&self) -> Tally {
        let mut all = Tally::default();
        self.fields.values().for_each(|tally| all.add(*tally));
        all
    }

    /// Scores a document: pairs its statements, then compares their fields.
    pub fn document(&mut self, gold: &[Annotation], anatomy: &Anatomy, misses: &mut Vec<Miss>) {
        let nothing = Statement::default();
        let pairs = align(gold, &anatomy.statements);
        self.statements.add(Tally {
            gold: gold.len() as u64,
            found: anatomy.statements.len() as u64,
            right: pairs.iter().filter(|(gold, read)| gold.is_some() && read.is_some()).count() as u64,
            near: 0,
        });
        // A statement that nobody annotated is too much in every field that was annotated in its document.
        let fields = gold.iter().flat_map(BTreeMap::keys).map(|field| (*field, Vec::new())).collect();
        for (one, other) in pairs {
            let annotation = one.and_then(|place| gold.get(place)).unwrap_or(&fields);
            let statement = other.and_then(|place| anatomy.statements.get(place)).unwrap_or(&nothing);
            let number = other.or(one).unwrap_or(0) as u32 + 1;
            for (field, items) in annotation {
                let (from, before) = (misses.len(), self.fields.entry(*field).or_default());
                let pairs = compare(*field, items, &read(*field, statement), before, misses);
                self.apart(*field, &pairs, misses);
                misses.iter_mut().skip(from).for_each(|miss| miss.statement = number);
            }
        }
    }

    /// What of claims is scored apart: of those that were found.
    fn apart(&mut self, field: Field, pairs: &[(Item, Item)], misses: &mut Vec<Miss>) {
        if field != Field::Claims {
            return;
        }
        for (field, name) in OF_CLAIMS {
            for (gold, found) in pairs {
                let Some(wanted) = gold.cell(name) else { continue };
                let read = found.cell(name).flatten();
                let tally = self.fields.entry(field).or_default();
                tally.gold += u64::from(wanted.is_some());
                tally.found += u64::from(read.is_some());
                tally.right += u64::from(wanted.is_some() && wanted == read);
                if wanted != read {
                    let fault = match (wanted, read) {
                        (_, None) => Fault::Missed,
                        (None, _) => Fault::Extra,
                        _ => Fault::Wrong,
                    };
                    let cells = vec![name];
                    misses.push(miss(field, fault, Some(gold), Some(found), cells));
                }
            }
        }
    }
}

/// Compares the values of a field; gives the pairs that are right.
fn compare(
    field: Field,
    gold: &[Item],
    found: &[Item],
    tally: &mut Tally,
    misses: &mut Vec<Miss>,
) -> Vec<(Item, Item)> {
    let (pairs, mut missed, mut extra) = matched(gold, found);
    tally.gold += gold.len() as u64;
    tally.found += found.len() as u64;
    tally.right += pairs.len() as u64;
    let is_small = missed.len().saturating_mul(extra.len()) <= MOST_PAIRS;
    missed.retain(|gold| {
        if !is_small {
            return true;
        }
        let near = extra.iter().position(|found| comes_near(field, gold, found));
        let Some(near) = near else { return true };
        tally.near += 1;
        let found = extra.remove(near);
        let cells = gold.differences(found).into_iter().filter(|name| !name.is_empty()).collect();
        misses.push(miss(field, Fault::Wrong, Some(gold), Some(found), cells));
        false
    });
    misses.extend(missed.into_iter().map(|gold| miss(field, Fault::Missed, Some(gold), None, Vec::new())));
    misses.extend(extra.into_iter().map(|found| miss(field, Fault::Extra, None, Some(found), Vec::new())));
    pairs.into_iter().map(|(gold, found)| (gold.clone(), found.clone())).collect()
}

type Matched<'a> = (Vec<(&'a Item, &'a Item)>, Vec<&'a Item>, Vec<&'a Item>);

/// Pairs values that agree; those of which most is annotated choose first.
fn matched<'a>(gold: &'a [Item], found: &'a [Item]) -> Matched<'a> {
    let mut order: Vec<&Item> = gold.iter().collect();
    order.sort_by_key(|item| std::cmp::Reverse(item.cells.len()));
    let mut left: Vec<Option<&Item>> = found.iter().map(Some).collect();
    let (mut pairs, mut missed) = (Vec::new(), Vec::new());
    for item in order {
        // Of those that agree, the one that agrees in what is scored apart, too.
        let fits =
            |place: &usize| left.get(*place).is_some_and(|found| found.is_some_and(|found| item.is_met_by(found)));
        let agreeing = |place: &usize| {
            let found = left.get(*place).copied().flatten();
            item.apart
                .iter()
                .filter(|(name, cell)| found.and_then(|found| found.cell(name)) == Some(cell.as_ref()))
                .count()
        };
        let best = if item.apart.is_empty() {
            (0..left.len()).find(fits)
        } else {
            (0..left.len()).filter(fits).max_by_key(|place| (agreeing(place), std::cmp::Reverse(*place)))
        };
        match best.and_then(|place| left.get_mut(place)).and_then(Option::take) {
            Some(found) => pairs.push((item, found)),
            None => missed.push(item),
        }
    }
    (pairs, missed, left.into_iter().flatten().collect())
}

fn miss(field: Field, fault: Fault, gold: Option<&Item>, found: Option<&Item>, cells: Vec<&'static str>) -> Miss {
    let shown = |item: Option<&Item>| item.map(|item| item.shown.clone());
    let span = found.and_then(|found| found.span);
    let words = gold.map(|gold| gold.words.clone()).unwrap_or_default();
    Miss { statement: 0, field, fault, gold: shown(gold), found: shown(found), cells, span, words }
}

/// Whether what was read is likely meant to be what was annotated.
fn comes_near(field: Field, gold: &Item, found: &Item) -> bool {
    if !field.is_list() {
        return true;
    }
    let chief = match field {
        Field::Signatories | Field::Issuers | Field::Addressees | Field::Places => "name",
        Field::Quotations => "text",
        Field::Claims => "what",
        _ => "",
    };
    match (gold.cell(chief).flatten(), found.cell(chief).flatten()) {
        (Some(Cell::Text(one)), Some(Cell::Text(other))) if field == Field::Claims => {
            one == other
                && ["min", "max", "actor"].iter().any(|name| {
                    gold.cell(name).flatten().is_some() && gold.cell(name).flatten() == found.cell(name).flatten()
                })
        }
        (Some(Cell::Text(one)), Some(Cell::Text(other))) => is_near(one, other),
        _ => false,
    }
}

/// Most pairs of statements, or of values of a field, that are compared to find which belong together; beyond that
/// statements are taken in order, and values are not said to be near.
const MOST_PAIRS: usize = 40_000;

/// Pairs annotated with read statements in their order, so that as much as possible agrees.
fn align(gold: &[Annotation], read_ones: &[Statement]) -> Vec<(Option<usize>, Option<usize>)> {
    let (rows, columns) = (gold.len(), read_ones.len());
    if rows * columns <= 1 || rows * columns > MOST_PAIRS {
        let longer = rows.max(columns);
        return (0..longer).map(|at| ((at < rows).then_some(at), (at < columns).then_some(at))).collect();
    }
    let fields: BTreeSet<Field> = gold.iter().flat_map(BTreeMap::keys).copied().collect();
    let values = |statement| fields.iter().map(|field| (*field, read(*field, statement))).collect();
    let values: Vec<Annotation> = read_ones.iter().map(values).collect();
    let likeness = |row: usize, column: usize| match (gold.get(row), values.get(column)) {
        (Some(annotation), Some(values)) => {
            let agree = |(field, items): (&Field, &Vec<Item>)| {
                values.get(field).map_or(0, |found| matched(items, found).0.len())
            };
            // A pair is worth something even where nothing agrees.
            1 + 2 * annotation.iter().map(agree).sum::<usize>()
        }
        _ => 0,
    };
    let mut best = vec![vec![0usize; columns + 1]; rows + 1];
    let mut pair = vec![vec![0usize; columns]; rows];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            pair[row][column] = likeness(row, column);
            let both = pair[row][column] + best[row + 1][column + 1];
            best[row][column] = both.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < rows && column < columns {
        if best[row][column] == pair[row][column] + best[row + 1][column + 1] {
            pairs.push((Some(row), Some(column)));
            (row, column) = (row + 1, column + 1);
        } else if best[row][column] == best[row + 1][column] {
            pairs.push((Some(row), None));
            row += 1;
        } else {
            pairs.push((None, Some(column)));
            column += 1;
        }
    }
    pairs.extend((row..rows).map(|row| (Some(row), None)));
    pairs.extend((column..columns).map(|column| (None, Some(column))));
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::gold::parse;
    use super::*;
    use broadside_model::{Claim, Found, Grade, Kind, Signatory};

    fn gold(json: &str) -> Vec<Annotation> {
        parse(json.as_bytes()).unwrap().0.remove(0).statements
    }

    fn found<T>(value: T) -> Found<T> {
        Found::new(value, Span::new(0, 1), "test", 90)
    }

    fn score(json: &str, statements: Vec<Statement>) -> (Score, Vec<Miss>) {
        let (mut score, mut misses) = (Score::default(), Vec::new());
        score.document(&gold(json), &Anatomy { statements, ..Anatomy::default() }, &mut misses);
        (score, misses)
    }

    fn tally(gold: u64, found: u64, right: u64, near: u64) -> Tally {
        Tally { gold, found, right, near }
    }

    #[test]
    fn what_is_read_and_not_annotated_is_too_much_only_where_the_field_was_annotated() {
        let statement = Statement {
            kind: Some(found(Kind::Appeal)),
            slogans: vec![found("Bread!".to_owned()), found("Peace!".to_owned())],
            ..Statement::default()
        };
        let (score, misses) = score(r#"{"gold": {"slogans": ["peace"]}}"#, vec![statement]);
        assert_eq!(score.fields.get(&Field::Slogans), Some(&tally(1, 2, 1, 0)));
        assert_eq!(score.fields.len(), 1);
        assert_eq!((misses.len(), misses[0].fault, misses[0].found.as_deref()), (1, Fault::Extra, Some("Bread!")));
    }

    #[test]
    fn a_row_is_right_when_every_annotated_cell_is() {
        let row = |country: &str| {
            found(Signatory {
                order: 1,
                name: "Liga de Fareros".to_owned(),
                country: Some(country.to_owned()),
                ..Signatory::default()
            })
        };
        let json = r#"{"gold": {"signatories": [{"name": "Liga de Fareros", "country": "UY", "role": null}]}}"#;
        let with = |country| score(json, vec![Statement { signatories: vec![row(country)], ..Statement::default() }]);
        assert_eq!(with("UY").0.micro(), tally(1, 1, 1, 0));
        let (score, misses) = with("PY");
        assert_eq!(score.micro(), tally(1, 1, 0, 1));
        assert_eq!((misses[0].fault, misses[0].cells.as_slice()), (Fault::Wrong, &["country"][..]));
    }

    #[test]
    fn claims_are_found_by_number_and_their_claimant_counts_apart() {
        let claim = |number: f64, claimant: Option<&str>| {
            found(Claim {
                what: "dead".to_owned(),
                of: None,
                min: Some(number),
                max: Some(number),
                approximate: false,
                unit: None,
                claimant: claimant.map(str::to_owned),
                actor: None,
                grade: Grade::Fact,
                place: None,
                date: None,
            })
        };
        let json = r#"{"gold": {"claims": [{"what": "dead", "min": 3, "max": 3, "claimant": "the chaplain"},
            {"what": "dead", "min": 5, "max": 5, "claimant": null}]}}"#;
        let claims = vec![claim(5.0, None), claim(3.0, Some("Chaplain")), claim(9.0, None)];
        let (score, misses) = score(json, vec![Statement { claims, ..Statement::default() }]);
        assert_eq!(score.fields.get(&Field::Claims), Some(&tally(2, 3, 2, 0)));
        assert_eq!(score.fields.get(&Field::Claimant), Some(&tally(1, 1, 1, 0)));
        assert_eq!(misses.len(), 1);
    }

    #[test]
    fn statements_are_paired_by_what_agrees() {
        let titled = |title: &str| Statement { title: Some(found(title.to_owned())), ..Statement::default() };
        let json = r#"{"statements": [{"title": "First call"}, {"title": "Second call"}]}"#;
        let (score, misses) = score(json, vec![titled("Masthead"), titled("First call"), titled("Second call")]);
        assert_eq!((score.statements, score.micro()), (tally(2, 3, 2, 0), tally(2, 3, 2, 0)));
        assert_eq!((misses.len(), misses[0].statement), (1, 1));
    }

    #[test]
    fn a_date_is_right_when_it_means_the_same_days() {
        let dated = |edtf: &str| {
            let dated = broadside_model::Dated { edtf: edtf.parse().unwrap(), reasons: Vec::new() };
            Statement { date: Some(found(dated)), ..Statement::default() }
        };
        let right = |read: &str| score(r#"{"gold": {"date": "1978-03"}}"#, vec![dated(read)]).0.micro().right;
        assert_eq!((right("1978-03"), right("1978-03-01/1978-03-31"), right("1978")), (1, 1, 0));
    }
}
