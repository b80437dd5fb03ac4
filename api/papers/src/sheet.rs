//! Sheets of A4 that are filled from top to bottom. Lengths are points, 72 to the inch; y grows downwards.

use crate::PaperFault;
use crate::face::Face;
use crate::lines::{Line, Room, fold, gives};

/// The most pages of a paper.
pub const MOST_PAGES: usize = 500;

/// 210 by 297 millimetres.
pub(crate) const WIDTH: f32 = 595.28;
pub(crate) const HEIGHT: f32 = 841.89;

/// 25 millimetres.
pub(crate) const MARGIN: f32 = 70.87;

/// How wide the type area is.
pub(crate) const MEASURE: f32 = WIDTH - 2.0 * MARGIN;

/// Where the type area ends.
const FOOT: f32 = HEIGHT - MARGIN;

/// The most that a stretched line adds at one place, in parts of the size of type. Beyond that, holes look worse than a
/// ragged margin.
const MOST_STRETCH: f32 = 0.25;

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    pub(crate) size: f32,
    /// From one baseline to the next.
    pub(crate) leading: f32,
    pub(crate) heavy: bool,
}

/// The number at the foot of a page.
const FOLIO: Type = Type { size: 9.0, leading: 12.0, heavy: false };

/// What is drawn on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// Words on one line.
    Words {
        /// The left end of the baseline.
        at: (f32, f32),
        text: String,
        size: f32,
        heavy: bool,
        /// What is added wherever the line gives.
        stretch: f32,
    },
    /// A thin straight line.
    Rule { from: (f32, f32), to: (f32, f32) },
}

/// A page with its marks in reading order.
pub(crate) type Page = Vec<Mark>;

/// The pages so far, and how far the last one is filled.
pub(crate) struct Sheets<'a> {
    pub(crate) face: &'a Face,
    pages: Vec<Page>,
    page: Page,
    /// Where the next thing begins.
    y: f32,
}

impl<'a> Sheets<'a> {
    pub(crate) fn new(face: &'a Face) -> Self {
        Self { face, pages: Vec::new(), page: Page::new(), y: MARGIN }
    }

    /// Goes to the next page.
    ///
    /// # Errors
    /// [`PaperFault::TooManyPages`] when the page that ends here was the last one allowed.
    pub(crate) fn turn(&mut self) -> Result<(), PaperFault> {
        if self.pages.len() + 1 == MOST_PAGES {
            return Err(PaperFault::TooManyPages);
        }
        self.pages.push(std::mem::take(&mut self.page));
        self.y = MARGIN;
        Ok(())
    }

    /// Goes to the next page unless so much is left on this one. On an empty page it stays: no other has more.
    pub(crate) fn keep(&mut self, height: f32) -> Result<(), PaperFault> {
        if self.y > MARGIN && height > self.left() { self.turn() } else { Ok(()) }
    }

    /// What is left of the page.
    pub(crate) fn left(&self) -> f32 {
        FOOT - self.y
    }

    /// Where the next thing begins.
    pub(crate) fn y(&self) -> f32 {
        self.y
    }

    /// Leaves a space, which is lost at the head of a page.
    pub(crate) fn space(&mut self, height: f32) {
        if self.y > MARGIN {
            self.y += height;
        }
    }

    /// Goes down by what was drawn.
    pub(crate) fn advance(&mut self, height: f32) {
        self.y += height;
    }

    /// Draws words on a line whose upper edge is at `y`, and goes nowhere.
    pub(crate) fn words(&mut self, x: f32, y: f32, text: &str, look: Type, stretch: f32) {
        put(&mut self.page, (x, y), text, look, stretch);
    }

    /// Draws a thin line.
    pub(crate) fn rule(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.page.push(Mark::Rule { from, to });
    }

    /// Breaks words for a column of this width.
    pub(crate) fn fold(&self, text: &str, look: Type, width: f32, indent: f32) -> Vec<Line> {
        let room = Room { first: self.face.units(width - indent, look.size), rest: self.face.units(width, look.size) };
        fold(&self.face.readable(text), room, |c| self.face.advance(c))
    }

    /// Sets running text over the whole measure, stretched to the margin.
    pub(crate) fn run(&mut self, text: &str, look: Type, indent: f32) -> Result<(), PaperFault> {
        for line in self.fold(text, look, MEASURE, indent) {
            self.keep(look.leading)?;
            let indent = if line.starts { indent } else { 0.0 };
            let stretch = self.stretch(&line, look, MEASURE - indent);
            self.words(MARGIN + indent, self.y, &line.text, look, stretch);
            self.advance(look.leading);
        }
        Ok(())
    }

    /// Sets words in the middle of the measure.
    pub(crate) fn centre(&mut self, text: &str, look: Type) -> Result<(), PaperFault> {
        for line in self.fold(text, look, MEASURE, 0.0) {
            self.keep(look.leading)?;
            let width = self.face.points(self.face.width(&line.text), look.size);
            self.words((WIDTH - width) / 2.0, self.y, &line.text, look, 0.0);
            self.advance(look.leading);
        }
        Ok(())
    }

    fn stretch(&self, line: &Line, look: Type, width: f32) -> f32 {
        let places = line.text.chars().zip(line.text.chars().skip(1)).filter(|&(a, b)| gives(a, b)).count();
        if line.ends || places == 0 {
            return 0.0;
        }
        let lacking = width - self.face.points(self.face.width(&line.text), look.size);
        let stretch = lacking / places as f32;
        if stretch > look.size * MOST_STRETCH { 0.0 } else { stretch.max(0.0) }
    }

    /// All pages, each with its number at the foot.
    pub(crate) fn finish(mut self) -> Vec<Page> {
        self.pages.push(self.page);
        let count = self.pages.len();
        for (number, page) in (1..).zip(&mut self.pages) {
            let text = format!("第 {number} 页 共 {count} 页");
            let width = self.face.points(self.face.width(&text), FOLIO.size);
            put(page, ((WIDTH - width) / 2.0, FOOT + MARGIN * 0.4), &text, FOLIO, 0.0);
        }
        self.pages
    }
}

fn put(page: &mut Page, (x, y): (f32, f32), text: &str, look: Type, stretch: f32) {
    if text.is_empty() {
        return;
    }
    // The baseline that centres Chinese type in its line: its body reaches 0.12 of its size below the baseline.
    let at = (x, y + look.leading / 2.0 + look.size * 0.38);
    page.push(Mark::Words { at, text: text.to_owned(), size: look.size, heavy: look.heavy, stretch });
}
