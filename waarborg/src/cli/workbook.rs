//! A scorecard in a spreadsheet: the one sheet that holds it, as the lines that are read and frozen.
//!
//! Only what the cells show is taken over. A formula counts as the value that was saved with it, to the fifteen digits
//! that a spreadsheet keeps.

use calamine::{Data, Range, Reader, Sheets, open_workbook_auto_from_rs};
use std::io::Cursor;

/// A scorecard is small. What is compressed a thousandfold still fits in memory then.
const LARGEST: usize = 256 * 1024;
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 64;

/// Whether these bytes are a workbook: a compressed folder.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The sheet as comma-separated lines; line numbers are those of the sheet.
///
/// # Errors
/// In words: when it is no workbook, too large, or more than one sheet holds something.
pub fn lines(bytes: &[u8]) -> Result<String, String> {
    if bytes.len() > LARGEST {
        return Err(format!("the workbook has {} bytes: at most {LARGEST} are read", bytes.len()));
    }
    let mut workbook: Sheets<Cursor<&[u8]>> = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| format!("this is no workbook that can be read ({error}): save it as XLSX or CSV"))?;
    let sheets: Vec<(String, Range<Data>)> =
        workbook.worksheets().into_iter().filter(|(_, cells)| !cells.is_empty()).collect();
    match sheets.as_slice() {
        [(name, cells)] => written(name, cells),
        [] => Err("the workbook is empty".to_owned()),
        several => {
            let names: Vec<&str> = several.iter().map(|(name, _)| name.as_str()).collect();
            Err(format!("the sheets {} all hold something: keep the scorecard alone", names.join(", ")))
        }
    }
}

fn written(name: &str, cells: &Range<Data>) -> Result<String, String> {
    let (rows, columns) = cells.end().map_or((0, 0), |(row, column)| (row as usize + 1, column as usize + 1));
    if rows > MOST_ROWS || columns > MOST_COLUMNS {
        return Err(format!(
            "sheet {name} has {rows} rows and {columns} columns: at most {MOST_ROWS} and {MOST_COLUMNS} are read"
        ));
    }
    let mut lines = String::new();
    // Empty rows stay, so that a fault is told with the line of the sheet.
    for row in 0..rows {
        for column in 0..columns {
            let place = (u32::try_from(row), u32::try_from(column));
            let (Ok(row), Ok(column)) = place else { continue };
            let text = cells.get_value((row, column)).map_or_else(|| Ok(String::new()), text);
            let text =
                text.map_err(|why| format!("sheet {name}, row {}, column {}: {why}", row + 1, column + 1))?;
            if column > 0 {
                lines.push(',');
            }
            lines.push_str(&quoted(&text));
        }
        lines.push('\n');
    }
    Ok(lines)
}

/// What a cell shows.
fn text(cell: &Data) -> Result<String, String> {
    match cell {
        Data::Empty => Ok(String::new()),
        Data::String(text) => Ok(text.replace(['\r', '\n'], " ")),
        Data::Int(number) => Ok(number.to_string()),
        Data::Float(number) => Ok(shown(*number)),
        Data::Bool(yes) => Ok(yes.to_string()),
        Data::Error(error) => Err(format!("the cell holds the error {error}")),
        _ => Err("a date or a duration is no part of a scorecard: write it as text".to_owned()),
    }
}

/// A spreadsheet keeps fifteen digits; more of them are dust from its arithmetic.
fn shown(number: f64) -> String {
    format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', ';']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_number_is_written_as_the_sheet_shows_it() {
        assert_eq!(shown(0.1 + 0.2), "0.3");
        assert_eq!(shown(-12.5), "-12.5");
        assert_eq!(shown(1_000_000.0), "1000000");
    }
}
