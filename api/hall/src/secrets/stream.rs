//! Sealing of large content in chunks, by the construction STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015).
//!
//! Sealed octets: version 1 | prefix of 16 random octets | chunks of 64 KiB, each with its tag of 16 octets; the last one
//! is shorter or as long, and there always is one. The nonce of a chunk is the prefix and its number; its associated data
//! say whether it is the last, and the context. So a chunk left out, put elsewhere or taken from another stream is found,
//! and an end that is not the end too.

use std::io::{self, Read, Write};

use zeroize::Zeroizing;

use super::seal::{NONCE_OCTETS, TAG_OCTETS};
use super::{CaseKey, OpenFault, SealingKey};
use crate::ids::random_bytes;

/// The content of a chunk, in octets; the last one may have less.
pub const CHUNK_OCTETS: usize = 64 * 1024;

const VERSION: u8 = 1;
const PREFIX_OCTETS: usize = 16;
const SEALED_CHUNK_OCTETS: usize = CHUNK_OCTETS + TAG_OCTETS;

/// What both sides count alike.
struct Chunks {
    key: SealingKey,
    prefix: [u8; PREFIX_OCTETS],
    /// Whether it is the last, and the context.
    associated: Vec<u8>,
    number: u64,
}

impl Chunks {
    fn new(key: &CaseKey, prefix: [u8; PREFIX_OCTETS], context: &[u8]) -> Self {
        Self { key: key.streams(), prefix, associated: [&[0], context].concat(), number: 0 }
    }

    /// The nonce of the next chunk. The numbers last for 2^80 octets.
    fn next(&mut self, last: bool) -> [u8; NONCE_OCTETS] {
        self.associated[0] = u8::from(last);
        let mut nonce = [0; NONCE_OCTETS];
        nonce[..PREFIX_OCTETS].copy_from_slice(&self.prefix);
        nonce[PREFIX_OCTETS..].copy_from_slice(&self.number.to_be_bytes());
        self.number += 1;
        nonce
    }
}

/// Seals what is written to it. Without [`SealingWriter::finish`] the stream has no end and is refused when it is read.
pub struct SealingWriter<W: Write> {
    to: W,
    chunks: Chunks,
    plain: Zeroizing<Vec<u8>>,
    broken: bool,
}

impl<W: Write> SealingWriter<W> {
    /// Begins a stream of a case for one context, which must be given again to open it.
    ///
    /// # Errors
    /// What writing the head says.
    pub fn new(mut to: W, key: &CaseKey, context: &[u8]) -> io::Result<Self> {
        let prefix = random_bytes();
        to.write_all(&[VERSION])?;
        to.write_all(&prefix)?;
        let plain = Zeroizing::new(Vec::with_capacity(SEALED_CHUNK_OCTETS));
        Ok(Self { to, chunks: Chunks::new(key, prefix, context), plain, broken: false })
    }

    /// Writes the last chunk and gives back what was written to.
    ///
    /// # Errors
    /// What writing says.
    pub fn finish(mut self) -> io::Result<W> {
        self.write_chunk(true)?;
        self.to.flush()?;
        Ok(self.to)
    }

    /// After a chunk that was written in part nothing more can be written: a nonce is used once.
    fn write_chunk(&mut self, last: bool) -> io::Result<()> {
        if self.broken {
            return Err(io::Error::other("an earlier chunk could not be written"));
        }
        let nonce = self.chunks.next(last);
        let tag = self.chunks.key.lock(&nonce, &self.chunks.associated, &mut self.plain);
        self.plain.extend_from_slice(&tag);
        self.broken = true;
        self.to.write_all(&self.plain)?;
        self.broken = false;
        self.plain.clear();
        Ok(())
    }
}

impl<W: Write> Write for SealingWriter<W> {
    /// A full chunk is written when more comes: only then is it known not to be the last.
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        if self.plain.len() >= CHUNK_OCTETS && !octets.is_empty() {
            self.write_chunk(false)?;
        }
        let taken = octets.len().min(CHUNK_OCTETS - self.plain.len());
        self.plain.extend_from_slice(&octets[..taken]);
        Ok(taken)
    }

    /// Flushes the chunks that are whole; a chunk begun stays until it is full or the stream is finished.
    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Opens a sealed stream. What it gives is genuine, but only at the end is it known to be whole: act on it then.
///
/// A changed or truncated stream is an error of the kind `InvalidData` with an [`OpenFault`] inside, and nothing is given
/// after an error.
pub struct OpeningReader<R: Read> {
    from: R,
    chunks: Chunks,
    /// The octets read and not given yet: opened up to `plain_end`, then perhaps the first one of the next chunk.
    buffer: Zeroizing<Vec<u8>>,
    given: usize,
    plain_end: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    More,
    AtTheLast,
    Broken,
}

impl<R: Read> OpeningReader<R> {
    /// Begins to open a stream of a case that was sealed for the same context.
    ///
    /// # Errors
    /// What reading says, and `InvalidData` where no sealed stream begins.
    pub fn new(mut from: R, key: &CaseKey, context: &[u8]) -> io::Result<Self> {
        let mut head = [0; 1 + PREFIX_OCTETS];
        from.read_exact(&mut head).map_err(|cause| match cause.kind() == io::ErrorKind::UnexpectedEof {
            true => invalid(OpenFault::NotOurs),
            false => cause,
        })?;
        let [VERSION, prefix @ ..] = head else { return Err(invalid(OpenFault::NotOurs)) };
        let chunks = Chunks::new(key, prefix, context);
        let buffer = Zeroizing::new(Vec::with_capacity(SEALED_CHUNK_OCTETS + 1));
        Ok(Self { from, chunks, buffer, given: 0, plain_end: 0, state: State::More })
    }

    /// Reads a chunk and one octet more, which tells whether the chunk is the last.
    fn open_chunk(&mut self) -> io::Result<()> {
        self.state = State::Broken;
        let read_ahead = self.buffer.len() > SEALED_CHUNK_OCTETS;
        let ahead = if read_ahead { self.buffer.pop() } else { None };
        self.buffer.clear();
        self.buffer.extend(ahead);
        let wanted = SEALED_CHUNK_OCTETS + 1 - self.buffer.len();
        self.from.by_ref().take(wanted as u64).read_to_end(&mut self.buffer)?;
        let last = self.buffer.len() <= SEALED_CHUNK_OCTETS;
        let sealed_end = self.buffer.len().min(SEALED_CHUNK_OCTETS);
        let nonce = self.chunks.next(last);
        let sealed = &mut self.buffer[..sealed_end];
        let (text, tag) = sealed.split_last_chunk_mut().ok_or_else(|| invalid(OpenFault::Changed))?;
        self.chunks.key.unlock(&nonce, &self.chunks.associated, text, tag).map_err(invalid)?;
        (self.given, self.plain_end) = (0, text.len());
        self.state = if last { State::AtTheLast } else { State::More };
        Ok(())
    }
}

impl<R: Read> Read for OpeningReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.state == State::Broken {
            return Err(io::Error::other("an earlier chunk could not be opened"));
        }
        if into.is_empty() {
            return Ok(0);
        }
        if self.given == self.plain_end && self.state == State::More {
            self.open_chunk()?;
        }
        let count = into.len().min(self.plain_end - self.given);
        into[..count].copy_from_slice(&self.buffer[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

fn invalid(fault: OpenFault) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD_OCTETS: usize = 1 + PREFIX_OCTETS;

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|place| (place % 251) as u8).collect()
    }

    fn sealed(key: &CaseKey, plain: &[u8], piece: usize) -> Vec<u8> {
        let mut writer = SealingWriter::new(Vec::new(), key, b"file 1").expect("a vector takes all");
        for piece in plain.chunks(piece) {
            writer.write_all(piece).expect("a vector takes all");
        }
        writer.finish().expect("a vector takes all")
    }

    fn opened_as(key: &CaseKey, sealed: &[u8], context: &[u8]) -> Result<Vec<u8>, OpenFault> {
        let fault = |error: io::Error| {
            assert_eq!(error.kind(), io::ErrorKind::InvalidData);
            *error.get_ref().and_then(|inner| inner.downcast_ref::<OpenFault>()).expect("the fault inside")
        };
        let mut reader = OpeningReader::new(sealed, key, context).map_err(fault)?;
        let mut plain = Vec::new();
        if let Err(error) = reader.read_to_end(&mut plain) {
            assert!(reader.read(&mut [0]).is_err(), "a broken stream goes on");
            return Err(fault(error));
        }
        assert_eq!(reader.read(&mut [0]).expect("the end"), 0);
        Ok(plain)
    }

    fn opened(key: &CaseKey, sealed: &[u8]) -> Result<Vec<u8>, OpenFault> {
        opened_as(key, sealed, b"file 1")
    }

    #[test]
    fn every_length_around_the_chunks_comes_back_whatever_the_pieces() {
        let key = CaseKey::generate();
        let around = |chunks: usize| (chunks * CHUNK_OCTETS).saturating_sub(2)..=chunks * CHUNK_OCTETS + 2;
        for length in (0..=3).flat_map(around).chain([CHUNK_OCTETS / 2, CHUNK_OCTETS - 16, CHUNK_OCTETS + 17]) {
            let plain = content(length);
            for piece in [1_000, CHUNK_OCTETS - 1, CHUNK_OCTETS, CHUNK_OCTETS + 1, 1 << 20] {
                let sealed = sealed(&key, &plain, piece);
                let chunks = length.div_ceil(CHUNK_OCTETS).max(1);
                assert_eq!(sealed.len(), HEAD_OCTETS + length + chunks * TAG_OCTETS, "{length} octets");
                assert!(opened(&key, &sealed).as_ref() == Ok(&plain), "{length} octets in pieces of {piece}");
            }
        }
    }

    #[test]
    fn octets_may_be_written_and_read_one_by_one() {
        let key = CaseKey::generate();
        let plain = content(CHUNK_OCTETS + 3);
        let sealed = sealed(&key, &plain, 1);
        let mut reader = OpeningReader::new(&sealed[..], &key, b"file 1").expect("a stream");
        let (mut read, mut octet) = (Vec::new(), [0]);
        while reader.read(&mut octet).expect("whole") == 1 {
            read.extend(octet);
        }
        assert!(read == plain);
    }

    #[test]
    fn an_end_that_is_not_the_end_is_found() {
        let key = CaseKey::generate();
        for length in [0, 1, CHUNK_OCTETS, CHUNK_OCTETS + 1, 2 * CHUNK_OCTETS, 2 * CHUNK_OCTETS + 5] {
            let sealed = sealed(&key, &content(length), 1 << 20);
            for end in 0..HEAD_OCTETS {
                assert_eq!(opened(&key, &sealed[..end]), Err(OpenFault::NotOurs), "{end} of {length}");
            }
            let boundaries = (0..=2).map(|chunks| HEAD_OCTETS + chunks * SEALED_CHUNK_OCTETS);
            let places = boundaries.flat_map(|place| place.saturating_sub(17)..=place + 17);
            for end in places.filter(|end| (HEAD_OCTETS..sealed.len()).contains(end)) {
                assert!(opened(&key, &sealed[..end]) == Err(OpenFault::Changed), "{end} of {length}");
            }
            let longer = [&sealed[..], b"x"].concat();
            assert!(opened(&key, &longer) == Err(OpenFault::Changed), "one more than {length}");
        }
    }

    #[test]
    fn a_stream_that_was_not_finished_is_found() {
        let key = CaseKey::generate();
        let mut octets = Vec::new();
        let mut writer = SealingWriter::new(&mut octets, &key, b"file 1").expect("begun");
        writer.write_all(&content(2 * CHUNK_OCTETS + 1)).expect("written");
        writer.flush().expect("flushed");
        drop(writer);
        assert_eq!(octets.len(), HEAD_OCTETS + 2 * SEALED_CHUNK_OCTETS);
        assert_eq!(opened(&key, &octets), Err(OpenFault::Changed));
    }

    #[test]
    fn chunks_left_out_exchanged_repeated_or_taken_from_another_stream_are_found() {
        let key = CaseKey::generate();
        let plain = content(3 * CHUNK_OCTETS + 9);
        let (one, two) = (sealed(&key, &plain, 1 << 20), sealed(&key, &plain, 1 << 20));
        let chunk = |stream: &[u8], number: usize| {
            let start = HEAD_OCTETS + number * SEALED_CHUNK_OCTETS;
            stream[start..stream.len().min(start + SEALED_CHUNK_OCTETS)].to_vec()
        };
        let put = |order: [Vec<u8>; 4]| [one[..HEAD_OCTETS].to_vec(), order.concat()].concat();
        let of_one = |number| chunk(&one, number);
        assert!(opened(&key, &put([of_one(0), of_one(1), of_one(2), of_one(3)])) == Ok(plain));
        let forged = [
            put([of_one(1), of_one(0), of_one(2), of_one(3)]),
            put([of_one(0), of_one(2), of_one(1), of_one(3)]),
            put([of_one(0), of_one(0), of_one(2), of_one(3)]),
            put([of_one(0), of_one(1), Vec::new(), of_one(3)]),
            put([Vec::new(), of_one(1), of_one(2), of_one(3)]),
            put([of_one(0), chunk(&two, 1), of_one(2), of_one(3)]),
            put([of_one(0), of_one(1), of_one(2), chunk(&two, 3)]),
        ];
        for (number, forged) in forged.iter().enumerate() {
            assert!(opened(&key, forged) == Err(OpenFault::Changed), "forgery {number}");
        }
    }

    #[test]
    fn another_key_another_context_or_a_changed_octet_is_found() {
        let key = CaseKey::generate();
        let sealed = sealed(&key, &content(CHUNK_OCTETS + 100), 1 << 20);
        assert_eq!(opened(&CaseKey::generate(), &sealed), Err(OpenFault::Changed));
        for context in [&b""[..], b"file 2", b"file 1 ", b"\x00file 1"] {
            assert_eq!(opened_as(&key, &sealed, context), Err(OpenFault::Changed));
        }
        let places = (0..HEAD_OCTETS).chain([HEAD_OCTETS, 40_000, HEAD_OCTETS + SEALED_CHUNK_OCTETS, sealed.len() - 1]);
        for place in places {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            let fault = if place == 0 { OpenFault::NotOurs } else { OpenFault::Changed };
            assert_eq!(opened(&key, &changed), Err(fault), "octet {place}");
        }
    }

    #[test]
    fn content_sealed_in_one_piece_is_no_stream() {
        let key = CaseKey::generate();
        assert_eq!(opened(&key, &key.seal(b"terms", b"file 1")), Err(OpenFault::Changed));
    }

    /// Takes so many octets and then fails.
    struct Full(usize);

    impl Write for Full {
        fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
            let taken = octets.len().min(self.0);
            self.0 -= taken;
            if taken == 0 { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(taken) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn nothing_more_is_written_after_a_chunk_that_was_written_in_part() {
        let mut writer = SealingWriter::new(Full(HEAD_OCTETS + 1_000), &CaseKey::generate(), b"").expect("begun");
        writer.write_all(&content(CHUNK_OCTETS)).expect("not written yet");
        let full = writer.write(b"x").expect_err("no room");
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
        assert_eq!(writer.write(b"x").expect_err("broken").kind(), io::ErrorKind::Other);
        assert!(writer.finish().is_err());
    }
}
