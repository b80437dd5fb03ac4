//! The data that banks need of a firm: files that it uploads, each with where it comes from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::refusals;
use crate::financing::product::{DataKind, text};
use crate::hall::{FieldRefusal, Id, must};

/// The most pieces of data of one demand.
const MOST_DATA: usize = 100;

/// A file with data of the firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataPiece {
    /// What it tells.
    pub kind: DataKind,
    /// The file.
    pub file: Id,
    /// Its SHA-256 in lower case.
    pub digest: String,
    /// Its source: who issued it, such as the tax office, the social insurance office, or the firm itself.
    pub issuer: String,
    /// The first day of which it tells.
    pub from_on: NaiveDate,
    /// The last day of which it tells.
    pub to_on: NaiveDate,
}

impl DataPiece {
    /// The piece as it is kept beside those that are there.
    pub(super) fn checked(self, known: &[Self], today: NaiveDate) -> Result<Self, FieldRefusal> {
        must(known.len() < MOST_DATA, "", refusals::demand_data_too_many)?;
        must(self.from_on <= self.to_on, "/to_on", refusals::demand_days_turned)?;
        must(self.to_on <= today, "/to_on", refusals::demand_day_in_future)?;
        let digest = a_digest(&self.digest)?;
        must(!known.iter().any(|piece| piece.file == self.file), "/file", refusals::demand_data_twice)?;
        let issuer = text::a_line(&self.issuer, 100, "/issuer", refusals::demand_source)?;
        Ok(Self { digest, issuer, ..self })
    }
}

/// A SHA-256 in lower case.
pub(super) fn a_digest(raw: &str) -> Result<String, FieldRefusal> {
    let hexadecimal = raw.len() == 64 && raw.bytes().all(|byte| byte.is_ascii_hexdigit());
    must(hexadecimal, "/digest", refusals::demand_digest)?;
    Ok(raw.to_ascii_lowercase())
}
