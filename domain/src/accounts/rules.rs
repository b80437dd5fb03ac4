//! The numbers of this room, read from `rules/accounts.toml`: lifetimes and delays, with where each comes from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::hall::{Timeline, TimelineFault};

/// The rules of accounts, checked: on each day each number has one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountsRules {
    rows: Vec<NumberRule>,
    invitation_lifetime: Timeline,
    authorisation_longest: Timeline,
    attempts_free_by_login: Timeline,
    attempts_free_by_address: Timeline,
    attempts_longest_delay: Timeline,
    attempts_quiet: Timeline,
    session_idle: Timeline,
    session_longest: Timeline,
    token_lifetime: Timeline,
    older_secret: Timeline,
}

/// The numbers as they are on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountsNumbers {
    /// How long an invitation can be accepted.
    pub invitation_lifetime_seconds: u32,
    /// How long an authorisation with a last day lasts at most.
    pub authorisation_longest_years: u32,
    /// Failures of one login that delay nothing.
    pub attempts_free_by_login: u32,
    /// Failures from one address that delay nothing.
    pub attempts_free_by_address: u32,
    /// The longest delay of an attempt.
    pub attempts_longest_delay_seconds: u32,
    /// After so long without a failure all are forgotten.
    pub attempts_quiet_seconds: u32,
    /// A session that is not used ends after so long.
    pub session_idle_seconds: u32,
    /// A session ends after so long in any case.
    pub session_longest_seconds: u32,
    /// How long a program's token is good.
    pub token_lifetime_seconds: u32,
    /// How long the secret before the last one is good.
    pub older_secret_seconds: u32,
}

/// One row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRule {
    /// Which number.
    pub id: NumberId,
    /// Its value.
    pub value: u32,
    /// What the value counts.
    pub unit: Unit,
    /// The first day on which it applies, up to that of the next row of the same number; `None`: from the beginning.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// The article, or that it is the platform's own choice.
    pub basis: String,
    /// `false`: recalled and not read in an official text; shown as such.
    pub verified: bool,
}

/// The numbers that the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields of AccountsNumbers say what each is")]
pub enum NumberId {
    InvitationLifetime,
    AuthorisationLongest,
    AttemptsFreeByLogin,
    AttemptsFreeByAddress,
    AttemptsLongestDelay,
    AttemptsQuiet,
    SessionIdle,
    SessionLongest,
    TokenLifetime,
    OlderSecret,
}

/// What a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "they say it themselves")]
pub enum Unit {
    Times,
    Seconds,
    Minutes,
    Hours,
    Days,
    Years,
}

/// Why a rule file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesFault {
    /// The file is not TOML of the expected shape, or names a number or unit that is not known.
    #[error("the rule file cannot be read: {0}")]
    Unreadable(String),
    /// A number lacks the row that applies from the beginning.
    #[error("number {0:?} has no row without valid_from")]
    Missing(NumberId),
    /// Two rows of a number begin on one day.
    #[error("number {0:?} has two rows that begin on one day")]
    Twice(NumberId),
    /// A number counts something else than it should.
    #[error("number {0:?} is not counted in {1:?}")]
    WrongUnit(NumberId, Unit),
    /// Nothing, or beyond all sense: a duration of more than ten years, or more than a thousand times.
    #[error("number {0:?} is zero or too large")]
    OutOfRange(NumberId),
    /// It is not said where a number comes from.
    #[error("number {0:?} has no basis")]
    WithoutBasis(NumberId),
    /// On some day a session could be idle for longer than it lasts.
    #[error("a session is idle for longer than it lasts")]
    IdleOutlivesSession,
}

/// The longest duration.
const TEN_YEARS_IN_SECONDS: u32 = 10 * 366 * 86_400;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    number: Vec<NumberRule>,
}

impl AccountsRules {
    /// Reads and checks the rule file.
    ///
    /// # Errors
    /// [`RulesFault`] names the number that is wrong.
    pub fn parse(text: &str) -> Result<Self, RulesFault> {
        let RuleFile { number: rows } =
            toml::from_str(text).map_err(|error| RulesFault::Unreadable(error.to_string()))?;
        let of = |id| timeline(&rows, id);
        let rules = Self {
            invitation_lifetime: of(NumberId::InvitationLifetime)?,
            authorisation_longest: of(NumberId::AuthorisationLongest)?,
            attempts_free_by_login: of(NumberId::AttemptsFreeByLogin)?,
            attempts_free_by_address: of(NumberId::AttemptsFreeByAddress)?,
            attempts_longest_delay: of(NumberId::AttemptsLongestDelay)?,
            attempts_quiet: of(NumberId::AttemptsQuiet)?,
            session_idle: of(NumberId::SessionIdle)?,
            session_longest: of(NumberId::SessionLongest)?,
            token_lifetime: of(NumberId::TokenLifetime)?,
            older_secret: of(NumberId::OlderSecret)?,
            rows,
        };
        let days = rules.rows.iter().map(|row| row.valid_from.unwrap_or(NaiveDate::MIN));
        let idle_outlives = |day| rules.on(day).session_idle_seconds > rules.on(day).session_longest_seconds;
        if days.into_iter().any(idle_outlives) { Err(RulesFault::IdleOutlivesSession) } else { Ok(rules) }
    }

    /// The numbers as they are on this day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> AccountsNumbers {
        AccountsNumbers {
            invitation_lifetime_seconds: self.invitation_lifetime.on(day),
            authorisation_longest_years: self.authorisation_longest.on(day),
            attempts_free_by_login: self.attempts_free_by_login.on(day),
            attempts_free_by_address: self.attempts_free_by_address.on(day),
            attempts_longest_delay_seconds: self.attempts_longest_delay.on(day),
            attempts_quiet_seconds: self.attempts_quiet.on(day),
            session_idle_seconds: self.session_idle.on(day),
            session_longest_seconds: self.session_longest.on(day),
            token_lifetime_seconds: self.token_lifetime.on(day),
            older_secret_seconds: self.older_secret.on(day),
        }
    }

    /// The rows as the file has them, with their basis, to be shown.
    #[must_use]
    pub fn rows(&self) -> &[NumberRule] {
        &self.rows
    }
}

/// The timeline of one number among the rows, each checked.
fn timeline(rows: &[NumberRule], id: NumberId) -> Result<Timeline, RulesFault> {
    let of_it = rows.iter().filter(|row| row.id == id);
    let values = of_it.map(|row| Ok((row.valid_from, row.checked_value()?))).collect::<Result<Vec<_>, RulesFault>>()?;
    Timeline::of(values).map_err(|fault| match fault {
        TimelineFault::NoBeginning => RulesFault::Missing(id),
        TimelineFault::Twice => RulesFault::Twice(id),
    })
}

impl NumberRule {
    /// The value in the unit in which the number is told: seconds for durations.
    fn checked_value(&self) -> Result<u32, RulesFault> {
        if self.basis.trim().is_empty() {
            return Err(RulesFault::WithoutBasis(self.id));
        }
        let told_in = self.id.told_in();
        let (factor, most) = match (told_in, self.unit) {
            (Unit::Times, Unit::Times) => (1, 1_000),
            (Unit::Years, Unit::Years) => (1, 10),
            (Unit::Seconds, Unit::Seconds) => (1, TEN_YEARS_IN_SECONDS),
            (Unit::Seconds, Unit::Minutes) => (60, TEN_YEARS_IN_SECONDS),
            (Unit::Seconds, Unit::Hours) => (3_600, TEN_YEARS_IN_SECONDS),
            (Unit::Seconds, Unit::Days) => (86_400, TEN_YEARS_IN_SECONDS),
            (told_in, _) => return Err(RulesFault::WrongUnit(self.id, told_in)),
        };
        let value = self.value.checked_mul(factor).filter(|value| (1..=most).contains(value));
        value.ok_or(RulesFault::OutOfRange(self.id))
    }
}

impl NumberId {
    /// The unit in which [`AccountsNumbers`] tells it.
    const fn told_in(self) -> Unit {
        match self {
            Self::AuthorisationLongest => Unit::Years,
            Self::AttemptsFreeByLogin | Self::AttemptsFreeByAddress => Unit::Times,
            Self::InvitationLifetime
            | Self::AttemptsLongestDelay
            | Self::AttemptsQuiet
            | Self::SessionIdle
            | Self::SessionLongest
            | Self::TokenLifetime
            | Self::OlderSecret => Unit::Seconds,
        }
    }
}
