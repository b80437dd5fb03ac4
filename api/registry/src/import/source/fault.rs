//! Why a file cannot be read, and why a line of it cannot.

use std::fmt;

use super::Encoding;
use super::lines::LONGEST_LINE;

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceFault {
    /// It cannot be opened or not even its beginning read.
    Unopened {
        /// What the system says.
        reason: String,
    },
    /// UTF-16, which spreadsheets call "Unicode text".
    Utf16,
    /// A ZIP archive; workbooks (XLSX) are such.
    Zip,
    /// A JSON array: the records must stand one a line.
    JsonArray,
    /// Neither lines of JSON objects nor CSV: an XML document.
    Xml,
    /// The header row of a CSV file cannot be read.
    HeaderUnreadable {
        /// Why.
        fault: LineFault,
    },
    /// A column without a name.
    ColumnWithoutName {
        /// Its place, from 1.
        column: usize,
    },
    /// Two columns of one name.
    ColumnTwice {
        /// The name.
        name: String,
    },
    /// More columns than any table has.
    TooManyColumns {
        /// How many.
        found: usize,
    },
}

impl SourceFault {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unopened { .. } => "import.source.unopened",
            Self::Utf16 => "import.source.utf16",
            Self::Zip => "import.source.zip",
            Self::JsonArray => "import.source.json_array",
            Self::Xml => "import.source.xml",
            Self::HeaderUnreadable { .. } => "import.source.header_unreadable",
            Self::ColumnWithoutName { .. } => "import.source.column_without_name",
            Self::ColumnTwice { .. } => "import.source.column_twice",
            Self::TooManyColumns { .. } => "import.source.too_many_columns",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Unopened { reason } => format!("无法打开文件：{reason}"),
            Self::Utf16 => "文件编码为 UTF-16，请另存为 UTF-8 或 GB18030 后再导入。".into(),
            Self::Zip => "文件是 ZIP 压缩包或 XLSX 工作簿，请另存为 CSV 或 NDJSON 后再导入。".into(),
            Self::JsonArray => "文件是 JSON 数组；应为 NDJSON，即每行一个 JSON 对象。".into(),
            Self::Xml => "文件是 XML；应为 NDJSON 或 CSV。".into(),
            Self::HeaderUnreadable { fault } => format!("无法读取 CSV 表头：{}", fault.zh()),
            Self::ColumnWithoutName { column } => format!("CSV 表头第 {column} 列没有列名。"),
            Self::ColumnTwice { name } => format!("CSV 表头中列名“{name}”重复。"),
            Self::TooManyColumns { found } => format!("CSV 表头有 {found} 列，超出上限。"),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::Unopened { reason } => format!("The file cannot be opened: {reason}"),
            Self::Utf16 => "The file is in UTF-16; save it as UTF-8 or GB18030 and import again.".into(),
            Self::Zip => {
                "The file is a ZIP archive or an XLSX workbook; save it as CSV or NDJSON and import again.".into()
            }
            Self::JsonArray => "The file is a JSON array; expected is NDJSON, one JSON object a line.".into(),
            Self::Xml => "The file is XML; expected is NDJSON or CSV.".into(),
            Self::HeaderUnreadable { fault } => format!("The CSV header cannot be read: {}", fault.en()),
            Self::ColumnWithoutName { column } => format!("Column {column} of the CSV header has no name."),
            Self::ColumnTwice { name } => format!("The CSV header names the column “{name}” twice."),
            Self::TooManyColumns { found } => format!("The CSV header has {found} columns: too many."),
        }
    }
}

impl fmt::Display for SourceFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en())
    }
}

impl std::error::Error for SourceFault {}

/// Why one line is not a record. The lines after it are read all the same, except after [`LineFault::ends_reading`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFault {
    /// Longer than the bound of 8 MiB.
    TooLong {
        /// The physical line on which it begins.
        line: u64,
    },
    /// Bytes that are no text in the encoding of the file.
    Encoding {
        /// The physical line.
        line: u64,
        /// The encoding of the file.
        encoding: Encoding,
    },
    /// Not JSON, or nested more than 128 deep.
    NotJson {
        /// The physical line.
        line: u64,
        /// The byte at which reading failed, from 1; 0 where the line is empty.
        column: usize,
    },
    /// JSON, but no object.
    NotAnObject {
        /// The physical line.
        line: u64,
    },
    /// Another number of columns than the header.
    Columns {
        /// The physical line on which the record begins.
        line: u64,
        /// As many as the header has.
        expected: usize,
        /// As many as the record has.
        found: usize,
    },
    /// A quotation mark that the rest of the file does not close.
    QuoteNotClosed {
        /// The physical line on which the record begins.
        line: u64,
    },
    /// The compressed stream stops in the middle: the file was not transferred whole.
    Truncated {
        /// The first physical line that could not be read.
        line: u64,
    },
    /// The stream cannot be read on.
    Unreadable {
        /// The first physical line that could not be read.
        line: u64,
        /// What the system says.
        reason: String,
    },
}

impl LineFault {
    /// The physical line, from 1.
    pub const fn line(&self) -> u64 {
        match self {
            Self::TooLong { line }
            | Self::Encoding { line, .. }
            | Self::NotJson { line, .. }
            | Self::NotAnObject { line }
            | Self::Columns { line, .. }
            | Self::QuoteNotClosed { line }
            | Self::Truncated { line }
            | Self::Unreadable { line, .. } => *line,
        }
    }

    /// Whether nothing comes after it: the rest of the file was not seen.
    pub const fn ends_reading(&self) -> bool {
        matches!(self, Self::Truncated { .. } | Self::Unreadable { .. })
    }

    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "import.line.too_long",
            Self::Encoding { .. } => "import.line.encoding",
            Self::NotJson { .. } => "import.line.not_json",
            Self::NotAnObject { .. } => "import.line.not_an_object",
            Self::Columns { .. } => "import.line.columns",
            Self::QuoteNotClosed { .. } => "import.line.quote_not_closed",
            Self::Truncated { .. } => "import.line.truncated",
            Self::Unreadable { .. } => "import.line.unreadable",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::TooLong { .. } => format!("该行超过 {} MiB，已跳过。", LONGEST_LINE >> 20),
            Self::Encoding { encoding, .. } => format!("该行不是合法的 {} 文本。", encoding.name()),
            Self::NotJson { column, .. } => format!("该行第 {column} 字节处不是合法的 JSON，或嵌套过深。"),
            Self::NotAnObject { .. } => "该行不是 JSON 对象。".into(),
            Self::Columns { expected, found, .. } => format!("该行有 {found} 列，表头有 {expected} 列。"),
            Self::QuoteNotClosed { .. } => "该行的引号直到文件结尾都没有闭合。".into(),
            Self::Truncated { .. } => "压缩文件不完整，自该行起无法读取；此前各行不受影响。".into(),
            Self::Unreadable { reason, .. } => format!("自该行起无法读取：{reason}"),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::TooLong { .. } => format!("The line is longer than {} MiB and was skipped.", LONGEST_LINE >> 20),
            Self::Encoding { encoding, .. } => format!("The line is not {} text.", encoding.name()),
            Self::NotJson { column, .. } => format!("Not JSON at byte {column} of the line, or nested too deep."),
            Self::NotAnObject { .. } => "The line is no JSON object.".into(),
            Self::Columns { expected, found, .. } => {
                format!("The line has {found} columns, the header has {expected}.")
            }
            Self::QuoteNotClosed { .. } => "A quotation mark of this line is not closed before the file ends.".into(),
            Self::Truncated { .. } => {
                "The compressed file is not whole: from this line on it cannot be read; the lines before stand.".into()
            }
            Self::Unreadable { reason, .. } => format!("From this line on the file cannot be read: {reason}"),
        }
    }

    /// The fault of a physical line as that of the record it belongs to. Where a stream broke stays where it is.
    pub(super) fn of_record(self, begins: u64) -> Self {
        match self {
            Self::TooLong { .. } => Self::TooLong { line: begins },
            other @ (Self::Encoding { .. }
            | Self::NotJson { .. }
            | Self::NotAnObject { .. }
            | Self::Columns { .. }
            | Self::QuoteNotClosed { .. }
            | Self::Truncated { .. }
            | Self::Unreadable { .. }) => other,
        }
    }
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line(), self.en())
    }
}

impl std::error::Error for LineFault {}
