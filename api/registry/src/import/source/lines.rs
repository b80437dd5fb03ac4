//! Physical lines of a stream, with their numbers, each bounded.

use std::io::{self, BufRead, Read};

use super::LineFault;

/// The longest line, in bytes, without its end. The longest patent specification with its claims stays below 2 MiB.
pub const LONGEST_LINE: usize = 8 * 1024 * 1024;

/// What a buffer may keep between lines once a long line has gone through it.
const BUFFER_KEPT: usize = 64 * 1024;

/// The lines of a stream, one at a time: whatever the stream holds, no more than one line of it is in memory.
#[derive(Debug)]
pub(super) struct Lines<R> {
    stream: R,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn new(stream: R) -> Self {
        Self { stream, number: 0, ended: false }
    }

    /// Reads the next line without its end and answers its number, from 1. A line that is too long is read past and is
    /// a fault; a stream that breaks is a fault and ends the lines.
    pub(super) fn next_into(&mut self, line: &mut Vec<u8>) -> Option<Result<u64, LineFault>> {
        line.clear();
        line.shrink_to(BUFFER_KEPT);
        if self.ended {
            return None;
        }
        match self.read_bounded(line) {
            Ok(Found::End) => {
                self.ended = true;
                None
            }
            Ok(Found::Line) => {
                self.number += 1;
                Some(Ok(self.number))
            }
            Ok(Found::TooLong) => {
                self.number += 1;
                line.clear();
                Some(Err(LineFault::TooLong { line: self.number }))
            }
            Err(error) => {
                self.ended = true;
                line.clear();
                Some(Err(broken(self.number + 1, &error)))
            }
        }
    }

    fn read_bounded(&mut self, line: &mut Vec<u8>) -> io::Result<Found> {
        // One byte for the line feed and one for a carriage return before it.
        let with_end = LONGEST_LINE as u64 + 2;
        if self.stream.by_ref().take(with_end).read_until(b'\n', line)? == 0 {
            return Ok(Found::End);
        }
        let ended_by_line_feed = line.pop_if(|byte| *byte == b'\n').is_some();
        if !ended_by_line_feed && line.len() as u64 == with_end {
            self.stream.skip_until(b'\n')?;
            return Ok(Found::TooLong);
        }
        line.pop_if(|byte| *byte == b'\r');
        Ok(if line.len() > LONGEST_LINE { Found::TooLong } else { Found::Line })
    }
}

enum Found {
    Line,
    TooLong,
    End,
}

/// A gzip stream that stops in the middle says so by this kind of error.
fn broken(line: u64, error: &io::Error) -> LineFault {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        LineFault::Truncated { line }
    } else {
        LineFault::Unreadable { line, reason: error.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn lines_of(bytes: &[u8]) -> Vec<Result<(u64, Vec<u8>), LineFault>> {
        let mut lines = Lines::new(bytes);
        let mut line = Vec::new();
        std::iter::from_fn(|| lines.next_into(&mut line).map(|found| found.map(|number| (number, line.clone()))))
            .collect()
    }

    #[test]
    fn lines_end_with_line_feed_or_both_and_the_last_needs_no_end() {
        let expected = [(1, b"a".to_vec()), (2, b"".to_vec()), (3, b"b\rc".to_vec()), (4, b"d".to_vec())];
        assert_eq!(lines_of(b"a\r\n\nb\rc\nd"), expected.map(Ok));
    }

    #[test]
    fn a_line_of_the_bound_is_read_and_one_byte_more_is_not() {
        for (end, after) in [(&b"\n"[..], 2), (b"\r\n", 2), (b"", 1)] {
            let mut bytes = vec![b'x'; LONGEST_LINE];
            bytes.extend_from_slice(end);
            bytes.extend_from_slice(if end.is_empty() { b"" } else { b"next" });
            let found = lines_of(&bytes);
            assert_eq!(found.len(), after);
            assert!(found.iter().all(Result::is_ok));
            bytes.insert(0, b'x');
            let found = lines_of(&bytes);
            assert_eq!(found.len(), after);
            assert_eq!(found.first(), Some(&Err(LineFault::TooLong { line: 1 })));
            assert!(found.iter().skip(1).all(|line| *line == Ok((2, b"next".to_vec()))));
        }
    }

    #[test]
    fn a_line_of_many_times_the_bound_is_read_past_in_flat_memory() {
        let endless = io::repeat(b'x').take(40 * LONGEST_LINE as u64);
        let mut lines = Lines::new(BufReader::new(endless.chain(&b"\n{}\n"[..])));
        let mut line = Vec::new();
        assert_eq!(lines.next_into(&mut line), Some(Err(LineFault::TooLong { line: 1 })));
        assert!(line.capacity() <= 2 * LONGEST_LINE + 4, "held {}", line.capacity());
        assert_eq!(lines.next_into(&mut line), Some(Ok(2)));
        assert!(line.capacity() <= BUFFER_KEPT, "kept {}", line.capacity());
        assert_eq!(lines.next_into(&mut line), None);
    }

    struct Breaks;

    impl Read for Breaks {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }

    #[test]
    fn a_stream_that_breaks_is_the_last_thing_reported() {
        let mut lines = Lines::new(BufReader::new((&b"whole\nhalf"[..]).chain(Breaks)));
        let mut line = Vec::new();
        assert_eq!(lines.next_into(&mut line), Some(Ok(1)));
        let reason = "the disk is gone".to_owned();
        assert_eq!(lines.next_into(&mut line), Some(Err(LineFault::Unreadable { line: 2, reason })));
        assert_eq!(lines.next_into(&mut line), None);
    }
}
