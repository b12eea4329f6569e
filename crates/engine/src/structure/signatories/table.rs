//! Rows in the cells of a table: tabs between the cells, or a Markdown table.

use broadside_model::PartyKind;

use super::line::Line;
use super::row::{self, Row};
use super::shape::{self, Land};
use super::words::{ORGANISATION, ROLE};
use super::{date, tidy};
use crate::knowledge::country::fold;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Name,
    Person,
    Organisation,
    Acronym,
    Translation,
    /// A first name, where the family name stands in a column of its own.
    First,
    Role,
    Affiliation,
    Country,
    Date,
    Other,
}

const HEADS: &[(Column, &[&str])] = &[
    (
        Column::First,
        &[
            "first name",
            "firstname",
            "given name",
            "given names",
            "forename",
            "prenom",
            "vorname",
            "nombre de pila",
            "nombres",
            "prenome",
            "primeiro nome",
            "имя",
            "ім я",
            "imie",
            "voornaam",
            "fornamn",
            "fornavn",
            "etunimi",
            "jmeno",
            "ime",
            "keresztnev",
            "prenume",
            "adi",
        ],
    ),
    (Column::Number, &["no", "nr", "n", "no.", "#", "number", "numero", "num", "№", "sira", "lp", "编号", "番号"]),
    (
        Column::Acronym,
        &[
            "acronym",
            "abbreviation",
            "initials",
            "sigla",
            "siglas",
            "sigle",
            "abkurzung",
            "kurzel",
            "acronimo",
            "сокращение",
            "аббревиатура",
            "kisaltma",
            "skrot",
            "afkorting",
            "简称",
            "略称",
        ],
    ),
    (
        Column::Translation,
        &["translation", "english name", "name in english", "traduccion", "traduction", "ubersetzung", "перевод"],
    ),
    (
        Column::Country,
        &[
            "country",
            "pais",
            "pays",
            "land",
            "paese",
            "nation",
            "страна",
            "країна",
            "ulke",
            "kraj",
            "zeme",
            "state",
            "nationality",
            "国家",
            "国",
            "국가",
            "الدولة",
            "البلد",
            "χωρα",
            "देश",
            "ประเทศ",
            "maa",
            "orszag",
            "tara",
        ],
    ),
    (
        Column::Role,
        &[
            "role",
            "title",
            "position",
            "office",
            "function",
            "occupation",
            "profession",
            "cargo",
            "funcion",
            "puesto",
            "profesion",
            "fonction",
            "qualite",
            "titre",
            "funktion",
            "amt",
            "beruf",
            "position",
            "carica",
            "ruolo",
            "qualifica",
            "professione",
            "должность",
            "посада",
            "gorev",
            "gorevi",
            "unvan",
            "meslek",
            "stanowisko",
            "funkcja",
            "functie",
            "capacity",
            "职务",
            "職業",
            "役職",
            "직책",
            "الصفة",
            "المنصب",
            "विभाग",
            "पद",
        ],
    ),
    (
        Column::Date,
        &[
            "date",
            "signed on",
            "date signed",
            "signed",
            "date of signature",
            "fecha",
            "datum",
            "data",
            "дата",
            "tarih",
            "日期",
        ],
    ),
    (
        Column::Affiliation,
        &[
            "affiliation",
            "institution",
            "afiliacion",
            "institucion",
            "instituicao",
            "affiliazione",
            "istituzione",
            "место работы",
            "учреждение",
            "kurum",
            "instytucja",
            "afiliacja",
            "instelling",
            "employer",
            "所属",
            "单位",
            "소속",
            "المؤسسة",
        ],
    ),
    (
        Column::Organisation,
        &[
            "organisation",
            "organization",
            "organizacion",
            "organizzazione",
            "organizacao",
            "entidad",
            "entidade",
            "группа",
            "организация",
            "організація",
            "orgut",
            "organizacja",
            "organisatie",
            "party",
            "group",
            "union",
            "signatory organisation",
            "name of organisation",
            "団体",
            "团体名称",
            "组织",
            "단체",
            "المنظمة",
            "संगठन",
            "οργανωση",
            "partei",
            "partido",
            "parti",
        ],
    ),
    (
        Column::Person,
        &[
            "full name",
            "name and surname",
            "first name and surname",
            "surname",
            "last name",
            "lastname",
            "family name",
            "nom de famille",
            "nachname",
            "familienname",
            "apellido",
            "apellidos",
            "cognome",
            "sobrenome",
            "apelido",
            "фамилия",
            "прізвище",
            "nazwisko",
            "achternaam",
            "efternamn",
            "etternavn",
            "sukunimi",
            "prijmeni",
            "prezime",
            "soyad",
            "soyadi",
            "nombre y apellidos",
            "nombre y apellido",
            "nom et prenom",
            "nom prenom",
            "prenom et nom",
            "vor und nachname",
            "nome e cognome",
            "nome completo",
            "фио",
            "ad soyad",
            "adi soyadi",
            "imie i nazwisko",
            "representative",
            "signatory name",
            "氏名",
            "姓名",
            "성명",
        ],
    ),
    (
        Column::Name,
        &[
            "name",
            "nombre",
            "nom",
            "nome",
            "название",
            "ad",
            "adi",
            "isim",
            "nazwa",
            "naam",
            "namn",
            "navn",
            "nimi",
            "signatory",
            "signataire",
            "firmante",
            "名称",
            "名前",
            "이름",
            "الاسم",
            "नाम",
            "ονομα",
            "ชื่อ",
        ],
    ),
];

/// The cells of a line: those of a Markdown table, or what tabs part.
pub(super) fn cells(text: &str) -> Option<Vec<String>> {
    let trimmed = text.trim();
    if trimmed.len() > 4000 {
        return None;
    }
    let cells: Vec<String> = if trimmed.starts_with('|') {
        trimmed.trim_matches('|').split('|').map(tidy::clean).collect()
    } else if trimmed.contains('\t') {
        trimmed.split('\t').map(tidy::clean).collect()
    } else {
        return None;
    };
    (cells.len() >= 2 || trimmed.starts_with('|')).then_some(cells)
}

/// Whether a line is the rule below the head of a Markdown table.
pub(super) fn is_rule(line: &Line) -> bool {
    line.text.starts_with('|') && line.text.chars().all(|each| matches!(each, '|' | '-' | ':' | ' ' | '='))
}

/// What the columns hold, where these cells are a head.
pub(super) fn head(cells: &[String]) -> Option<Vec<Column>> {
    let known: Vec<Option<Column>> = cells.iter().map(|cell| column(cell)).collect();
    let named = known.iter().flatten().count();
    let all = cells.iter().filter(|cell| !cell.is_empty()).count();
    let is_name = |column: &Column| matches!(column, Column::Name | Column::Person | Column::Organisation);
    let names = known.iter().flatten().any(|column| is_name(column) || *column == Column::First);
    if !names || named < 1 || named * 2 < all {
        return None;
    }
    let mut columns: Vec<Column> = known.into_iter().map(|column| column.unwrap_or(Column::Other)).collect();
    let first = columns.iter().position(|column| *column == Column::First);
    let family = columns.iter().position(|column| *column == Column::Name || *column == Column::Person);
    match (first, family) {
        (Some(_), Some(family)) => columns[family] = Column::Person,
        // "Имя" alone is the whole name.
        (Some(first), None) => columns[first] = Column::Name,
        _ => {}
    }
    Some(columns)
}

fn column(cell: &str) -> Option<Column> {
    let folded = fold(cell.split(['/', '(']).next().unwrap_or(cell));
    if folded.is_empty() || folded.split(' ').count() > 5 {
        return (cell == "#").then_some(Column::Number);
    }
    HEADS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(column, _)| *column).or_else(|| {
        HEADS
            .iter()
            .find(|(_, words)| folded.split(' ').any(|word| word.len() > 3 && words.contains(&word)))
            .map(|(column, _)| *column)
    })
}

/// A row whose columns are known.
pub(super) fn read(cells: &[String], columns: &[Column]) -> (Row, Option<u32>) {
    let cell = |wanted: Column| {
        let at = columns.iter().position(|column| *column == wanted)?;
        cells.get(at).filter(|cell| !cell.is_empty() && cell.chars().any(char::is_alphanumeric))
    };
    let number = cell(Column::Number).and_then(|cell| cell.trim_end_matches(['.', ')']).parse().ok());
    let person = columns.contains(&Column::Person)
        || (columns.contains(&Column::Name)
            && (columns.contains(&Column::Role)
                || columns.contains(&Column::Affiliation)
                || columns.contains(&Column::Organisation)));
    let (name, hint) = match (cell(Column::Person).or_else(|| cell(Column::Name)), cell(Column::Organisation)) {
        (Some(name), _) => (name, person.then_some(PartyKind::Person)),
        (None, Some(organisation)) => (organisation, Some(PartyKind::Organisation)),
        (None, None) => return (Row::default(), number),
    };
    let whole = cell(Column::First).map(|first| format!("{first} {name}"));
    let mut row = row::read(whole.as_ref().unwrap_or(name), hint);
    row.telling |= hint.is_some();
    let is_organisation = row.kind == Some(PartyKind::Organisation);
    set(&mut row.acronym, cell(Column::Acronym));
    set(&mut row.translation, cell(Column::Translation));
    set(&mut row.role, cell(Column::Role));
    if !is_organisation || !std::ptr::eq(name, cell(Column::Organisation).unwrap_or(name)) {
        set(
            &mut row.affiliation,
            cell(Column::Affiliation).or_else(|| cell(Column::Organisation).filter(|cell| *cell != name)),
        );
    }
    if let Some(land) = cell(Column::Country)
        .and_then(|cell| shape::land(cell).or_else(|| cell.rsplit(',').next().and_then(shape::land)))
    {
        row.land = Some(land);
    }
    row.as_of = row.as_of.or_else(|| cell(Column::Date).and_then(|cell| date::find(cell)).map(|(edtf, _)| edtf));
    (row, number)
}

fn set(field: &mut Option<String>, cell: Option<&String>) {
    if let Some(cell) = cell {
        *field = Some(cell.clone());
    }
}

/// Whether most cells of a column pass a test.
type Share<'s> = dyn Fn(&dyn Fn(&str) -> bool) -> bool + 's;

/// What a column holds; `share` tells whether most of its cells pass a test.
fn by_cells(share: &Share<'_>) -> Column {
    if share(&|cell| cell.trim_end_matches(['.', ')']).parse::<u32>().is_ok()) {
        Column::Number
    } else if share(&|cell| matches!(shape::land(cell), Some(Land::Code(_) | Land::None))) {
        Column::Country
    } else if share(&|cell| date::find(cell).is_some_and(|(_, range)| range.len() * 2 > cell.len())) {
        Column::Date
    } else if share(&|cell| shape::is_acronym(cell)) {
        Column::Acronym
    } else if share(&|cell| ROLE.any(&fold(cell)) && !ORGANISATION.any(&fold(cell))) {
        Column::Role
    } else if share(&|cell| shape::is_organisation(cell)) {
        Column::Organisation
    } else if share(&|cell| shape::is_person(tidy::without_titles(cell).1)) {
        Column::Person
    } else {
        Column::Other
    }
}

/// Whether columns hold one name beside another rather than the fields of a row: organisations, and beside them what is
/// neither a country nor an office nor a person.
pub(super) fn are_names(rows: &[Vec<String>], columns: &[Column]) -> bool {
    let fields = columns
        .iter()
        .any(|column| !matches!(column, Column::Person | Column::Organisation | Column::Name | Column::Other));
    let Some(person) = columns.iter().position(|column| *column == Column::Person) else {
        return !fields && columns.contains(&Column::Organisation) && words_each(rows, columns);
    };
    let cells: Vec<&String> = rows.iter().filter_map(|row| row.get(person)).filter(|cell| !cell.is_empty()).collect();
    let likely = cells.iter().filter(|cell| shape::is_likely_person(tidy::without_titles(cell).1)).count();
    !fields && columns.contains(&Column::Organisation) && likely * 2 < cells.len()
}

/// Whether nearly every cell that is no organisation has two words or more and is no place.
fn words_each(rows: &[Vec<String>], columns: &[Column]) -> bool {
    let others = rows
        .iter()
        .flat_map(|row| row.iter().zip(columns))
        .filter(|(cell, column)| **column != Column::Organisation && !cell.is_empty());
    let (all, named) = others.fold((0, 0), |(all, named), (cell, _)| {
        (all + 1, named + usize::from(cell.contains(' ') && !shape::is_place(cell)))
    });
    all > 0 && named * 10 >= all * 8
}

/// What the columns of a table without a head hold, by what stands in them.
pub(super) fn guess(rows: &[Vec<String>]) -> Option<Vec<Column>> {
    let width = rows.iter().map(Vec::len).max()?;
    let filled: Vec<&Vec<String>> = rows.iter().filter(|row| row.len() > 1).collect();
    if filled.is_empty() {
        return None;
    }
    let share = |at: usize, test: &dyn Fn(&str) -> bool| {
        let cells: Vec<&String> = filled.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty()).collect();
        !cells.is_empty() && cells.iter().filter(|cell| test(cell)).count() * 10 >= cells.len() * 6
    };
    let numbered = |cell: &str| {
        let (marker, rest) = super::line::marker(cell);
        matches!(marker, super::line::Marker::Number(_)) && !rest.is_empty()
    };
    if (1..width).any(|at| share(at, &numbered)) {
        return None;
    }
    let mut columns: Vec<Column> = (0..width).map(|at| by_cells(&|test| share(at, test))).collect();
    let named = columns.iter().filter(|column| matches!(column, Column::Person | Column::Organisation)).count();
    let twice = columns.iter().filter(|column| **column == Column::Person).count() > 1
        || columns.iter().filter(|column| **column == Column::Organisation).count() > 1;
    let fields =
        columns.iter().any(|column| matches!(column, Column::Number | Column::Date | Column::Country | Column::Role));
    if twice && !fields {
        return None;
    }
    if twice {
        // Beside numbers and dates only the first of two columns that look like names is one: the others are towns.
        let persons = columns.iter_mut().filter(|column| **column == Column::Person).skip(1);
        persons.for_each(|column| *column = Column::Other);
        columns
            .iter_mut()
            .filter(|column| **column == Column::Organisation)
            .skip(1)
            .for_each(|column| *column = Column::Other);
    }
    if named == 0 {
        let first = columns.iter().position(|column| *column == Column::Other)?;
        columns[first] = Column::Name;
    }
    Some(columns)
}
