//! A case as every room keeps it: a state that is the fold of its events, and a version that each event moves by one.

use domain::hall::Id;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{Act, ActFault};
use crate::journal::{Aggregate, Entry, NewEntry, Payload};

/// A kind of case. The rules are the domain's; this says where to find them.
pub trait Case: Send + Sync + 'static {
    /// The room and the noun (`accounts.organisation`). Entries are named `<kind>_<event>`.
    const KIND: &'static str;

    /// The form in which events are written now.
    const PAYLOAD_VERSION: i32 = 1;

    /// What is true of it.
    type State: Clone + std::fmt::Debug + Serialize + DeserializeOwned + Send + Sync;

    /// What happens to it.
    type Event: Serialize + DeserializeOwned + Send + Sync;

    /// The state after an event.
    fn apply(state: Option<Self::State>, event: &Self::Event) -> Self::State;

    /// The event's name, in the past tense.
    fn name(event: &Self::Event) -> &'static str;

    /// The organisations that hear of what happens to it.
    fn audience(id: Uuid, state: &Self::State) -> Vec<Uuid>;

    /// Reads an event in whatever form it was once written.
    ///
    /// # Errors
    /// That it is none.
    fn event_of(payload_version: i32, payload: &str) -> Result<Self::Event, String> {
        if payload_version == Self::PAYLOAD_VERSION {
            serde_json::from_str(payload).map_err(|error| error.to_string())
        } else {
            Err(format!("a payload of version {payload_version} cannot be read"))
        }
    }
}

/// A case as it stands.
#[derive(Debug, Clone)]
pub struct Stored<C: Case> {
    /// Its id.
    pub id: Uuid,
    /// How many events it has had.
    pub version: i32,
    /// What is true of it.
    pub state: C::State,
}

impl<C: Case> Stored<C> {
    /// A case from its row.
    ///
    /// # Errors
    /// [`ActFault::Inconsistent`] where the row's body is no state.
    pub fn of_row(table: &'static str, id: Uuid, version: i32, body: &str) -> Result<Self, ActFault> {
        let state = serde_json::from_str(body)
            .map_err(|error| ActFault::Inconsistent { table, cause: format!("{id}: {error}") })?;
        Ok(Self { id, version, state })
    }

    /// The name of its state, as its tag says it.
    pub fn name_of_state(&self) -> String {
        let value = serde_json::to_value(&self.state).unwrap_or_default();
        value.get("state").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    }

    /// The body of its row.
    pub fn body(&self) -> String {
        serde_json::to_string(&self.state).unwrap_or_default()
    }

    /// A case that begins with these events, which are recorded; `None` for no event.
    pub fn begun(act: &Act<'_>, id: Uuid, events: &[C::Event]) -> Option<Self> {
        let mut version = 0;
        let mut state = None;
        for event in events {
            version += 1;
            state = Some(record::<C>(act, id, version, state, event, None));
        }
        state.map(|state| Self { id, version, state })
    }

    /// The case after these events, which are recorded.
    #[must_use]
    pub fn after(self, act: &Act<'_>, events: &[C::Event]) -> Self {
        self.after_private(act, events, None)
    }

    /// The case after these events, which are recorded with a private part of the last one.
    #[must_use]
    pub fn after_private(mut self, act: &Act<'_>, events: &[C::Event], private: Option<Private>) -> Self {
        let last = events.len().saturating_sub(1);
        for (place, event) in events.iter().enumerate() {
            self.version += 1;
            let private = private.clone().filter(|_| place == last);
            self.state = record::<C>(act, self.id, self.version, Some(self.state), event, private);
        }
        self
    }
}

/// What of an event is sealed under a case key.
#[derive(Debug, Clone)]
pub struct Private {
    /// The key.
    pub case_key: Uuid,
    /// The sealed text.
    pub sealed: Vec<u8>,
}

fn record<C: Case>(
    act: &Act<'_>,
    id: Uuid,
    version: i32,
    state: Option<C::State>,
    event: &C::Event,
    private: Option<Private>,
) -> C::State {
    let open = serde_json::to_value(event).unwrap_or_default();
    let state = C::apply(state, event);
    act.record(NewEntry {
        aggregate: Aggregate { kind: C::KIND, id },
        version,
        kind: format!("{}_{}", C::KIND, C::name(event)),
        payload_version: C::PAYLOAD_VERSION,
        payload: match private {
            Some(Private { case_key, sealed }) => Payload::Private { open, case_key, sealed },
            None => Payload::Open(open),
        },
        audience: C::audience(id, &state),
    });
    state
}

/// Folds the entries of cases of one kind, as they come, into what their rows must say.
pub trait Replay: Send {
    /// The kind of case.
    fn kind(&self) -> &'static str;

    /// Takes the next entry of a case of this kind.
    ///
    /// # Errors
    /// What is wrong with it: a version left out, or an event that cannot be read.
    fn take(&mut self, entry: &Entry) -> Result<(), String>;

    /// What the rows must say: id, version and body.
    fn rows(&mut self) -> Vec<(Uuid, i32, String)>;
}

/// The fold of one kind of case.
pub struct ReplayOf<C: Case>(std::collections::BTreeMap<Uuid, (i32, C::State)>);

impl<C: Case> Default for ReplayOf<C> {
    fn default() -> Self {
        Self(std::collections::BTreeMap::new())
    }
}

impl<C: Case> Replay for ReplayOf<C> {
    fn kind(&self) -> &'static str {
        C::KIND
    }

    fn take(&mut self, entry: &Entry) -> Result<(), String> {
        let before = self.0.remove(&entry.aggregate_id);
        let expected = before.as_ref().map_or(1, |(version, _)| version + 1);
        if entry.version != expected {
            return Err(format!("version {} follows, where {expected} should", entry.version));
        }
        let event = C::event_of(entry.payload_version, &entry.payload)?;
        let state = C::apply(before.map(|(_, state)| state), &event);
        self.0.insert(entry.aggregate_id, (entry.version, state));
        Ok(())
    }

    fn rows(&mut self) -> Vec<(Uuid, i32, String)> {
        let folded = std::mem::take(&mut self.0);
        let row = |(id, (version, state))| (id, version, serde_json::to_string(&state).unwrap_or_default());
        folded.into_iter().map(row).collect()
    }
}

/// The domain's id of a UUID.
pub const fn id_of(id: Uuid) -> Id {
    Id::from_u128(id.as_u128())
}

/// The UUID of a domain's id.
pub const fn uuid_of(id: Id) -> Uuid {
    Uuid::from_u128(id.as_u128())
}

/// A kind of case of a room, with what it is called where it is stored, where its rules are, and who hears of it by its id and
/// state.
#[macro_export]
macro_rules! case {
    (
        $(#[$doc:meta])* $case:ident, $stored:ident, $kind:literal, $rules:ident: $state:ident, $event:ident,
        |$id:pat_param, $of:pat_param| $audience:expr
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $case;

        impl $crate::act::Case for $case {
            const KIND: &'static str = $kind;
            type State = $state;
            type Event = $event;

            fn apply(state: Option<$state>, event: &$event) -> $state {
                $rules::apply(state, event)
            }

            fn name(event: &$event) -> &'static str {
                event.name()
            }

            fn audience($id: ::uuid::Uuid, $of: &$state) -> Vec<::uuid::Uuid> {
                $audience
            }
        }

        /// One of them as it stands in the database.
        pub(crate) type $stored = $crate::act::Stored<$case>;
    };
}
