//! What a file is, by its content and never by its name, and which types are taken.

mod refused;
mod text;

use std::fs::File;
use std::path::Path;

use super::archive;
use super::bombs::Caps;
use super::fault::{FileFault, Why};

/// A type of files that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// PDF (ISO 32000).
    Pdf,
    /// PNG (ISO/IEC 15948).
    Png,
    /// JPEG (ITU-T T.81).
    Jpeg,
    /// TIFF 6.0.
    Tiff,
    /// A ZIP archive that is none of those below.
    Zip,
    /// A word processing document of Office Open XML (ECMA-376).
    Docx,
    /// A spreadsheet of Office Open XML (ECMA-376).
    Xlsx,
    /// 版式文档 OFD (GB/T 33190-2016).
    Ofd,
    /// Text in UTF-8 or GB 18030.
    Text,
    /// Lines of the same number of fields (RFC 4180), in UTF-8 or GB 18030.
    Csv,
    /// XML in UTF-8 or GB 18030.
    Xml,
    /// One JSON value (RFC 8259).
    Json,
    /// Several JSON values, one a line.
    Ndjson,
    /// A file in gzip (RFC 1952), for imports.
    Gzip,
}

/// A row of the table of types.
struct Row {
    media_type: &'static str,
    extension: &'static str,
    /// Media types by which callers mean the same.
    also: &'static [&'static str],
    zh: &'static str,
    en: &'static str,
}

/// Media types that declare nothing.
const DECLARE_NOTHING: [&str; 3] = ["", "application/octet-stream", "binary/octet-stream"];

impl Kind {
    /// Every type that is taken.
    pub const ALL: [Self; 14] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Tiff,
        Self::Zip,
        Self::Docx,
        Self::Xlsx,
        Self::Ofd,
        Self::Text,
        Self::Csv,
        Self::Xml,
        Self::Json,
        Self::Ndjson,
        Self::Gzip,
    ];

    const fn row(self) -> Row {
        const fn row(
            media_type: &'static str,
            extension: &'static str,
            also: &'static [&'static str],
            zh: &'static str,
            en: &'static str,
        ) -> Row {
            Row { media_type, extension, also, zh, en }
        }
        match self {
            Self::Pdf => row("application/pdf", "pdf", &["application/x-pdf"], "PDF 文档", "a PDF document"),
            Self::Png => row("image/png", "png", &["image/x-png"], "PNG 图片", "a PNG picture"),
            Self::Jpeg => row("image/jpeg", "jpg", &["image/jpg", "image/pjpeg"], "JPEG 图片", "a JPEG picture"),
            Self::Tiff => row("image/tiff", "tif", &["image/tif", "image/x-tiff"], "TIFF 图片", "a TIFF picture"),
            Self::Zip => row(
                "application/zip",
                "zip",
                &["application/x-zip", "application/x-zip-compressed"],
                "ZIP 压缩包",
                "a ZIP archive",
            ),
            Self::Docx => row(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "docx",
                &[],
                "Word 文档（DOCX）",
                "a Word document (DOCX)",
            ),
            Self::Xlsx => row(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "xlsx",
                &[],
                "Excel 工作簿（XLSX）",
                "an Excel workbook (XLSX)",
            ),
            // Not registered with IANA; the name that Chinese government systems use.
            Self::Ofd => row("application/ofd", "ofd", &["application/x-ofd"], "OFD 版式文档", "an OFD document"),
            Self::Text => row("text/plain", "txt", &[], "文本", "text"),
            // Browsers on Windows call CSV by the spreadsheet program that opens it.
            Self::Csv => row(
                "text/csv",
                "csv",
                &["application/csv", "application/vnd.ms-excel", "text/tab-separated-values"],
                "CSV 表格",
                "a CSV table",
            ),
            Self::Xml => row("application/xml", "xml", &["text/xml"], "XML", "XML"),
            Self::Json => row("application/json", "json", &["text/json"], "JSON", "JSON"),
            Self::Ndjson => row(
                "application/x-ndjson",
                "ndjson",
                &["application/ndjson", "application/jsonl", "application/x-jsonlines", "application/json-lines"],
                "NDJSON",
                "NDJSON",
            ),
            Self::Gzip => row("application/gzip", "gz", &["application/x-gzip"], "gzip 压缩文件", "a gzip file"),
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        self.row().media_type
    }

    /// Its extension, without the dot. No two types share one.
    pub const fn extension(self) -> &'static str {
        self.row().extension
    }

    /// The type with this extension.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.extension() == extension)
    }

    /// The type that a media type means, with or without parameters.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let essence = essence(media_type);
        Self::ALL.into_iter().find(|kind| kind.media_type() == essence || kind.row().also.contains(&essence.as_str()))
    }

    /// The type that this content is to be read as, when the caller declared one. Where a content is of several types
    /// at once, the declaration decides: a table is a text as well, and a single JSON value a file of one line.
    ///
    /// # Errors
    /// `files.kind_mismatch` when the content cannot be what was declared.
    pub fn agreed_with(self, declared: Option<&str>) -> Result<Self, FileFault> {
        let declared = essence(declared.unwrap_or_default());
        if DECLARE_NOTHING.contains(&declared.as_str()) {
            return Ok(self);
        }
        let meant = Self::of_media_type(&declared);
        let agreed = match (self, meant) {
            (found, Some(meant)) if found == meant => Some(found),
            (Self::Text | Self::Csv, Some(meant @ (Self::Text | Self::Csv)))
            | (Self::Json, Some(meant @ Self::Ndjson)) => Some(meant),
            (Self::Xml | Self::Json | Self::Ndjson, Some(Self::Text))
            | (Self::Docx | Self::Xlsx | Self::Ofd, Some(Self::Zip)) => Some(self),
            _ => None,
        };
        agreed.ok_or_else(|| {
            let (row, declared) = (self.row(), declared.chars().take(100).collect::<String>());
            FileFault::refused(
                Why::KindMismatch,
                format!("声明的类型是 {declared}，而文件内容是{}", row.zh),
                format!("The declared type is {declared}, and the content is {}", row.en),
            )
        })
    }
}

/// A media type without parameters, in small letters (RFC 9110 section 8.3.1).
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The type of a file by its path and its first bytes. Texts are read to their end, archives by their directory.
///
/// # Errors
/// `files.kind_not_allowed` with what was found; for archives also what opening them refuses.
pub fn kind_of(path: &Path, head: &[u8], caps: &Caps) -> Result<Kind, FileFault> {
    if head.is_empty() {
        return Err(refused::as_found("空文件", "an empty file"));
    }
    if let Some(kind) = by_first_bytes(head) {
        return if kind == Kind::Zip { package(path, caps) } else { Ok(kind) };
    }
    match text::kind(path, head)? {
        Some(text::Found::Kind(kind)) => Ok(kind),
        Some(text::Found::Refused(zh, en)) => Err(refused::as_found(zh, en)),
        None => Err(refused::by_first_bytes(head)),
    }
}

/// The binary types that are taken, by the bytes with which every such file begins.
const FIRST_BYTES: [(&[u8], Kind); 8] = [
    (b"%PDF-", Kind::Pdf),
    (b"\x89PNG\r\n\x1A\n", Kind::Png),
    (b"\xFF\xD8\xFF", Kind::Jpeg),
    (b"II*\0", Kind::Tiff),
    (b"MM\0*", Kind::Tiff),
    (b"PK\x03\x04", Kind::Zip),
    (b"PK\x05\x06", Kind::Zip),
    (b"\x1F\x8B\x08", Kind::Gzip),
];

/// The binary type that begins so.
pub(super) fn by_first_bytes(head: &[u8]) -> Option<Kind> {
    FIRST_BYTES.iter().find(|(bytes, _)| head.starts_with(bytes)).map(|(_, kind)| *kind)
}

/// What a ZIP archive holds, by the names of its entries.
fn package(path: &Path, caps: &Caps) -> Result<Kind, FileFault> {
    let archive = archive::open(File::open(path)?, caps)?;
    let has = |name: &str| archive.index_for_name_raw(name.as_bytes()).is_some();
    if let Some((zh, en)) = refused::package(&archive) {
        return Err(refused::as_found(zh, en));
    }
    let is_office = has("[Content_Types].xml");
    let is_main_part = |name: &[u8]| name.starts_with(b"word/document") && name.ends_with(b".xml");
    // The main part is named by a relationship (ECMA-376 part 2); every known program puts it there.
    if is_office && archive.file_names_raw().any(is_main_part) {
        return Ok(Kind::Docx);
    }
    if is_office && has("xl/workbook.xml") {
        return Ok(Kind::Xlsx);
    }
    Ok(if has("OFD.xml") { Kind::Ofd } else { Kind::Zip })
}

#[cfg(test)]
mod tests;
