//! Why a line did not become a record, as a line of the machine-readable report.

use std::fmt;

use domain::identifier::IdentifierFault;
use serde::Serialize;

use super::source::LineFault;

/// How much of an offending value is shown, in characters.
pub const VALUE_SHOWN: usize = 200;

/// One reason why a line was rejected: which line, which field, why, in both languages of the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejection {
    /// The physical line on which the record begins, from 1.
    pub line: u64,
    /// A JSON pointer into the published schema (`/owners/0/uscc`), for other shapes the header as written; empty where
    /// the line as a whole is meant.
    pub field: String,
    /// The stable code.
    pub code: &'static str,
    /// The sentence in Chinese.
    pub reason_zh: String,
    /// The sentence in English.
    pub reason_en: String,
    /// The value, shortened to 200 characters; empty where there is none.
    pub value: String,
}

impl Rejection {
    /// A rejection of a field.
    pub fn new(line: u64, field: String, reason: &Reason, value: &str) -> Self {
        Self {
            line,
            field,
            code: reason.code(),
            reason_zh: reason.zh(),
            reason_en: reason.en(),
            value: shortened(value),
        }
    }

    /// The rejection as one line of NDJSON, without its end.
    pub fn to_ndjson(&self) -> String {
        serde_json::json!(self).to_string()
    }
}

impl From<&LineFault> for Rejection {
    fn from(fault: &LineFault) -> Self {
        Self {
            line: fault.line(),
            field: String::new(),
            code: fault.code(),
            reason_zh: fault.zh(),
            reason_en: fault.en(),
            value: String::new(),
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} {}: {} {}", self.line, self.field, self.code, self.reason_en)
    }
}

/// A text cut to [`VALUE_SHOWN`] characters, with an ellipsis where something was cut.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(VALUE_SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Why a field cannot stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A field that the record must have.
    Missing,
    /// None of several fields of which one must be there.
    NumberMissing,
    /// A field that the schema does not know.
    Unknown,
    /// Another JSON type than the schema's.
    Type {
        /// The type expected.
        expected: Expected,
    },
    /// More characters than the field can have.
    TooLong {
        /// The bound, in characters.
        most: usize,
    },
    /// More entries than the list can have.
    TooMany {
        /// The bound.
        most: usize,
    },
    /// Not written as a day.
    DayShape,
    /// A day that no calendar has, or of a year that cannot be meant.
    DayImpossible,
    /// A period that ends before or on the day it begins.
    PeriodEmpty,
    /// A word that is not among the words of the field.
    Word {
        /// Those that are, separated by commas.
        allowed: &'static str,
    },
    /// Not the shape of a code: of a source, of an event.
    Code {
        /// The shape, as an example.
        example: &'static str,
    },
    /// Not the identifier expected.
    Identifier(IdentifierFault),
    /// The numbers do not tell the kind of right and the record does not either.
    RightNotTold,
    /// The kind of right named is not that of the number.
    RightContradicted {
        /// The kind that the number tells.
        told: &'static str,
    },
}

/// JSON types, as the schema asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A list, or a text with semicolons.
    List,
    /// A text or an object.
    TextOrObject,
    /// A text or a whole number.
    TextOrNumber,
}

impl Expected {
    const fn zh(self) -> &'static str {
        match self {
            Self::Text => "文本",
            Self::List => "列表或以分号分隔的文本",
            Self::TextOrObject => "文本或对象",
            Self::TextOrNumber => "文本或整数",
        }
    }

    const fn en(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::List => "a list, or a text with semicolons",
            Self::TextOrObject => "a text or an object",
            Self::TextOrNumber => "a text or a whole number",
        }
    }
}

impl Reason {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "import.field.missing",
            Self::NumberMissing => "import.field.number_missing",
            Self::Unknown => "import.field.unknown",
            Self::Type { .. } => "import.field.type",
            Self::TooLong { .. } => "import.field.too_long",
            Self::TooMany { .. } => "import.field.too_many",
            Self::DayShape => "import.field.day_shape",
            Self::DayImpossible => "import.field.day_impossible",
            Self::PeriodEmpty => "import.field.period_empty",
            Self::Word { .. } => "import.field.word",
            Self::Code { .. } => "import.field.code",
            Self::Identifier(fault) => fault.code(),
            Self::RightNotTold => "import.field.right_not_told",
            Self::RightContradicted { .. } => "import.field.right_contradicted",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Missing => "缺少必填项。".into(),
            Self::NumberMissing => "申请号与公开（公告）号至少应有其一。".into(),
            Self::Unknown => "数据规范中没有此字段。".into(),
            Self::Type { expected } => format!("类型不符：应为{}。", expected.zh()),
            Self::TooLong { most } => format!("超过 {most} 个字符。"),
            Self::TooMany { most } => format!("超过 {most} 项。"),
            Self::DayShape => "日期格式不符：应为 2013-01-02、2013.01.02、2013/1/2 或 20130102。".into(),
            Self::DayImpossible => "日期不存在或年份不合理。".into(),
            Self::PeriodEmpty => "截止日应晚于起始日。".into(),
            Self::Word { allowed } => format!("取值不在允许范围内：{allowed}。"),
            Self::Code { example } => format!("代码格式不符，例如 {example}。"),
            Self::Identifier(fault) => fault.zh(),
            Self::RightNotTold => "从编号无法判断专利种类，且未填写 right。".into(),
            Self::RightContradicted { told } => format!("与编号表示的专利种类 {told} 不一致。"),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::Missing => "A required field is missing.".into(),
            Self::NumberMissing => "An application number or a publication number is required.".into(),
            Self::Unknown => "The schema does not know this field.".into(),
            Self::Type { expected } => format!("Wrong type: expected {}.", expected.en()),
            Self::TooLong { most } => format!("More than {most} characters."),
            Self::TooMany { most } => format!("More than {most} entries."),
            Self::DayShape => "Not a day: expected 2013-01-02, 2013.01.02, 2013/1/2 or 20130102.".into(),
            Self::DayImpossible => "No such day, or a year that cannot be meant.".into(),
            Self::PeriodEmpty => "The period must end after the day on which it begins.".into(),
            Self::Word { allowed } => format!("Not one of: {allowed}."),
            Self::Code { example } => format!("Not the shape of a code, for instance {example}."),
            Self::Identifier(fault) => fault.en(),
            Self::RightNotTold => "The numbers do not tell the kind of patent and `right` is missing.".into(),
            Self::RightContradicted { told } => format!("The number tells another kind of patent: {told}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_is_one_line_of_json_with_all_its_fields() {
        let rejection = Rejection::new(7, "/filing_on".into(), &Reason::DayImpossible, "2013-02-30\n\"");
        let line = rejection.to_ndjson();
        assert!(!line.contains('\n'));
        let read: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        assert_eq!(
            read,
            serde_json::json!({
                "line": 7, "field": "/filing_on", "code": "import.field.day_impossible",
                "reason_zh": "日期不存在或年份不合理。",
                "reason_en": "No such day, or a year that cannot be meant.", "value": "2013-02-30\n\"",
            })
        );
    }

    #[test]
    fn a_long_value_is_cut_between_characters() {
        assert_eq!(shortened(&"犁".repeat(200)), "犁".repeat(200));
        assert_eq!(shortened(&"犁".repeat(201)), format!("{}…", "犁".repeat(200)));
    }

    #[test]
    fn the_fault_of_a_line_names_its_line_and_no_field() {
        let rejection = Rejection::from(&LineFault::NotAnObject { line: 3 });
        assert_eq!((rejection.line, rejection.field.as_str(), rejection.code), (3, "", "import.line.not_an_object"));
    }
}
