//! What of a person is kept where, and what of it is shown.
//!
//! - [`mask`]: what lists, pages and logs show of a phone number, a name, an address.
//! - [`columns`]: for each column of the database, whether it speaks of a person, how, and why it is kept.

pub mod columns;
pub mod mask;

use serde::Serialize;

/// How a column speaks of a person (个人信息分类).
///
/// The Personal Information Protection Law (个人信息保护法) asks for three things that this list answers: that no more be
/// kept than a purpose needs (article 6), that what is sensitive be kept apart under stricter protection (article 28), and
/// that personal information be managed by class, encrypted and de-identified (article 51).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalData {
    /// 无：says nothing of a person; article 6 asks nothing of it.
    None,
    /// 假名标识：an id that stands for a person and tells nothing without other tables. De-identified (articles 51(3), 73(3)),
    /// and still personal information; it may stand in logs and in the journal.
    Pseudonym,
    /// 联系方式：a phone number, an e-mail address, a postal address. Shown masked to others than the person and those who
    /// must reach them (article 6).
    Contact,
    /// 秘密：a password's hash, a second factor's seed, a token. Never shown, never exported, never logged (article 51(3)).
    Secret,
    /// 密存个人信息：what is sensitive (article 28: financial accounts, health, particular identities, whereabouts) or is kept
    /// as if it were (identity numbers, private papers). Encrypted under a key outside the database, opened for a stated
    /// purpose only, and gone with its key (articles 28, 51(3)).
    SealedPersonal,
    /// 自由文本：text that people type, in which anybody may be named. Treated as if it were about a person; not logged
    /// (article 6).
    FreeText,
    /// 网络地址：where a request came from. Kept for security for the time the law sets, shown shortened (articles 6, 51(3)).
    NetworkAddress,
    /// 个人事实：a name, an office, what somebody did, as business needs it. Shown to those whose task needs it (articles 6,
    /// 51(4)).
    PersonalFact,
}

/// One column of the database and what it says of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// How it speaks of a person.
    pub class: PersonalData,
    /// Why it is kept, in Chinese and in English.
    pub why: &'static str,
}
