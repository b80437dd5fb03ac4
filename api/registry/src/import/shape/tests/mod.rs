//! The shapes, read as they arrive: published examples, oddities, and the files that ship.

mod gazettes;
mod published;
mod shipped;

use chrono::NaiveDate;
use domain::registry::Record;
use serde_json::Value;

use super::super::rejection::Rejection;
use super::super::source::Line;
use super::{Reading, Shape, SourceLabel};

fn label() -> SourceLabel {
    SourceLabel { source: "test".into(), retrieved_on: None, region: None }
}

fn read(shape: Shape, fields: Value) -> Result<Reading, Vec<Rejection>> {
    read_labelled(shape, fields, &label())
}

fn read_labelled(shape: Shape, fields: Value, label: &SourceLabel) -> Result<Reading, Vec<Rejection>> {
    let Value::Object(fields) = fields else { panic!("an object") };
    shape.read(Line { number: 7, fields }, label)
}

/// The record as it is stored, to compare with.
fn stored(shape: Shape, fields: Value) -> Value {
    record_json(&read(shape, fields).expect("the line is read").record)
}

fn record_json(record: &Record) -> Value {
    serde_json::to_value(record).expect("a record is JSON")
}

/// Fields and codes of the rejections.
fn reasons(shape: Shape, fields: Value) -> Vec<(String, &'static str)> {
    let rejections = read(shape, fields).expect_err("the line is rejected");
    assert!(rejections.iter().all(|rejection| rejection.line == 7));
    rejections.into_iter().map(|rejection| (rejection.field, rejection.code)).collect()
}

/// Fields, codes and values of the warnings.
fn warnings(shape: Shape, fields: Value) -> Vec<(&'static str, &'static str, String)> {
    let reading = read(shape, fields).expect("the line is read");
    reading.warnings.into_iter().map(|warning| (warning.field, warning.code, warning.value)).collect()
}

fn on(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}
