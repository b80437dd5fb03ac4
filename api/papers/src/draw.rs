//! From pages to the bytes of a PDF/A-2u file: the part of the standard for keeping (ISO 19005-2) whose text can be read
//! back by programs.

use chrono::{Datelike, NaiveDate};
use krilla::color::luma;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::KrillaGlyph;
use krilla::{Document, SerializeSettings};

use crate::face::Face;
use crate::lines::gives;
use crate::sheet::{HEIGHT, Mark, Page, WIDTH};
use crate::{Paper, PaperFault};

/// How thick rules are, in points.
const RULE: f32 = 0.5;

/// The face has one weight. Heavy words are drawn with an outline of this part of their size.
const HEAVY: f32 = 0.03;

/// The bytes of the file.
pub(crate) fn document(paper: &Paper, pages: &[Page], face: &Face) -> Result<Vec<u8>, PaperFault> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_U).finish();
    let configuration = configuration.map_err(|fault| PaperFault::Writer(format!("{fault:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(
        Metadata::new()
            .title(face.readable(&paper.title).replace('\n', " "))
            .language("zh-CN".to_owned())
            .creation_date(day(paper.made_on)?),
    );
    let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| PaperFault::Writer("the size of the page".into()))?;
    for marks in pages {
        let mut page = document.start_page_with(size.clone());
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, mark, face);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|fault| PaperFault::Writer(format!("{fault:?}")))
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, face: &Face) {
    match mark {
        Mark::Words { at: (x, y), text, size, heavy, stretch } => {
            surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
            surface.set_stroke(heavy.then(|| black(size * HEAVY)));
            let glyphs = glyphs(text, stretch / size, face);
            surface.draw_glyphs(Point::from_xy(*x, *y), &glyphs, face.font.clone(), text, *size, false);
        }
        Mark::Rule { from, to } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            if let Some(path) = path.finish() {
                surface.set_fill(None);
                surface.set_stroke(Some(black(RULE)));
                surface.draw_path(&path);
            }
        }
    }
}

fn black(width: f32) -> Stroke {
    Stroke { paint: luma::Color::black().into(), width, ..Stroke::default() }
}

/// Each character with its drawing and how far the next one stands from it, in parts of the size of type.
fn glyphs(text: &str, stretch: f32, face: &Face) -> Vec<KrillaGlyph> {
    let after = text.chars().skip(1).map(Some).chain([None]);
    let glyph = |((at, c), next): ((usize, char), Option<char>)| {
        let stretch = if next.is_some_and(|next| gives(c, next)) { stretch } else { 0.0 };
        let advance = face.em(face.advance(c)) + stretch;
        KrillaGlyph::new(face.glyph(c), advance, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
    };
    text.char_indices().zip(after).map(glyph).collect()
}

/// Midnight in Beijing, for the day alone is read as midnight anywhere.
fn day(day: NaiveDate) -> Result<DateTime, PaperFault> {
    let of = || {
        let year = u16::try_from(day.year()).ok().filter(|year| (1..=9999).contains(year))?;
        let date = DateTime::new(year).month(u8::try_from(day.month()).ok()?).day(u8::try_from(day.day()).ok()?);
        Some(date.hour(0).minute(0).second(0).utc_offset_hour(8).utc_offset_minute(0))
    };
    of().ok_or(PaperFault::Day(day))
}
