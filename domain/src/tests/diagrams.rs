//! Diagrams of states, drawn from what the rules accept and compared with those that stand in the documents.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

/// What comes by the calendar alone: that a last day passed before it goes without saying.
const BY_TIME_ALONE: [&str; 3] = ["expire", "lapse", "resume"];

/// When states are asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    InTime,
    /// After the last day of a clock.
    Late,
}

/// Where an aggregate stands.
pub(crate) struct Place {
    name: String,
    has_ended: bool,
}

impl Place {
    /// Of a state by the name under which it is stored.
    pub(crate) fn of(state: &impl Serialize, has_ended: bool) -> Self {
        let stored = serde_json::to_value(state).expect("storable");
        Self { name: stored["state"].as_str().expect("a name").to_owned(), has_ended }
    }
}

/// The arrows from one state to another, with the commands that lead there, in the order in which they were asked.
#[derive(Default)]
pub(crate) struct Drawn {
    arrows: Vec<(String, String, Vec<String>)>,
    ended: BTreeSet<String>,
}

impl Drawn {
    /// Asks each state each command and draws what is accepted. `decide`: the events that follow, unless it is refused.
    pub(crate) fn ask<S: Clone, C: Clone, E>(
        &mut self,
        asked: Asked,
        states: &[(&str, Option<S>)],
        commands: &[(&str, C)],
        place: impl Fn(&S) -> Place,
        decide: impl Fn(Option<&S>, C) -> Option<Vec<E>>,
        apply: impl Fn(Option<S>, &E) -> S,
    ) {
        for (_, before) in states {
            for (command, given) in commands {
                let Some(events) = decide(before.as_ref(), given.clone()) else { continue };
                let after = events.iter().fold(before.clone(), |state, event| Some(apply(state, event)));
                let from = before.as_ref().map_or_else(|| "[*]".to_owned(), |before| place(before).name);
                let to = place(&after.expect("something follows"));
                if to.has_ended {
                    self.ended.insert(to.name.clone());
                }
                // Variants of a command are told apart by what stands behind the comma; an arrow bears the command.
                let command = command.split(',').next().unwrap_or(command);
                let is_late = asked == Asked::Late && !BY_TIME_ALONE.contains(&command);
                if is_late && !self.knows(&from, &to.name, command) {
                    self.arrow(from, to.name, format!("{command} late"));
                } else {
                    self.arrow(from, to.name, command.to_owned());
                }
            }
        }
    }

    fn arrow(&mut self, from: String, to: String, label: String) {
        match self.arrows.iter_mut().find(|(known, also, _)| *known == from && *also == to) {
            Some((_, _, labels)) if labels.contains(&label) => {}
            Some((_, _, labels)) => labels.push(label),
            None => self.arrows.push((from, to, vec![label])),
        }
    }

    fn knows(&self, from: &str, to: &str, label: &str) -> bool {
        let leads =
            |(a, b, labels): &(String, String, Vec<String>)| a == from && b == to && labels.iter().any(|l| l == label);
        self.arrows.iter().any(leads)
    }

    /// The states to which an arrow leads.
    pub(crate) fn states(&self) -> BTreeSet<&str> {
        self.arrows.iter().map(|(_, to, _)| to.as_str()).collect()
    }

    /// The commands that any arrow bears.
    pub(crate) fn commands(&self) -> BTreeSet<&str> {
        self.arrows.iter().flat_map(|(_, _, labels)| labels).map(String::as_str).collect()
    }

    /// The commands that the arrows from this state bear.
    pub(crate) fn commands_from(&self, state: &str) -> BTreeSet<&str> {
        let from_it = self.arrows.iter().filter(|(from, _, _)| from == state);
        from_it.flat_map(|(_, _, labels)| labels).map(String::as_str).collect()
    }

    pub(crate) fn mermaid(&self, title: &str) -> String {
        let mut text = format!("\n## {title}\n\n```mermaid\nstateDiagram-v2\n");
        for (from, to, labels) in &self.arrows {
            writeln!(text, "    {from} --> {to}: {}", labels.join(", ")).expect("text");
        }
        for ended in &self.ended {
            writeln!(text, "    {ended} --> [*]").expect("text");
        }
        text + "```\n"
    }
}

/// What is drawn is what stands in this file of the documents, which is written anew where that is asked for.
pub(crate) fn stands_in_the_documents(name: &str, drawn: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagrams").join(name);
    if std::env::var_os("UPDATE_DIAGRAMS").is_some() {
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("the folder is there");
        std::fs::write(&file, drawn).expect("the diagrams are written");
    }
    let stands = std::fs::read_to_string(&file).expect("the diagrams are there");
    assert!(stands == drawn, "docs/diagrams/{name} is not what the code says: write it anew with UPDATE_DIAGRAMS=1");
}
