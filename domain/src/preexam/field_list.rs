//! The fields that a centre takes 领域清单: one list for each centre and classification, version after version. The version
//! of the day on which a case is submitted says whether its field is open.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{refusals, text};
use crate::hall::{Id, Moment, Refusal, coded};
use crate::identifier::{IpcPrefix, IpcSymbol, LocarnoClass};

/// The most entries of a version.
const MOST_PREFIXES: usize = 5_000;
/// The most versions of a list.
const MOST_VERSIONS: usize = 500;

coded! {
    /// By what the fields are told.
    FieldScheme {
        /// The International Patent Classification, for inventions and utility models.
        Ipc = "ipc" / "国际专利分类",
        /// The Locarno Classification, for designs.
        Locarno = "locarno" / "洛迦诺分类",
    }
}

/// Where a list stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FieldListState {
    /// It has a version at least.
    Published {
        /// The centre.
        centre: Id,
        /// The classification.
        scheme: FieldScheme,
        /// The versions, in the order in which they begin.
        versions: Vec<FieldVersion>,
    },
}

/// The list from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldVersion {
    /// Its name, 1 to 50 characters.
    pub version: String,
    /// The first day on which it holds, up to that of the next one.
    pub valid_from_on: NaiveDate,
    /// The beginnings of the symbols that are open: sections to groups of the IPC (`A01B`, `G06F16/33`), classes and
    /// subclasses of Locarno (`13`, `13-03`); at most 5,000.
    pub prefixes: BTreeSet<String>,
    /// The approval that it rests on.
    pub basis: String,
}

/// What happened to a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum FieldListEvent {
    /// A version was published.
    Published { at: Moment, centre: Id, scheme: FieldScheme, version: FieldVersion },
}

/// What can be asked of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldListCommand {
    /// Publish a version.
    Publish {
        /// The centre.
        centre: Id,
        /// The classification.
        scheme: FieldScheme,
        /// The version.
        version: FieldVersion,
    },
}

/// Whether a field is open on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldAnswer {
    /// It is.
    Open {
        /// The version that says so.
        list_version: String,
    },
    /// It is not.
    Closed {
        /// The version that says so.
        list_version: String,
    },
    /// No version holds on that day.
    NoList,
}

use FieldListCommand as Command;
use FieldListEvent as Event;
use FieldListState as State;

/// What follows from a command.
///
/// # Errors
/// What is wrong with the version: its name, its day, an entry.
pub fn decide(state: Option<&State>, command: Command, moment: Moment) -> Result<Vec<Event>, Refusal> {
    let Command::Publish { centre, scheme, version } = command;
    let version = a_version_names_fields_of_its_scheme(scheme, version)?;
    if let Some(State::Published { centre: of, scheme: by, versions }) = state {
        if (centre, scheme) != (*of, *by) {
            return Err(refusals::field_list_of_another());
        }
        a_version_follows_those_before(versions, &version)?;
    }
    Ok(vec![Event::Published { at: moment, centre, scheme, version }])
}

/// The state after an event.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    let Event::Published { at: _, centre, scheme, version } = event;
    let mut versions = match state {
        None => Vec::new(),
        Some(State::Published { versions, .. }) => versions,
    };
    versions.push(version.clone());
    State::Published { centre: *centre, scheme: *scheme, versions }
}

/// Whether the list takes this classification on this day.
#[must_use]
pub fn covers(state: &State, classification: &str, on: NaiveDate) -> FieldAnswer {
    let Some(version) = state.version_on(on) else { return FieldAnswer::NoList };
    let list_version = version.version.clone();
    let State::Published { scheme, .. } = state;
    let open = beginnings(*scheme, classification).iter().any(|beginning| version.prefixes.contains(beginning));
    if open { FieldAnswer::Open { list_version } } else { FieldAnswer::Closed { list_version } }
}

impl FieldListState {
    /// The centre.
    #[must_use]
    pub const fn centre(&self) -> Id {
        let Self::Published { centre, .. } = self;
        *centre
    }

    /// The classification.
    #[must_use]
    pub const fn scheme(&self) -> FieldScheme {
        let Self::Published { scheme, .. } = self;
        *scheme
    }

    /// The version that holds on this day.
    #[must_use]
    pub fn version_on(&self, on: NaiveDate) -> Option<&FieldVersion> {
        let Self::Published { versions, .. } = self;
        versions.iter().rfind(|version| version.valid_from_on <= on)
    }

    /// Whether it accepts nothing more; a list never ends.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        false
    }
}

impl FieldListEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Published { .. } => "published",
        }
    }
}

/// The classification of a field in its canonical writing, of either scheme.
pub(super) fn a_field(raw: &str) -> Option<String> {
    let of_scheme = |scheme: &FieldScheme| a_prefix(*scheme, raw);
    FieldScheme::ALL.iter().find_map(of_scheme)
}

fn a_prefix(scheme: FieldScheme, raw: &str) -> Option<String> {
    match scheme {
        FieldScheme::Ipc => IpcPrefix::parse(raw).ok().map(|prefix| prefix.to_string()),
        FieldScheme::Locarno => a_locarno_class(raw).or_else(|| a_locarno_subclass(raw)),
    }
}

/// A class alone, 01 to 32, as two digits.
fn a_locarno_class(raw: &str) -> Option<String> {
    // A class is read as the first subclass of it, so that the classification's own rules say what a class is.
    let class = LocarnoClass::parse(&format!("{}-01", raw.trim())).ok()?;
    class.good().is_none().then(|| format!("{:02}", class.class()))
}

fn a_locarno_subclass(raw: &str) -> Option<String> {
    LocarnoClass::parse(raw).ok().filter(|class| class.good().is_none()).map(|class| class.to_string())
}

/// Every beginning of a classification of either scheme, level by level.
pub(super) fn levels(classification: &str) -> Vec<String> {
    FieldScheme::ALL.iter().flat_map(|scheme| beginnings(*scheme, classification)).collect()
}

/// Every beginning of a symbol under which it may stand in a list.
fn beginnings(scheme: FieldScheme, classification: &str) -> Vec<String> {
    match scheme {
        FieldScheme::Ipc => IpcSymbol::parse(classification).map_or_else(
            |_| Vec::new(),
            |symbol| {
                let above = [symbol.section(), symbol.class(), symbol.subclass()].map(str::to_owned);
                above.into_iter().chain([symbol.main_group(), symbol.place().to_string()]).collect()
            },
        ),
        FieldScheme::Locarno => LocarnoClass::parse(classification).map_or_else(
            |_| Vec::new(),
            |class| vec![format!("{:02}", class.class()), format!("{:02}-{:02}", class.class(), class.subclass())],
        ),
    }
}

fn a_version_names_fields_of_its_scheme(scheme: FieldScheme, version: FieldVersion) -> Result<FieldVersion, Refusal> {
    if version.prefixes.is_empty() {
        return Err(refusals::field_version_empty());
    }
    if version.prefixes.len() > MOST_PREFIXES {
        return Err(refusals::field_version_too_long());
    }
    let prefixes: Option<BTreeSet<String>> = version.prefixes.iter().map(|raw| a_prefix(scheme, raw)).collect();
    Ok(FieldVersion {
        version: text::a_version(&version.version)?,
        prefixes: prefixes.ok_or_else(refusals::field_malformed)?,
        basis: text::a_reason(&version.basis)?,
        ..version
    })
}

/// A version begins after the one before, and no name stands twice.
fn a_version_follows_those_before(before: &[FieldVersion], version: &FieldVersion) -> Result<(), Refusal> {
    if before.len() >= MOST_VERSIONS {
        return Err(refusals::field_versions_too_many());
    }
    if before.iter().any(|other| other.version == version.version) {
        return Err(refusals::field_version_twice());
    }
    if before.last().is_some_and(|last| version.valid_from_on <= last.valid_from_on) {
        return Err(refusals::field_version_not_later());
    }
    Ok(())
}
