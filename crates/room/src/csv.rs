//! CSV after RFC 4180 that no spreadsheet takes for formulas.

use std::io::Result;
use std::io::Write;

/// One row, ended by CR and LF.
pub fn write_row<'a>(out: &mut impl Write, cells: impl IntoIterator<Item = &'a str>) -> Result<()> {
    let mut row = String::new();
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            row.push(',');
        }
        push_cell(&mut row, cell);
    }
    row.push_str("\r\n");
    out.write_all(row.as_bytes())?;
    Ok(())
}

/// A cell that begins like a formula gets an apostrophe before it: what a document says must not run in a spreadsheet.
fn push_cell(row: &mut String, cell: &str) {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let apostrophe = if is_formula { "'" } else { "" };
    let quote = cell.contains(['"', ',', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if quote {
        row.push('"');
        row.push_str(apostrophe);
        row.push_str(&cell.replace('"', "\"\""));
        row.push('"');
    } else {
        row.push_str(apostrophe);
        row.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> String {
        let mut out = Vec::new();
        write_row(&mut out, cells.iter().copied()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn commas_quotes_and_line_ends_stay_in_their_cell() {
        assert_eq!(row(&["a", "", "b, c", "\"d\"", "e\nf"]), "a,,\"b, c\",\"\"\"d\"\"\",\"e\nf\"\r\n");
    }

    #[test]
    fn a_formula_is_defused() {
        assert_eq!(row(&["=1+1", "@x", "-2", "+3", "\tx"]), "'=1+1,'@x,'-2,'+3,'\tx\r\n");
        assert_eq!(row(&["=HYPERLINK(\"http://x\",\"y\")"]), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
        assert_eq!(row(&["a=b", "x-y"]), "a=b,x-y\r\n");
    }
}
