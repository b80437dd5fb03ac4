//! Hostile archives, made here, and honest ones that must pass.

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// Caps that a test reaches quickly.
const SMALL: Caps = Caps {
    entries: 20,
    directory_bytes: 4096,
    unpacked_bytes: 8 * 1024 * 1024,
    ratio: 200,
    ratio_from_bytes: 1024 * 1024,
    depth: 1,
    pixels: 1_000_000,
    pages: 10,
};

fn outcome(content: &[u8], kind: Kind, caps: &Caps) -> Result<(), &'static str> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    std::fs::write(&path, content).expect("its content");
    let outcome = check_bombs(&path, kind, caps);
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing is left beside the file");
    outcome.map_err(|fault| fault.refusal().expect("a refusal").why.code())
}

fn zip_of<N: AsRef<str>, C: AsRef<[u8]>>(entries: impl IntoIterator<Item = (N, C)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(name.as_ref(), SimpleFileOptions::default()).expect("an entry");
        writer.write_all(content.as_ref()).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

fn gzip_of(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("it is packed");
    encoder.finish().expect("it is packed")
}

/// An archive with the fields of 64 bits (APPNOTE.TXT 4.5.3).
fn large() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("a", SimpleFileOptions::default().large_file(true)).expect("an entry");
    writer.write_all(b"content").expect("its content");
    writer.finish().expect("an archive").into_inner()
}

/// Bytes that do not pack (xorshift64).
fn noise(length: usize) -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    std::iter::repeat_with(next).flatten().take(length).collect()
}

/// An archive by hand: entries that share places, names and sizes as the test wants them.
struct ByHand {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

/// What the directory says of an entry.
#[derive(Clone, Copy, Default)]
struct Said {
    flags: u16,
    method: u16,
    crc: u32,
    packed: u32,
    unpacked: u32,
    attributes: u32,
}

impl ByHand {
    const fn new() -> Self {
        Self { bytes: Vec::new(), directory: Vec::new(), entries: 0 }
    }

    fn header(said: Said, name: &[u8]) -> Vec<u8> {
        let mut header = [20_u16, said.flags, said.method, 0, 0x21].map(u16::to_le_bytes).concat();
        header.extend([said.crc, said.packed, said.unpacked].map(u32::to_le_bytes).concat());
        header.extend([u16::try_from(name.len()).expect("a short name"), 0].map(u16::to_le_bytes).concat());
        header
    }

    /// A local header, and where it stands.
    fn local(&mut self, said: Said, name: &[u8]) -> u32 {
        let place = u32::try_from(self.bytes.len()).expect("a small archive");
        self.bytes.extend([b"PK\x03\x04".as_slice(), &Self::header(said, name), name].concat());
        place
    }

    fn listed(&mut self, said: Said, name: &[u8], place: u32) {
        let rest = [[0; 6].as_slice(), &said.attributes.to_le_bytes(), &place.to_le_bytes(), name].concat();
        self.directory.extend([b"PK\x01\x02\x14\x03".as_slice(), &Self::header(said, name), &rest].concat());
        self.entries += 1;
    }

    /// An entry whose content is stored as it is.
    fn stored(&mut self, name: &[u8], content: &[u8], said: Said) {
        let length = u32::try_from(content.len()).expect("a small content");
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let said = Said { crc: crc.sum(), packed: length, unpacked: length, ..said };
        let place = self.local(said, name);
        self.bytes.extend(content);
        self.listed(said, name, place);
    }

    fn finish(self) -> Vec<u8> {
        let start = u32::try_from(self.bytes.len()).expect("a small archive");
        let length = u32::try_from(self.directory.len()).expect("a small directory");
        let counts = [0, 0, self.entries, self.entries].map(u16::to_le_bytes).concat();
        let places = [length, start].map(u32::to_le_bytes).concat();
        [self.bytes.as_slice(), &self.directory, b"PK\x05\x06", &counts, &places, b"\0\0"].concat()
    }
}

fn one_entry(name: &[u8], said: Said) -> Vec<u8> {
    let mut archive = ByHand::new();
    archive.stored(name, b"content", said);
    archive.finish()
}

#[test]
fn an_honest_workbook_passes_and_so_do_archives_with_documents_in_them() {
    let sheet = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><sheetData>{}</sheetData>", "<row/>".repeat(9999));
    let xlsx = zip_of([
        ("[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>"),
        ("_rels/.rels", "<Relationships/>"),
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    assert_eq!(outcome(&xlsx, Kind::Xlsx, &Caps::default()), Ok(()));
    let parts = [("表/报价.xlsx", xlsx.clone()), ("import.ndjson.gz", gzip_of(b"{}\n{}\n")), ("folder/", vec![])];
    assert_eq!(outcome(&zip_of(parts), Kind::Zip, &SMALL), Ok(()));
    assert_eq!(outcome(&gzip_of(&xlsx), Kind::Gzip, &SMALL), Ok(()));
    assert_eq!(outcome(&zip_of([("a", ""); 0]), Kind::Zip, &SMALL), Ok(()));
    assert_eq!(outcome(&one_entry(b"a.txt", Said::default()), Kind::Zip, &SMALL), Ok(()));
}

#[test]
fn archives_written_in_one_go_and_those_with_long_records_pass() {
    let mut writer = ZipWriter::new_stream(Vec::new());
    for name in ["a", "b"] {
        writer.start_file(name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(&noise(1000)).expect("its content");
    }
    let streamed = writer.finish().expect("an archive").into_inner();
    assert_eq!(outcome(&streamed, Kind::Zip, &SMALL), Ok(()));
    assert_eq!(outcome(&large(), Kind::Zip, &SMALL), Ok(()));
}

#[test]
fn an_entry_that_unpacks_to_hundreds_of_times_its_length_is_a_bomb() {
    let zeros = zip_of([("zeros", vec![0; 4 * 1024 * 1024])]);
    assert_eq!(outcome(&zeros, Kind::Zip, &SMALL), Err("files.bomb"));
    let below_the_threshold = zip_of([("zeros", vec![0; 1024 * 1024])]);
    assert_eq!(outcome(&below_the_threshold, Kind::Zip, &SMALL), Ok(()));
    let much = zip_of([("noise", noise(9 * 1024 * 1024))]);
    assert_eq!(outcome(&much, Kind::Zip, &SMALL), Err("files.bomb"));
    assert_eq!(outcome(&much, Kind::Zip, &Caps::default()), Ok(()));
}

#[test]
fn an_entry_that_declares_less_than_it_unpacks_to_is_refused() {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; 4 * 1024 * 1024]).expect("it is packed");
    let packed = encoder.finish().expect("it is packed");
    let said = Said { method: 8, packed: u32::try_from(packed.len()).expect("small"), unpacked: 10, ..Said::default() };
    let mut archive = ByHand::new();
    let place = archive.local(said, b"a");
    archive.bytes.extend(packed);
    archive.listed(said, b"a", place);
    assert_eq!(outcome(&archive.finish(), Kind::Zip, &SMALL), Err("files.damaged"));
}

#[test]
fn entries_that_overlap_are_a_bomb() {
    let content = noise(1000);
    let said = |packed: usize| Said { packed: u32::try_from(packed).expect("small"), ..Said::default() };
    let mut shared = ByHand::new();
    let place = shared.local(said(1000), b"a");
    shared.bytes.extend(&content);
    for name in [b"a", b"b"] {
        shared.listed(said(1000), name, place);
    }
    assert_eq!(outcome(&shared.finish(), Kind::Zip, &SMALL), Err("files.bomb"));
    // The content of the first is the header and the content of the second.
    let mut quoted = ByHand::new();
    let first = quoted.local(said(31 + 500), b"a");
    let second = quoted.local(said(500), b"b");
    quoted.bytes.extend(content.iter().take(500));
    quoted.listed(said(31 + 500), b"a", first);
    quoted.listed(said(500), b"b", second);
    assert_eq!(outcome(&quoted.finish(), Kind::Zip, &SMALL), Err("files.bomb"));
}

#[test]
fn too_many_entries_and_too_long_a_directory_are_a_bomb() {
    let many = |count: u32| zip_of((0..count).map(|number| (number.to_string(), "")));
    assert_eq!(outcome(&many(20), Kind::Zip, &SMALL), Ok(()));
    assert_eq!(outcome(&many(21), Kind::Zip, &SMALL), Err("files.bomb"));
    assert_eq!(outcome(&many(2001), Kind::Zip, &Caps::default()), Err("files.bomb"));
    let inside = zip_of([("1.zip", many(10)), ("2.zip", many(10))]);
    assert_eq!(outcome(&inside, Kind::Zip, &SMALL), Err("files.bomb"), "those within count as well");
    assert_eq!(outcome(&zip_of([("n".repeat(5000), "")]), Kind::Zip, &SMALL), Err("files.bomb"));
}

#[test]
fn archives_in_archives_in_archives_are_a_bomb() {
    let innermost = zip_of([("a", "a")]);
    for (inner, deep) in [(innermost.clone(), "zip"), (gzip_of(b"a"), "gz")] {
        let one_deep = zip_of([("inner", &inner)]);
        assert_eq!(outcome(&one_deep, Kind::Zip, &SMALL), Ok(()), "{deep}");
        assert_eq!(outcome(&zip_of([("outer", &one_deep)]), Kind::Zip, &SMALL), Err("files.bomb"), "{deep}");
        assert_eq!(outcome(&gzip_of(&gzip_of(&inner)), Kind::Gzip, &SMALL), Err("files.bomb"), "{deep}");
    }
    let zeros = zip_of([("inner.zip", zip_of([("zeros", vec![0; 4 * 1024 * 1024])]))]);
    assert_eq!(outcome(&zeros, Kind::Zip, &SMALL), Err("files.bomb"));
}

#[test]
fn names_that_lead_out_of_the_archive_are_refused() {
    for name in ["../../x", "a/../../x", "..", "/etc/x", "C:x", "c:/x", "a\\..\\x", "\\\\host\\x", "a\0.txt", ""] {
        let hostile = one_entry(name.as_bytes(), Said::default());
        assert_eq!(outcome(&hostile, Kind::Zip, &SMALL), Err("files.archive_name"), "{name:?}");
        let inside = zip_of([("inner.zip", hostile)]);
        assert_eq!(outcome(&inside, Kind::Zip, &SMALL), Err("files.archive_name"), "{name:?} one deeper");
    }
    for name in ["..a", "a..", "a/...", "证/书.pdf", "./a"] {
        assert_eq!(outcome(&one_entry(name.as_bytes(), Said::default()), Kind::Zip, &SMALL), Ok(()), "{name}");
    }
    let mut twice = ByHand::new();
    twice.stored(b"a", b"1", Said::default());
    twice.stored(b"a", b"2", Said::default());
    assert_eq!(outcome(&twice.finish(), Kind::Zip, &SMALL), Err("files.archive_name"));
}

#[test]
fn links_devices_and_encrypted_entries_are_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).expect("a link");
    let link = writer.finish().expect("an archive").into_inner();
    assert_eq!(outcome(&link, Kind::Zip, &SMALL), Err("files.archive_name"));
    for mode in [0o010_644_u32, 0o020_644, 0o060_644, 0o120_777, 0o140_644] {
        let special = one_entry(b"a", Said { attributes: mode << 16, ..Said::default() });
        assert_eq!(outcome(&special, Kind::Zip, &SMALL), Err("files.archive_name"), "{mode:o}");
    }
    for flags in [1, 0x41] {
        let encrypted = one_entry(b"a", Said { flags, ..Said::default() });
        assert_eq!(outcome(&encrypted, Kind::Docx, &SMALL), Err("files.archive_encrypted"));
    }
}

#[test]
fn an_archive_that_programs_read_in_different_ways_is_damaged() {
    let honest = one_entry(b"a", Said::default());
    let mut other_name = honest.clone();
    other_name[30] = b'b';
    let mut hidden = ByHand::new();
    hidden.stored(b"a", b"1", Said::default());
    hidden.local(Said::default(), b"not listed");
    let mut wrong_content = honest.clone();
    wrong_content[31] ^= 1;
    let mut fewer = honest.clone();
    let place = fewer.len() - 12;
    fewer[place] = 0;
    for (content, what) in [
        (other_name, "a name that the directory does not know"),
        (hidden.finish(), "an entry that is not listed"),
        (wrong_content, "another checksum"),
        (fewer, "another count"),
        ([b"MZ".as_slice(), &honest].concat(), "something before it"),
        ([honest.as_slice(), b"\0"].concat(), "something behind it"),
        ([&honest[..honest.len() - 2], &22_u16.to_le_bytes(), b"PK\x05\x06", &[0; 18]].concat(), "two ends"),
        (one_entry(b"a", Said { method: 12, ..Said::default() }), "a method that is not read"),
    ] {
        assert_eq!(outcome(&content, Kind::Zip, &SMALL), Err("files.damaged"), "{what}");
    }
}

/// The extra field of 64 bits stands behind the name in the directory, which calls its length.
#[test]
fn an_entry_at_a_place_that_no_file_has_is_damage_of_the_file() {
    for place in [u64::MAX, i64::MAX as u64, 1 << 40] {
        let mut archive = ByHand::new();
        archive.local(Said::default(), b"a");
        let listed_from = archive.directory.len();
        archive.listed(Said::default(), b"a", u32::MAX);
        archive.directory[listed_from + 30] = 12;
        archive.directory.extend([b"\x01\0\x08\0".as_slice(), &place.to_le_bytes()].concat());
        assert_eq!(outcome(&archive.finish(), Kind::Zip, &SMALL), Err("files.damaged"), "{place}");
    }
}

#[test]
fn an_archive_cut_anywhere_is_damaged_and_one_with_any_byte_changed_never_panics() {
    let honest = zip_of([("a", "content"), ("b.xml", "<a/>")]);
    for length in 0..honest.len() {
        assert_eq!(outcome(&honest[..length], Kind::Zip, &SMALL), Err("files.damaged"), "{length}");
    }
    for honest in [honest, large()] {
        for place in 0..honest.len() {
            for change in [1, 0x80, 0xFF] {
                let mut changed = honest.clone();
                changed[place] ^= change;
                // Whatever it says, it says it with a code.
                let _ = outcome(&changed, Kind::Zip, &SMALL);
            }
        }
    }
}

#[test]
fn a_gzip_file_is_counted_to_its_end_and_must_be_whole() {
    let honest = [gzip_of(b"a,b\n"), gzip_of(b"1,2\n")].concat();
    assert_eq!(outcome(&honest, Kind::Gzip, &SMALL), Ok(()));
    assert_eq!(outcome(&gzip_of(&vec![0; 4 * 1024 * 1024]), Kind::Gzip, &SMALL), Err("files.bomb"));
    assert_eq!(outcome(&gzip_of(&noise(9 * 1024 * 1024)), Kind::Gzip, &SMALL), Err("files.bomb"));
    for length in 0..honest.len() - 1 {
        // Cut between its members, it is a whole file.
        let expected = if length == honest.len() / 2 { Ok(()) } else { Err("files.damaged") };
        assert_eq!(outcome(&honest[..length], Kind::Gzip, &SMALL), expected, "{length}");
    }
}

#[test]
fn a_document_type_is_refused_in_xml_and_in_the_xml_of_documents() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">]><lolz>&lol;</lolz>";
    let far = format!("<?xml version=\"1.0\"?><!--{}--><!DOCTYPE a SYSTEM \"file:///x\"><a/>", " ".repeat(PIECE - 30));
    for hostile in [laughs, &far] {
        assert_eq!(outcome(hostile.as_bytes(), Kind::Xml, &SMALL), Err("files.xml_doctype"));
        for name in ["word/document.xml", "word/nothing-of-xml"] {
            assert_eq!(outcome(&zip_of([(name, hostile)]), Kind::Docx, &SMALL), Err("files.xml_doctype"));
        }
    }
    assert_eq!(outcome(&gzip_of(laughs.as_bytes()), Kind::Gzip, &SMALL), Err("files.xml_doctype"));
    assert_eq!(outcome(b"<a>plain</a>", Kind::Xml, &SMALL), Ok(()));
    let page = "<!DOCTYPE html><html></html>";
    assert_eq!(outcome(&zip_of([("evidence/page.html", page)]), Kind::Zip, &SMALL), Ok(()));
    assert_eq!(
        outcome(&zip_of([("OFD.xml", "<a/>"), ("page.html", page)]), Kind::Ofd, &SMALL),
        Err("files.xml_doctype")
    );
    let inner = zip_of([("[Content_Types].xml", "<a/>"), ("word/part", page)]);
    assert_eq!(outcome(&zip_of([("inner.docx", inner)]), Kind::Zip, &SMALL), Err("files.xml_doctype"));
}
