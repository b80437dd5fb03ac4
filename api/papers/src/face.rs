//! The one face that papers are set in: which characters it has, and how wide they are.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

use crate::PaperFault;

/// WenQuanYi Micro Hei. The collection has a second face, of one width, that papers do not use.
static BYTES: &[u8] = include_bytes!("../../../data/fonts/wqy-microhei.ttc");
const IN_COLLECTION: u32 = 0;

/// Stands for a character that cannot be shown, as printers did.
const GETA: char = '〓';

/// The face, read once: to read and to hash its five megabytes costs more than to set a page.
static FACE: LazyLock<Option<Face>> = LazyLock::new(Face::read);

/// The face, ready for use.
pub(crate) struct Face {
    pub(crate) font: Font,
    characters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units: u32,
}

/// The face of all papers.
///
/// # Errors
/// [`PaperFault::Font`] when the file in the program is no font.
pub(crate) fn face() -> Result<&'static Face, PaperFault> {
    FACE.as_ref().ok_or(PaperFault::Font)
}

impl Face {
    fn read() -> Option<Self> {
        let font = Font::new(BYTES.into(), IN_COLLECTION)?;
        let tables = FontRef::from_index(BYTES, IN_COLLECTION).ok()?;
        let units = tables.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        Some(Self {
            font,
            characters: tables.charmap(),
            metrics: tables.glyph_metrics(Size::unscaled(), LocationRef::default()),
            units: units.into(),
        })
    }

    /// The text with every character that cannot be seen put into one that can: a tab becomes a space, an unknown sign 〓.
    pub(crate) fn readable(&self, text: &str) -> String {
        let mut readable = String::with_capacity(text.len());
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            readable.push(match c {
                '\r' if rest.peek() == Some(&'\n') => continue,
                '\n' => '\n',
                '\t' => ' ',
                c if self.shows(c) => c,
                _ => GETA,
            });
        }
        readable
    }

    /// Signs that steer others are refused although the face may have them: with those, a paper could show its words in
    /// another order than its text has them.
    fn shows(&self, c: char) -> bool {
        let steers = matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{fff0}'..='\u{ffff}');
        !c.is_control() && !steers && self.characters.map(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// The drawing of a character; of one that [`readable`](Self::readable) let through, never the empty one.
    pub(crate) fn glyph(&self, c: char) -> GlyphId {
        GlyphId::new(self.characters.map(c).unwrap_or_default().to_u32())
    }

    /// How wide a character is, in units of the face.
    pub(crate) fn advance(&self, c: char) -> u32 {
        let glyph = self.characters.map(c).unwrap_or_default();
        // The widths of this face are whole and never negative.
        self.metrics.advance_width(glyph).map_or(self.units, |width| width as u32)
    }

    /// How wide a text on one line is, in units of the face.
    pub(crate) fn width(&self, text: &str) -> u32 {
        text.chars().map(|c| self.advance(c)).fold(0, u32::saturating_add)
    }

    /// Units of the face as points at a size of type.
    pub(crate) fn points(&self, units: u32, size: f32) -> f32 {
        units as f32 * size / self.units as f32
    }

    /// How many units of the face go into so many points.
    pub(crate) fn units(&self, points: f32, size: f32) -> u32 {
        (points * self.units as f32 / size) as u32
    }

    /// A part of the em that an advance is, as the drawing asks for it.
    pub(crate) fn em(&self, units: u32) -> f32 {
        units as f32 / self.units as f32
    }
}
