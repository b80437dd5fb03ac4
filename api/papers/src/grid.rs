//! Words in columns, with rules around them.

use crate::lines::{Line, pieces};
use crate::sheet::{MARGIN, MEASURE, Sheets, Type};
use crate::{MOST_COLUMNS, PaperFault};

const CELL: Type = Type { size: 10.5, leading: 15.0, heavy: false };
const HEAD: Type = Type { size: 10.5, leading: 15.0, heavy: true };

/// Between the words of a cell and its rules.
const SIDE: f32 = 5.0;
const ABOVE: f32 = 3.0;

/// No column is narrower: two characters and the space beside them.
const NARROWEST: f32 = 2.0 * CELL.size + 2.0 * SIDE;

/// Beyond this a column does not ask for more: long words wrap, and would starve the columns beside them.
const MOST_ASKED: f32 = 24.0 * CELL.size;

/// The names of facts take no more of the measure than this.
const MOST_NAMES: f32 = MEASURE * 0.35;

/// A head with more lines is set once: repeated, it would leave no page for the rows.
const MOST_HEAD_LINES: usize = 10;

/// A row whose cells are broken into lines.
struct Row {
    cells: Vec<Vec<Line>>,
    /// How many columns, from the left, are names and not values.
    names: usize,
}

impl Row {
    fn tall(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or_default().max(1)
    }
}

fn height(lines: usize) -> f32 {
    lines as f32 * CELL.leading + 2.0 * ABOVE
}

/// Names and values in two columns.
pub(crate) fn facts(sheets: &mut Sheets<'_>, facts: &[(String, String)]) -> Result<(), PaperFault> {
    let asked = facts.iter().map(|(name, _)| asks(sheets, name)).fold(NARROWEST, f32::max).min(MOST_NAMES);
    let widths = [asked, MEASURE - asked];
    for (name, value) in facts {
        let row = row(sheets, &widths, [name.as_str(), value.as_str()].into_iter(), 1);
        set(sheets, &widths, &row, None)?;
    }
    Ok(())
}

/// A table whose head stands again on each page.
pub(crate) fn table(sheets: &mut Sheets<'_>, head: &[String], rows: &[Vec<String>]) -> Result<(), PaperFault> {
    let columns = rows.iter().map(Vec::len).fold(head.len(), usize::max);
    if columns > MOST_COLUMNS {
        return Err(PaperFault::TooManyColumns);
    }
    if columns == 0 {
        return Ok(());
    }
    let widths = widths(sheets, columns, head, rows);
    let head = row(sheets, &widths, head.iter().map(String::as_str), columns);
    // The head does not stand alone at the foot of a page.
    sheets.keep(height(head.tall()) + height(1))?;
    let repeated = (head.tall() <= MOST_HEAD_LINES).then_some(&head);
    set(sheets, &widths, &head, None)?;
    for cells in rows {
        let row = row(sheets, &widths, cells.iter().map(String::as_str), 0);
        set(sheets, &widths, &row, repeated)?;
    }
    Ok(())
}

/// The width of a cell whose words are so wide. A point is added, because the width is cut down to whole units before the
/// words are measured against it.
fn around(sheets: &Sheets<'_>, units: u32) -> f32 {
    (sheets.face.points(units, CELL.size) + 2.0 * SIDE + 1.0).clamp(NARROWEST, MOST_ASKED)
}

/// The width that a cell asks for so that its words stand on one line.
fn asks(sheets: &Sheets<'_>, text: &str) -> f32 {
    around(sheets, text.split('\n').map(|line| sheets.face.width(line)).max().unwrap_or_default())
}

/// The width that a cell needs so that no number or word of it is cut.
fn needs(sheets: &Sheets<'_>, text: &str) -> f32 {
    around(sheets, text.split('\n').flat_map(pieces).map(|piece| sheets.face.width(piece)).max().unwrap_or_default())
}

/// Each column has what its words need, if the measure has that for all, and of the rest its share by what it asks.
fn widths(sheets: &Sheets<'_>, columns: usize, head: &[String], rows: &[Vec<String>]) -> Vec<f32> {
    let mut asked = vec![NARROWEST; columns];
    let mut least = vec![NARROWEST; columns];
    for cells in rows.iter().map(Vec::as_slice).chain([head]) {
        for ((most, least), text) in asked.iter_mut().zip(&mut least).zip(cells) {
            *most = most.max(asks(sheets, text));
            *least = least.max(needs(sheets, text));
        }
    }
    if least.iter().sum::<f32>() > MEASURE {
        least.fill(NARROWEST);
    }
    let rest = MEASURE - least.iter().sum::<f32>();
    let wanted: f32 = asked.iter().zip(&least).map(|(most, least)| most - least).sum();
    let share = |more: f32| if wanted > 0.0 { rest * more / wanted } else { rest / columns as f32 };
    asked.iter().zip(&least).map(|(most, least)| least + share(most - least)).collect()
}

/// Breaks the cells of a row. Cells that are not there are empty.
fn row<'t>(sheets: &Sheets<'_>, widths: &[f32], cells: impl Iterator<Item = &'t str>, names: usize) -> Row {
    let texts = cells.chain(std::iter::repeat(""));
    let cells = widths.iter().zip(texts).map(|(width, text)| sheets.fold(text, CELL, width - 2.0 * SIDE, 0.0));
    Row { cells: cells.collect(), names }
}

/// Sets a row: whole if this page or the next has room for it, or else in parts. A head is set first on each new page.
fn set(sheets: &mut Sheets<'_>, widths: &[f32], row: &Row, head: Option<&Row>) -> Result<(), PaperFault> {
    let mut from = 0;
    while from < row.tall() {
        let lacking = row.tall() - from;
        let fits = lines_left(sheets);
        if fits >= lacking {
            strip(sheets, widths, row, from, lacking);
            return Ok(());
        }
        if fits == 0 || lacking <= fits_on_a_new_page(head) {
            sheets.turn()?;
            if let Some(head) = head {
                strip(sheets, widths, head, 0, head.tall());
            }
        } else {
            strip(sheets, widths, row, from, fits);
            from += fits;
        }
    }
    Ok(())
}

fn lines_left(sheets: &Sheets<'_>) -> usize {
    lines_in(sheets.left())
}

/// A little less than there is, so that no sum of fractions puts a line more on a page than its room was said to be.
fn lines_in(height: f32) -> usize {
    ((height - 2.0 * ABOVE - 0.5) / CELL.leading).max(0.0) as usize
}

fn fits_on_a_new_page(head: Option<&Row>) -> usize {
    let head = head.map_or(0.0, |head| height(head.tall()));
    lines_in(crate::sheet::HEIGHT - 2.0 * MARGIN - head)
}

/// Draws some lines of a row with the rules around them.
fn strip(sheets: &mut Sheets<'_>, widths: &[f32], row: &Row, from: usize, count: usize) {
    let top = sheets.y();
    let bottom = top + height(count);
    let mut x = MARGIN;
    sheets.rule((x, top), (x + MEASURE, top));
    sheets.rule((x, top), (x, bottom));
    for (column, (width, lines)) in widths.iter().zip(&row.cells).enumerate() {
        let look = if column < row.names { HEAD } else { CELL };
        let mut y = top + ABOVE;
        for line in lines.iter().skip(from).take(count) {
            sheets.words(x + SIDE, y, &line.text, look, 0.0);
            y += look.leading;
        }
        x += width;
        sheets.rule((x, top), (x, bottom));
    }
    sheets.rule((MARGIN, bottom), (x, bottom));
    sheets.advance(height(count));
}
