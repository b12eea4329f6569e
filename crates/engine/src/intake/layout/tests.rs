//! Pages as people set them, and the order they are read in.

use super::*;
use broadside_model::BlockKind;

/// Words of 10-point type: each line is drawn from (left, top) with 5 points a letter.
fn draw(lines: &[(f32, f32, &str)]) -> Vec<Placed> {
    let mut words = Vec::new();
    for &(mut left, top, line) in lines {
        for text in line.split(' ') {
            let right = left + 5.0 * text.chars().count() as f32;
            let (bottom, text) = (top + 10.0, text.to_owned());
            words.push(Placed { left, top, right, bottom, size: 10.0, text, confidence: 255, ..Placed::default() });
            left = right + 3.0;
        }
    }
    words
}

const LEFT: [&str; 5] = [
    "The delegates of the union",
    "met in the old mill again",
    "and agreed to publish what",
    "they had been told there,",
    "word for word, in full.",
];
const RIGHT: [&str; 5] = [
    "Copies went to all of the",
    "branches by the next post",
    "and were read aloud there",
    "to those who had not come",
    "to the meeting in person.",
];

fn two_columns(gap: f32, by_line: bool) -> Vec<Placed> {
    let left = LEFT.iter().enumerate().map(|(at, line)| (50.0, 100.0 + 12.0 * at as f32, *line));
    let right = RIGHT.iter().enumerate().map(|(at, line)| (180.0 + gap, 100.0 + 12.0 * at as f32, *line));
    let mut lines = vec![(50.0, 80.0, "A resolution of the joint meeting of all of the branches")];
    if by_line {
        lines.extend(left.zip(right).flat_map(|(a, b)| [a, b]));
    } else {
        lines.extend(left.chain(right));
    }
    lines.push((50.0, 172.0, "1 This note runs across both of the columns of the page above"));
    draw(&lines)
}

#[test]
fn close_columns_are_read_one_after_the_other() {
    let composed = compose(&two_columns(10.0, false), 1);
    let expected = format!(
        "A resolution of the joint meeting of all of the branches\n\n{}\n\n{}\n\n1 This note runs across both of the columns of the page above",
        LEFT.join("\n"),
        RIGHT.join("\n")
    );
    assert_eq!(composed.raw, expected);
    assert_eq!(composed.blocks.iter().map(|block| block.column).collect::<Vec<_>>(), [0, 0, 1, 0]);
}

#[test]
fn columns_drawn_line_by_line_are_still_columns() {
    let composed = compose(&two_columns(12.0, true), 1);
    assert!(composed.raw.contains(&LEFT.join("\n")), "{}", composed.raw);
}

#[test]
fn a_table_is_read_row_by_row() {
    let rows = ["Ada Brook", "Lin Marsh", "Sol Heath", "Ivo Field", "Eva Stone", "Uri Glade"];
    let lines: Vec<_> = rows
        .iter()
        .enumerate()
        .flat_map(|(at, row)| {
            let top = 100.0 + 12.0 * at as f32;
            [(50.0, top, *row), (200.0, top, "Miners' League"), (350.0, top, "Norland")]
        })
        .collect();
    let composed = compose(&draw(&lines), 1);
    assert!(composed.raw.starts_with("Ada Brook\tMiners' League\tNorland\nLin Marsh\t"), "{}", composed.raw);
}

#[test]
fn numbers_in_the_margin_stay_with_their_line() {
    let lines: Vec<_> = LEFT
        .iter()
        .enumerate()
        .flat_map(|(at, line)| [(30.0, 100.0 + 12.0 * at as f32, "5."), (50.0, 100.0 + 12.0 * at as f32, *line)])
        .collect();
    assert!(compose(&draw(&lines), 1).raw.starts_with("5. The delegates of the union"));
}

#[test]
fn right_to_left_lines_begin_at_the_right_and_keep_numbers_in_order() {
    let words = draw(&[(50.0, 100.0, "2024 May 7 السلام بيان")]);
    assert_eq!(compose(&words, 1).raw, "بيان السلام 2024 May 7");
}

#[test]
fn paragraphs_break_at_gaps_and_indents_and_larger_type_is_a_heading() {
    let mut words = draw(&[(50.0, 20.0, "OPEN LETTER")]);
    words.iter_mut().for_each(|word| (word.size, word.bottom) = (20.0, word.top + 20.0));
    let mut lines: Vec<_> = LEFT.iter().enumerate().map(|(at, line)| (50.0, 100.0 + 12.0 * at as f32, *line)).collect();
    lines.push((60.0, 160.0, "The letter was then read"));
    lines.push((50.0, 172.0, "to the whole of the house"));
    lines.push((50.0, 184.0, "and nobody spoke against."));
    lines.push((50.0, 216.0, "Signed: the secretary."));
    words.extend(draw(&lines));
    let composed = compose(&words, 1);
    let kinds: Vec<_> = composed.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Paragraph],
        "{}",
        composed.raw
    );
}

#[test]
fn spans_cover_the_words_they_stand_for() {
    let words = two_columns(10.0, false);
    let composed = compose(&words, 1);
    assert_eq!(composed.words.len(), words.len());
    for (index, span) in &composed.words {
        assert_eq!(composed.raw[span.range()], words[*index].text);
    }
}

#[test]
fn vertical_writing_is_read_from_the_right() {
    let column = |left: f32, text: &str| -> Vec<Placed> {
        text.chars()
            .enumerate()
            .map(|(at, c)| {
                let top = 50.0 + 10.0 * at as f32;
                let (right, bottom) = (left + 10.0, top + 10.0);
                Placed {
                    left,
                    top,
                    right,
                    bottom,
                    size: 10.0,
                    text: c.into(),
                    direction: Direction::Down,
                    ..Placed::default()
                }
            })
            .collect()
    };
    let words = [column(200.0, "平和宣言"), column(184.0, "広島市長")].concat();
    assert_eq!(compose(&words, 1).raw, "平和宣言\n広島市長");
}

#[test]
fn spoiled_boxes_do_no_harm() {
    let mut words = two_columns(10.0, false);
    for (at, word) in words.iter_mut().enumerate() {
        match at % 5 {
            0 => word.left = f32::NAN,
            1 => word.bottom = f32::INFINITY,
            2 => (word.left, word.right) = (9e30, -9e30),
            _ => {}
        }
    }
    assert_eq!(compose(&words, 1).words.len(), words.len());
}

/// Lines of the given size of type, from (left, top), with half of the size a letter.
fn set(lines: &[(f32, f32, f32, &str)]) -> Vec<Placed> {
    let mut words = Vec::new();
    for &(mut left, top, size, line) in lines {
        for text in line.split(' ') {
            let right = left + 0.5 * size * text.chars().count() as f32;
            let (bottom, text) = (top + size, text.to_owned());
            words.push(Placed { left, top, right, bottom, size, text, confidence: 255, ..Placed::default() });
            left = right + 0.3 * size;
        }
    }
    words
}

/// Two columns whose first one ends in smaller lines.
fn with_small(small: &[&str], right: &[&str]) -> Vec<Placed> {
    let mut lines: Vec<_> =
        LEFT[..4].iter().enumerate().map(|(at, line)| (50.0, 100.0 + 12.0 * at as f32, 10.0, *line)).collect();
    lines.extend(small.iter().enumerate().map(|(at, line)| (50.0, 154.0 + 10.0 * at as f32, 8.0, *line)));
    lines.extend(right.iter().enumerate().map(|(at, line)| (200.0, 100.0 + 12.0 * at as f32, 10.0, *line)));
    set(&lines)
}

const ON: [&str; 6] = [
    "by the chairman of all the",
    "mills.1 The rest was heard",
    "in the evening.† Two other",
    "members of the union spoke",
    "about the weather, and all",
    "of them went home by nine.",
];

#[test]
fn footnotes_do_not_part_a_sentence_that_goes_on_in_the_next_column() {
    let composed = compose(&with_small(&["1 Minutes, leaf 2, in", "private hands.", "† Or later."], &ON), 1);
    let text = [&LEFT[..4], &["", ON[0]]].concat().join("\n");
    assert!(composed.raw.starts_with(&text), "{}", composed.raw);
    assert!(
        composed.raw.ends_with("nine.\n\n1 Minutes, leaf 2, in\nprivate hands.\n\n† Or later."),
        "{}",
        composed.raw
    );
    let notes = composed.blocks.iter().filter(|block| block.kind == BlockKind::Note).count();
    assert_eq!(notes, 2);
}

#[test]
fn footnotes_do_not_part_a_paragraph_that_runs_over_the_page() {
    let mut lines: Vec<_> = ["The mill was closed.1 All of", "those present went home."]
        .iter()
        .chain(&LEFT[..4])
        .enumerate()
        .map(|(at, line)| (50.0, 100.0 + 12.0 * at as f32 + if at > 1 { 20.0 } else { 0.0 }, 10.0, *line))
        .collect();
    lines.push((50.0, 230.0, 8.0, "1 Minutes, leaf 2."));
    lines.push((120.0, 260.0, 8.0, "12"));
    let composed = compose(&set(&lines), 1);
    assert!(composed.raw.contains("went home.\n\n1 Minutes, leaf 2.\n\nThe delegates"), "{}", composed.raw);
    assert!(composed.raw.ends_with("told there,\n\n12"), "{}", composed.raw);
}

#[test]
fn small_print_that_nothing_refers_to_stays_in_its_place() {
    for (small, right) in [
        (["2 Ada Brook, Norland", "3 Lin Marsh, Norland"], ON),
        (["Set in type of the mill,", "1 copy, not for sale."], RIGHT_SIX),
        (["A quotation of the old", "minutes of the mill."], ON),
    ] {
        let composed = compose(&with_small(&small, &right), 1);
        let text = format!("{}\n\n{}", small.join("\n"), right[0]);
        assert!(composed.raw.contains(&text), "{}", composed.raw);
    }
}

const RIGHT_SIX: [&str; 6] = [RIGHT[0], RIGHT[1], RIGHT[2], RIGHT[3], RIGHT[4], "It was then late at night."];

#[test]
fn boxes_of_ocr_are_not_taken_for_footnotes() {
    let mut words = with_small(&["1 Minutes, leaf 2, in", "private hands."], &ON);
    words.iter_mut().for_each(|word| word.size = 0.0);
    assert!(!compose(&words, 1).raw.ends_with("private hands."));
}

#[test]
fn a_footnote_across_the_columns_stands_before_what_runs_over_the_page() {
    let mut words = with_small(&[], &["All went home in the night.2", "", ON[2], ON[3], ON[4], RIGHT[0]]);
    words.retain(|word| !word.text.is_empty());
    words.extend(set(&[(50.0, 190.0, 8.0, "2 This note runs across both of the columns of the page above it.")]));
    let raw = compose(&words, 1).raw;
    assert!(raw.contains("night.2\n\n2 This note") && raw.ends_with(RIGHT[0]), "{raw}");
}
