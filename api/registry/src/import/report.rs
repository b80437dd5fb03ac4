//! What an import found, field by field, for people and for programs.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::rejection::Rejection;
use super::shape::Reading;
use super::source::LineFault;

/// How many numbers are remembered to find repetitions: 128 MiB of hashes. A file with more is not searched further.
const MOST_NUMBERS: usize = 1 << 24;

/// The quality of a file of records, gathered line by line.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct QualityReport {
    /// Lines that hold something: read or rejected.
    pub lines: u64,
    /// Lines that became records.
    pub accepted: u64,
    /// Lines that did not.
    pub rejected: u64,
    /// Accepted lines whose number an earlier line of the file bears as well.
    pub duplicates: u64,
    /// `false` where so many numbers came by that repetitions were no longer looked for.
    pub duplicates_complete: bool,
    /// `false` where the file broke off before its end.
    pub read_to_the_end: bool,
    /// Reasons of rejection by code; a line may have several.
    pub rejected_by_code: BTreeMap<String, u64>,
    /// Warnings by code; a line may have several.
    pub warned_by_code: BTreeMap<String, u64>,
    /// The fields that say something in at least one accepted line, by name.
    pub fields: BTreeMap<String, FieldQuality>,
    #[serde(skip)]
    numbers: HashSet<u64>,
}

/// The quality of one field over the accepted lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldQuality {
    /// Lines in which it says something.
    pub present: u64,
    /// Lines in which it was read whole and nothing is odd about it.
    pub valid: u64,
    /// Lines in which something is odd about it.
    pub warned: u64,
}

impl QualityReport {
    /// The report of a file of which nothing has been read.
    pub fn new() -> Self {
        Self { duplicates_complete: true, read_to_the_end: true, ..Self::default() }
    }

    /// Counts a line that became a record.
    pub fn accept(&mut self, reading: &Reading) {
        self.lines += 1;
        self.accepted += 1;
        self.look_for_repetition(reading);
        for warning in &reading.warnings {
            *self.warned_by_code.entry(warning.code.into()).or_default() += 1;
        }
        for field in &reading.present {
            let quality = self.fields.entry((*field).into()).or_default();
            quality.present += 1;
            if reading.warnings.iter().any(|warning| warning.field == *field) {
                quality.warned += 1;
            } else {
                quality.valid += 1;
            }
        }
    }

    /// Counts a line that was rejected, with every reason for it.
    pub fn reject(&mut self, reasons: &[Rejection]) {
        self.lines += 1;
        self.rejected += 1;
        for reason in reasons {
            *self.rejected_by_code.entry(reason.code.into()).or_default() += 1;
        }
    }

    /// Counts a line that could not be read as one, or the end of a file that broke off.
    pub fn fault(&mut self, fault: &LineFault) {
        self.read_to_the_end &= !fault.ends_reading();
        self.reject(&[Rejection::from(fault)]);
    }

    /// The counts as they stand, without the numbers remembered to find repetitions.
    pub fn snapshot(&self) -> Self {
        Self {
            numbers: HashSet::new(),
            rejected_by_code: self.rejected_by_code.clone(),
            warned_by_code: self.warned_by_code.clone(),
            fields: self.fields.clone(),
            lines: self.lines,
            accepted: self.accepted,
            rejected: self.rejected,
            duplicates: self.duplicates,
            duplicates_complete: self.duplicates_complete,
            read_to_the_end: self.read_to_the_end,
        }
    }

    fn look_for_repetition(&mut self, reading: &Reading) {
        if self.numbers.len() >= MOST_NUMBERS {
            self.duplicates_complete = false;
            return;
        }
        // The keys of `DefaultHasher::new` are fixed: the report of a file is the same on every run.
        let mut hasher = DefaultHasher::new();
        (reading.record.kind(), reading.record.number()).hash(&mut hasher);
        if !self.numbers.insert(hasher.finish()) {
            self.duplicates += 1;
        }
    }
}

/// A table for people, in Chinese and English.
impl fmt::Display for QualityReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "行数 lines: {}", self.lines)?;
        writeln!(f, "入库 accepted: {}", self.accepted)?;
        writeln!(f, "拒收 rejected: {}", self.rejected)?;
        let at_least = if self.duplicates_complete { "" } else { "≥ " };
        writeln!(f, "重复 duplicates: {at_least}{}", self.duplicates)?;
        if !self.read_to_the_end {
            writeln!(f, "文件不完整 the file broke off before its end")?;
        }
        for (title, counts) in [("拒收原因 reasons", &self.rejected_by_code), ("警告 warnings", &self.warned_by_code)]
        {
            if !counts.is_empty() {
                writeln!(f, "{title}:")?;
            }
            for (code, count) in counts {
                writeln!(f, "  {count:>10}  {code}")?;
            }
        }
        if !self.fields.is_empty() {
            writeln!(f, "    有值 present   有效 valid  警告 warned  字段 field")?;
        }
        for (field, quality) in &self.fields {
            writeln!(f, "  {:>14} {:>12} {:>12}  {field}", quality.present, quality.valid, quality.warned)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::{Shape, SourceLabel};
    use super::super::source::Line;
    use super::*;

    fn report_of(lines: &[serde_json::Value]) -> QualityReport {
        let label = SourceLabel { source: "demo".into(), retrieved_on: None, region: None };
        let mut report = QualityReport::new();
        for (number, line) in (1..).zip(lines) {
            let fields = line.as_object().cloned().unwrap_or_default();
            match Shape::Published.read(Line { number, fields }, &label) {
                Ok(reading) => report.accept(&reading),
                Err(reasons) => report.reject(&reasons),
            }
        }
        report
    }

    #[test]
    fn fields_reasons_and_repetitions_are_counted() {
        let mut report = report_of(&[
            serde_json::json!({"kind": "trademark", "number": "1", "name": "甲", "nice_classes": [9, 46]}),
            serde_json::json!({"kind": "trademark", "number": "1", "name": "乙", "nice_classes": [9]}),
            serde_json::json!({"kind": "trademark", "number": "?", "nome": "丙"}),
        ]);
        report.fault(&LineFault::NotAnObject { line: 4 });
        report.fault(&LineFault::Truncated { line: 5 });
        assert_eq!((report.lines, report.accepted, report.rejected, report.duplicates), (5, 2, 3, 1));
        assert!(!report.read_to_the_end);
        let quality = |present, valid, warned| FieldQuality { present, valid, warned };
        assert_eq!(report.fields.get("nice_classes"), Some(&quality(2, 1, 1)));
        assert_eq!(report.fields.get("number"), Some(&quality(2, 2, 0)));
        assert_eq!(report.warned_by_code, BTreeMap::from([("identifier.range".to_owned(), 1)]));
        let reasons = [
            ("identifier.shape", 1),
            ("import.field.missing", 1),
            ("import.field.unknown", 1),
            ("import.line.not_an_object", 1),
            ("import.line.truncated", 1),
        ];
        assert_eq!(report.rejected_by_code, BTreeMap::from(reasons.map(|(code, count)| (code.to_owned(), count))));
    }

    #[test]
    fn the_same_number_in_another_register_is_no_repetition() {
        let report = report_of(&[
            serde_json::json!({"kind": "trademark", "number": "1", "name": "甲"}),
            serde_json::json!({"kind": "geographical_indication", "right": "gi_product", "number": "公告第1号", "name": "甲"}),
        ]);
        assert_eq!((report.accepted, report.duplicates), (2, 0));
    }

    #[test]
    fn the_table_and_the_json_say_the_same() {
        let report = report_of(&[serde_json::json!({"kind": "trademark", "number": "1", "name": "甲"})]);
        let json = serde_json::json!(report);
        assert_eq!(json["fields"]["name"], serde_json::json!({"present": 1, "valid": 1, "warned": 0}));
        assert_eq!(json["accepted"], 1);
        assert!(json.get("numbers").is_none());
        let table = report.to_string();
        assert!(table.contains("入库 accepted: 1"), "{table}");
        assert!(table.lines().any(|line| line.ends_with("  name") && line.contains('1')), "{table}");
    }
}
