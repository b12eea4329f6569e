//! Small PDF files written here, and what is read from them.

use super::*;

/// A PDF of one page with that content stream and the standard font Helvetica as /F1.
fn pdf(content: &str, page: &str) -> Vec<u8> {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R/Lang(es)>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 {font}>>/XObject<</X 5 0 R>>>>{page}>>"
        ),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ];
    // Forms that each draw the next one twice.
    for next in 6..40 {
        let head =
            format!("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>>>/Length 12>>");
        objects.push(format!("{head}stream\n/X Do /X Do \nendstream"));
    }
    let mut file = String::from("%PDF-1.7\n");
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.push_str(&format!("{} 0 obj {object} endobj\n", at + 1));
    }
    let xref = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    offsets.iter().for_each(|offset| file.push_str(&format!("{offset:010} 00000 n \n")));
    file.push_str(&format!("trailer<</Root 1 0 R/Size {}>>\nstartxref\n{xref}\n%%EOF\n", objects.len() + 1));
    file.into_bytes()
}

const A4: &str = "/MediaBox[0 0 595 842]";

#[test]
fn words_have_boxes_from_the_top_left() {
    let reading = read(&pdf("BT /F1 10 Tf 72 770 Td (Open letter) Tj ET", A4));
    assert_eq!(reading.raw, "Open letter");
    assert_eq!((reading.method, reading.diagnostics.len()), (Method::TextLayer, 0));
    let word = reading.words[0];
    assert!((word.left - 72.0).abs() < 0.1 && word.bottom > 72.0 && word.top < 72.0 && word.top > 60.0, "{word:?}");
    assert!((word.right - 96.5).abs() < 1.5, "{word:?}");
    assert_eq!(reading.metadata[0].value, "es");
}

#[test]
fn boxes_follow_the_turn_and_the_crop_of_the_page() {
    let page = "/MediaBox[0 0 595 842]/CropBox[50 100 550 800]/Rotate 90";
    let reading = read(&pdf("BT /F1 10 Tf 0 1 -1 0 160 150 Tm (Sideways) Tj ET", page));
    let (page, word) = (&reading.pages[0], reading.words[0]);
    assert_eq!((page.width, page.height), (700.0, 500.0));
    // The writing runs up the sheet, so after a quarter turn clockwise it is upright.
    assert!((word.left - 50.0).abs() < 0.1 && word.top > 100.0 && word.bottom < 115.0, "{word:?}");
}

#[test]
fn a_page_that_draws_without_end_is_given_up() {
    let reading = read(&pdf("BT /F1 10 Tf 72 770 Td (Before) Tj ET /X Do", A4));
    assert_eq!(reading.raw, "Before");
    assert!(reading.diagnostics.iter().any(|d| d.message.contains("page 1")), "{:?}", reading.diagnostics);
}

#[test]
fn what_is_marked_as_an_artifact_is_furniture() {
    use broadside_model::BlockKind;
    let content = "/Artifact BMC BT /F1 9 Tf 72 820 Td (The Herald) Tj ET EMC BT /F1 10 Tf 72 700 Td (Text.) Tj ET";
    let reading = read(&pdf(content, A4));
    assert_eq!(reading.raw, "The Herald\n\nText.");
    assert_eq!(reading.blocks[0].kind, BlockKind::PageFurniture);
}

#[test]
fn bold_by_drawing_twice_is_read_once() {
    let content = "BT /F1 10 Tf 72 700 Td (Strike) Tj ET BT /F1 10 Tf 72.3 700 Td (Strike) Tj ET BT 2 Tr /F1 10 Tf 72 600 Td (now) Tj ET";
    assert_eq!(read(&pdf(content, A4)).raw, "Strike\n\nnow");
}

#[test]
fn damage_is_reported() {
    let whole = pdf("BT /F1 10 Tf 72 770 Td (Open letter) Tj ET", A4);
    let cut = read(&whole[..whole.len() - 60]);
    assert_eq!(cut.raw, "Open letter");
    assert!(cut.diagnostics.iter().any(|d| d.message.contains("breaks off")));
    assert_eq!(read(b"%PDF-1.4 nothing").diagnostics[0].severity, Severity::Error);
    assert_eq!(read(b"").diagnostics.len(), 1);
}

#[test]
fn a_page_is_rendered_as_it_is_shown() {
    let images = render(&pdf("0 421 298 421 re f", &format!("{A4}/Rotate 90")), &[1, 2], 36.0);
    assert_eq!(images.len(), 1);
    assert_eq!((images[0].width, images[0].height), (421, 297));
    let picture = image::load_from_memory(&images[0].png).unwrap().into_luma8();
    assert!(picture.get_pixel(400, 20).0[0] < 10 && picture.get_pixel(20, 20).0[0] > 245);
}
