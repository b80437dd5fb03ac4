//! Each state by each command in one view: the events that follow, or in brackets what stands in the way.

mod cases;
mod held_up;
mod others;

use super::told_cases::*;
use super::told_others::*;
use super::*;

/// The states of an aggregate and the commands it is asked, each under the name by which a reader knows it.
pub(super) struct Matrix<A: Aggregate> {
    pub(super) states: Vec<(&'static str, Option<A::State>)>,
    pub(super) commands: Vec<(&'static str, A::Command)>,
    pub(super) at: Moment,
}

impl<A: Aggregate> Matrix<A> {
    /// A table with a line for each command and a column for each state.
    pub(super) fn table(&self) -> String {
        let line = |head: &str, cells: Vec<String>| {
            let cells: String = cells.iter().map(|cell| format!("{cell:<27}")).collect();
            format!("{head:<19}{cells}").trim_end().to_owned() + "\n"
        };
        let cell = |state: Option<&A::State>, command: &A::Command| match A::decide(state, command.clone(), self.at) {
            Ok(events) => events.iter().map(A::name).collect::<Vec<_>>().join(", "),
            refused @ Err(_) => format!("({})", code(refused)),
        };
        let heads = self.states.iter().map(|(state, _)| (*state).to_owned()).collect();
        self.commands.iter().fold(line("", heads), |table, (head, command)| {
            table + &line(head, self.states.iter().map(|(_, state)| cell(state.as_ref(), command)).collect())
        })
    }

    /// The events that follow wherever a state takes a command.
    pub(super) fn events(&self) -> Vec<A::Event> {
        let mut events = Vec::new();
        for (_, state) in &self.states {
            for (_, command) in &self.commands {
                events.extend(A::decide(state.as_ref(), command.clone(), self.at).into_iter().flatten());
            }
        }
        events
    }

    /// The commands that are accepted, by state.
    fn accepted(&self) -> Vec<(&'static str, Vec<&'static str>)> {
        let of_state = |(name, state): &(&'static str, Option<A::State>)| {
            let is_taken = |command: &A::Command| A::decide(state.as_ref(), command.clone(), self.at).is_ok();
            (*name, self.commands.iter().filter(|(_, command)| is_taken(command)).map(|(name, _)| *name).collect())
        };
        self.states.iter().map(of_state).collect()
    }

    /// What is shown as possible in each state is what is accepted there, but for what the state of this name lacks.
    fn agrees_with(&self, possible: impl Fn(&A::State) -> Vec<&'static str>) -> Vec<(&'static str, &'static str)> {
        let mut only_possible = Vec::new();
        for ((name, state), (_, accepted)) in self.states.iter().zip(self.accepted()) {
            let Some(state) = state else { continue };
            let shown = possible(state);
            for command in &accepted {
                assert!(shown.contains(command), "{name}: {command} is accepted and not shown");
            }
            only_possible.extend(shown.into_iter().filter(|one| !accepted.contains(one)).map(|one| (*name, one)));
        }
        only_possible
    }
}

/// The matrices that the diagrams are drawn from and the journal's events come from.
pub(super) use cases::{cases_after_the_last_day, cases_ended, cases_up_to_the_pass, cases_with_the_office};
pub(super) use held_up::{cases_blocked, cases_of_designs};
pub(super) use others::{entities, entities_later, examiners, field_lists, requests};
