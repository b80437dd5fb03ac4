//! Where a line of Chinese ends. Widths are whole numbers, so that no rounding moves a break.

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// The first of its paragraph.
    pub(crate) starts: bool,
    /// The last of its paragraph: it is not stretched to the margin.
    pub(crate) ends: bool,
}

/// How wide the first line of a paragraph and each other line may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) first: u32,
    pub(crate) rest: u32,
}

/// How many characters go over to the next line so that it begins well, in a run that is longer than a line. More would
/// look like an empty line; then the run breaks where it breaks.
const MOST_CARRIED: usize = 3;

/// Breaks a text into lines. A line feed ends a paragraph; every paragraph has a line, though it be empty.
pub(crate) fn fold(text: &str, room: Room, advance: impl Fn(char) -> u32) -> Vec<Line> {
    text.split('\n').flat_map(|paragraph| fold_one(paragraph, room, &advance)).collect()
}

/// Whether the sign never begins a line.
pub(crate) fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '】'
            | '》'
            | '”'
            | '’'
            | '〉'
            | '」'
            | '』'
            | '〕'
            | '〗'
            | '］'
            | '｝'
            | '．'
            | '·'
            | '…'
            | '—'
            | '～'
            | '％'
            | '‰'
            | '℃'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '%'
    )
}

/// Whether the sign never ends a line.
pub(crate) fn opens(c: char) -> bool {
    matches!(
        c,
        '（' | '【'
            | '《'
            | '“'
            | '‘'
            | '〈'
            | '「'
            | '『'
            | '〔'
            | '〖'
            | '［'
            | '｛'
            | '￥'
            | '¥'
            | '('
            | '['
            | '{'
    )
}

/// Whether the character is one of those that are set one by one: Chinese, and the signs of full width.
fn stands_alone(c: char) -> bool {
    c >= '\u{2e80}'
}

/// Whether a line that is stretched may be stretched between these two.
pub(crate) fn gives(before: char, after: char) -> bool {
    stands_alone(before) || stands_alone(after) || before == ' '
}

/// Whether a line may end between these two.
fn parts(before: char, after: char) -> bool {
    if after == ' ' || closes(after) || opens(before) {
        return false;
    }
    // Signs that Chinese shares with other writing divide words too.
    let divides = matches!(before, ' ' | '”' | '…' | '—') || matches!(after, '“' | '‘');
    divides || stands_alone(before) || stands_alone(after)
}

/// The pieces of a paragraph that no line divides. The spaces after a word belong to it.
pub(crate) fn pieces(paragraph: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = paragraph;
    while !rest.is_empty() {
        let end = rest
            .char_indices()
            .zip(rest.chars().skip(1))
            .find(|&((_, before), after)| parts(before, after))
            .map_or(rest.len(), |((at, before), _)| at + before.len_utf8());
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

fn fold_one(paragraph: &str, room: Room, advance: &impl Fn(char) -> u32) -> Vec<Line> {
    let mut folding = Folding { lines: Vec::new(), line: String::new(), taken: 0, room };
    for piece in pieces(paragraph) {
        let width = |text: &str| text.chars().map(advance).fold(0, u32::saturating_add);
        // Spaces at the end of a line are not seen, so they need no room.
        let seen = width(piece.trim_end_matches(' '));
        if !folding.has_room_for(seen) {
            folding.turn();
        }
        if folding.has_room_for(seen) {
            folding.line.push_str(piece);
            folding.taken = folding.taken.saturating_add(width(piece));
        } else {
            piece.chars().for_each(|c| folding.squeeze(c, advance));
        }
    }
    folding.finish()
}

/// A paragraph on its way into lines.
struct Folding {
    lines: Vec<Line>,
    line: String,
    taken: u32,
    room: Room,
}

impl Folding {
    fn has_room_for(&self, width: u32) -> bool {
        let room = if self.lines.is_empty() { self.room.first } else { self.room.rest };
        self.taken.saturating_add(width) <= room
    }

    /// Ends the line, unless nothing stands on it yet.
    fn turn(&mut self) {
        let text = self.line.trim_end_matches(' ');
        if !text.is_empty() {
            self.lines.push(Line { text: text.to_owned(), starts: self.lines.is_empty(), ends: false });
        }
        self.line.clear();
        self.taken = 0;
    }

    /// Sets one character of a piece that is longer than a line.
    fn squeeze(&mut self, c: char, advance: &impl Fn(char) -> u32) {
        if c != ' ' && !self.has_room_for(advance(c)) {
            let carried = self.carried(c).to_owned();
            self.line.truncate(self.line.len() - carried.len());
            self.turn();
            self.taken = carried.chars().map(advance).fold(0, u32::saturating_add);
            self.line = carried;
        }
        self.line.push(c);
        self.taken = self.taken.saturating_add(advance(c));
    }

    /// The end of the line that goes over with the character, so that neither line breaks a rule; empty if none helps.
    fn carried(&self, next: char) -> &str {
        let mut next = next;
        for (count, (at, before)) in self.line.char_indices().rev().enumerate() {
            let (_, carried) = self.line.split_at(at + before.len_utf8());
            if !closes(next) && !opens(before) {
                return carried;
            }
            if count == MOST_CARRIED {
                break;
            }
            next = before;
        }
        ""
    }

    fn finish(mut self) -> Vec<Line> {
        let starts = self.lines.is_empty();
        let text = self.line.trim_end_matches(' ');
        if starts || !text.is_empty() {
            self.lines.push(Line { text: text.to_owned(), starts, ends: true });
        } else if let Some(last) = self.lines.last_mut() {
            last.ends = true;
        }
        self.lines
    }
}

#[cfg(test)]
mod tests;
