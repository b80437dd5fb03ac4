//! The type of a file, whatever it is called.

use std::io::{Cursor, Write as _};

use encoding_rs::GB18030;
use zip::write::SimpleFileOptions;

use super::*;
use crate::http::Language;

fn zip_of(names: &[&str]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(b"<a/>").expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

fn found(content: &[u8]) -> Result<Kind, FileFault> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), content).expect("its content");
    kind_of(file.path(), content.get(..8192).unwrap_or(content), &Caps::default())
}

fn refused(content: &[u8]) -> String {
    let fault = found(content).expect_err("it is refused");
    let refusal = fault.refusal().expect("a refusal");
    assert_eq!(refusal.why.code(), "files.kind_not_allowed");
    assert!(refusal.sentence.in_language(Language::Chinese).starts_with("文件内容是"));
    refusal.sentence.in_language(Language::English).to_owned()
}

#[test]
fn each_type_is_told_by_its_content() {
    let long_chinese = "一种大豆播种机，".repeat(10_000);
    let (in_gb18030, table_in_gb18030) = (GB18030.encode(&long_chinese).0, GB18030.encode("名称,号\n甲,1\n乙,2\n").0);
    let cases: [(&[u8], Kind); 24] = [
        (b"%PDF-1.7\n%\xE2\xE3\n", Kind::Pdf),
        (b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", Kind::Png),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Kind::Jpeg),
        (b"II*\0\x08\0\0\0", Kind::Tiff),
        (b"MM\0*\0\0\0\x08", Kind::Tiff),
        (b"\x1F\x8B\x08\0", Kind::Gzip),
        (&zip_of(&["a.txt"]), Kind::Zip),
        (&zip_of(&[]), Kind::Zip),
        (&zip_of(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]), Kind::Docx),
        (&zip_of(&["xl/workbook.xml", "[Content_Types].xml"]), Kind::Xlsx),
        (&zip_of(&["Doc_0/Document.xml", "OFD.xml"]), Kind::Ofd),
        (&zip_of(&["word/document.xml", "deep/OFD.xml"]), Kind::Zip),
        ("知识产权\r\n".as_bytes(), Kind::Text),
        (long_chinese.as_bytes(), Kind::Text),
        (&in_gb18030, Kind::Text),
        (&table_in_gb18030, Kind::Csv),
        (b"\xEF\xBB\xBFname,note\n\"a\",\"b, c\"\n", Kind::Csv),
        (b"<?xml version=\"1.0\"?>\n<!-- <svg> -->\n<records/>", Kind::Xml),
        (b"<records><svg/></records>", Kind::Xml),
        (b"<?xml version=\"1.0\"?><title/>", Kind::Xml),
        (b"\xEF\xBB\xBF { \"a\": [1, \"]\\\"\"] }\n", Kind::Json),
        (b"{\"a\":1}\n{\"a\":2}\n", Kind::Ndjson),
        (b"[1] see the annex", Kind::Text),
        (b"<3 apples", Kind::Text),
    ];
    for (content, kind) in cases {
        let shown = String::from_utf8_lossy(content.get(..40).unwrap_or(content)).into_owned();
        assert_eq!(found(content).expect("it is taken"), kind, "{shown}");
    }
}

#[test]
fn what_runs_and_what_is_unknown_is_refused_by_its_name() {
    let windows = [b"MZ\x90\0".as_slice(), &[0; 200]].concat();
    let linux = [b"\x7FELF\x02\x01\x01\0".as_slice(), &[0; 100]].concat();
    let cases: [(&[u8], &str); 19] = [
        (b"", "an empty file"),
        (&windows, "a Windows program"),
        (&linux, "a Linux program"),
        (b"#!/bin/sh\nrm -r .\n", "a script"),
        (b"\xEF\xBB\xBF\n#!/usr/bin/env python3\n", "a script"),
        (b"<!DOCTYPE html><p>", "a page of HTML"),
        (b"  <!-- x --><ScRiPt>alert(1)</script>", "a page of HTML"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html/>", "a page of HTML"),
        (b"<svg onload='alert(1)'/>", "an SVG drawing"),
        (b"<?xml version='1.0'?><!-- x --><x:svg xmlns:x='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        (b"GIF89a\x01\0\x01\0", "a GIF picture"),
        (b"Rar!\x1A\x07\x01\0", "a RAR archive"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "an Office document of the old format"),
        (b"\xFF\xFEa\0b\0", "text in UTF-16"),
        (b"text with a \x01 in it", "of no known type"),
        (&zip_of(&["META-INF/MANIFEST.MF", "A.class"]), "a Java program"),
        (&zip_of(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]), "with macros"),
        (&zip_of(&["[Content_Types].xml", "ppt/presentation.xml"]), "a presentation"),
        (b"\xFFno text in any encoding\xFF\n", "of no known type"),
    ];
    for (content, name) in cases {
        let sentence = refused(content);
        assert!(sentence.contains(name), "{sentence} names {name}");
    }
}

#[test]
fn json_that_is_nested_without_end_is_no_json() {
    assert_eq!(found("[".repeat(100_000).as_bytes()).expect("a text"), Kind::Text);
    let nested = format!("{}{}", "[".repeat(128), "]".repeat(128));
    assert_eq!(found(nested.as_bytes()).expect("JSON"), Kind::Json);
}

#[test]
fn a_declared_type_decides_between_types_that_fit_and_is_refused_otherwise() {
    for (kind, declared, agreed) in [
        (Kind::Pdf, "", Some(Kind::Pdf)),
        (Kind::Pdf, "application/octet-stream", Some(Kind::Pdf)),
        (Kind::Pdf, " Application/PDF; version=1.7", Some(Kind::Pdf)),
        (Kind::Csv, "text/plain", Some(Kind::Text)),
        (Kind::Text, "text/csv", Some(Kind::Csv)),
        (Kind::Csv, "application/vnd.ms-excel", Some(Kind::Csv)),
        (Kind::Json, "application/x-ndjson", Some(Kind::Ndjson)),
        (Kind::Xml, "text/plain", Some(Kind::Xml)),
        (Kind::Docx, "application/zip", Some(Kind::Docx)),
        (Kind::Zip, Kind::Docx.media_type(), None),
        (Kind::Ndjson, "application/json", None),
        (Kind::Png, "image/jpeg", None),
        (Kind::Png, "text/html", None),
        (Kind::Text, "application/pdf", None),
    ] {
        let outcome = kind.agreed_with(Some(declared));
        let code = outcome.as_ref().err().and_then(|fault| fault.refusal()).map(|refusal| refusal.why.code());
        assert_eq!((outcome.ok(), code.is_some()), (agreed, agreed.is_none()), "{kind:?} declared as {declared}");
        assert!(code.is_none_or(|code| code == "files.kind_mismatch"));
    }
    assert_eq!(Kind::Pdf.agreed_with(None).ok(), Some(Kind::Pdf));
}

#[test]
fn no_two_types_share_a_media_type_or_an_extension() {
    for kind in Kind::ALL {
        assert_eq!(Kind::of_media_type(kind.media_type()), Some(kind));
        assert!(kind.row().also.iter().all(|also| Kind::of_media_type(also) == Some(kind)));
        assert_eq!(Kind::ALL.into_iter().filter(|other| other.extension() == kind.extension()).count(), 1);
    }
}
