//! From the blocks of a paper to its pages.

use crate::face::Face;
use crate::grid;
use crate::sheet::{MARGIN, MEASURE, Page, Sheets, Type};
use crate::{Block, Paper, PaperFault};

const TITLE: Type = Type { size: 20.0, leading: 32.0, heavy: true };
const NUMBER: Type = Type { size: 10.5, leading: 18.0, heavy: false };
const HEADING: Type = Type { size: 13.0, leading: 24.0, heavy: true };
const BODY: Type = Type { size: 12.0, leading: 20.0, heavy: false };

/// Between two blocks.
const GAP: f32 = 6.0;

/// What a heading keeps below itself on its page.
const HEADING_KEEPS: f32 = 3.0 * BODY.leading;

/// Over each place to sign: a seal of 42 millimetres lies over it and the words above.
const SEAL: f32 = 36.0;

/// Where hand and seal go, and the day.
const SIGN_HERE: &str = "签字/盖章：____________________  日期：________________";

/// More words than the most pages of the smallest type can hold. It is asked first, so that a text without end is not
/// broken into lines before it is refused.
const MOST_WORDS: usize = 4 * 1024 * 1024;

/// The pages of the paper.
pub(crate) fn pages(paper: &Paper, face: &Face) -> Result<Vec<Page>, PaperFault> {
    if words(paper) > MOST_WORDS {
        return Err(PaperFault::TooManyPages);
    }
    let mut sheets = Sheets::new(face);
    sheets.centre(&paper.title, TITLE)?;
    if let Some(number) = &paper.number {
        sheets.centre(&format!("编号：{number}"), NUMBER)?;
    }
    sheets.space(2.0 * GAP);
    for block in &paper.blocks {
        set(&mut sheets, block)?;
    }
    Ok(sheets.finish())
}

fn set(sheets: &mut Sheets<'_>, block: &Block) -> Result<(), PaperFault> {
    match block {
        Block::Heading(text) => {
            sheets.space(GAP);
            let own = sheets.fold(text, HEADING, MEASURE, 0.0).len() as f32 * HEADING.leading;
            sheets.keep(own + HEADING_KEEPS)?;
            sheets.run(text, HEADING, 0.0)?;
        }
        Block::Paragraph(text) => sheets.run(text, BODY, 2.0 * BODY.size)?,
        Block::Facts(facts) => {
            grid::facts(sheets, facts)?;
            sheets.space(GAP);
        }
        Block::Table { head, rows } => {
            grid::table(sheets, head, rows)?;
            sheets.space(GAP);
        }
        Block::Signatures(names) => {
            for name in names {
                place_to_sign(sheets, name)?;
            }
        }
    }
    Ok(())
}

/// The name and its line stay together.
fn place_to_sign(sheets: &mut Sheets<'_>, name: &str) -> Result<(), PaperFault> {
    let lines = sheets.fold(name, BODY, MEASURE, 0.0).len() as f32 + 1.0;
    sheets.keep(SEAL + lines * BODY.leading)?;
    sheets.space(SEAL);
    sheets.run(name, BODY, 0.0)?;
    sheets.keep(BODY.leading)?;
    sheets.words(MARGIN, sheets.y(), SIGN_HERE, BODY, 0.0);
    sheets.advance(BODY.leading);
    Ok(())
}

/// How many bytes of text the paper has.
fn words(paper: &Paper) -> usize {
    let blocks = paper.blocks.iter().map(|block| match block {
        Block::Heading(text) | Block::Paragraph(text) => text.len(),
        Block::Facts(facts) => facts.iter().map(|(name, value)| name.len() + value.len()).sum(),
        Block::Table { head, rows } => rows.iter().flatten().chain(head).map(String::len).sum(),
        Block::Signatures(names) => names.iter().map(String::len).sum(),
    });
    paper.title.len() + paper.number.as_ref().map_or(0, String::len) + blocks.sum::<usize>()
}

#[cfg(test)]
mod tests;
