//! The diagrams of the states, drawn from the matrices and compared with those that stand in the documents.

use std::fmt::Write;
use std::path::Path;

use super::matrix::{
    Matrix, Told, cases_after_the_last_day, cases_blocked, cases_ended, cases_of_designs, cases_up_to_the_pass,
    cases_with_the_office, entities, entities_later, examiners, field_lists, requests,
};
use super::*;

const HEAD: &str = "# Pre-examination: the states

These diagrams are made from the code by its tests: each arrow is a command that was accepted in a state of the matrix.
`late` marks what follows only after the last day of a clock. `UPDATE_DIAGRAMS=1 cargo test -p domain diagrams` writes
them anew.
";

/// The arrows from one state to another, with the commands that lead there, in the order of the matrix.
#[derive(Default)]
struct Drawn {
    arrows: Vec<(String, String, Vec<String>)>,
    ended: BTreeSet<String>,
}

impl Drawn {
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

    /// Draws what a matrix accepts; `late`: its states are asked after the last day.
    fn draw<A: Aggregate>(&mut self, matrix: &Matrix<A>, late: bool) {
        for Told { before, command, answer, .. } in matrix.answers() {
            let Ok(events) = answer else { continue };
            let after = events.iter().fold(before.cloned(), |state, event| Some(A::apply(state, event)));
            let after = after.expect("something follows");
            let from = before.map_or_else(|| "[*]".to_owned(), A::state_name);
            let to = A::state_name(&after);
            if A::has_ended(&after) {
                self.ended.insert(to.clone());
            }
            // Variants of a command are told apart by what stands behind the comma; an arrow bears the command.
            let command = command.split(',').next().unwrap_or(command);
            let by_time_alone = matches!(command, "lapse" | "resume");
            if late && !by_time_alone && !self.knows(&from, &to, command) {
                self.arrow(from, to, format!("{command} late"));
            } else {
                self.arrow(from, to, command.to_owned());
            }
        }
    }

    fn mermaid(&self, title: &str) -> String {
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

fn of_cases() -> Drawn {
    let mut of_cases = Drawn::default();
    let in_time = [cases_up_to_the_pass(), cases_with_the_office(), cases_blocked(), cases_of_designs(), cases_ended()];
    in_time.iter().for_each(|matrix| of_cases.draw(matrix, false));
    of_cases.draw(&cases_after_the_last_day(), true);
    of_cases
}

fn drawn() -> String {
    let mut of_entities = Drawn::default();
    of_entities.draw(&entities(), false);
    of_entities.draw(&entities_later(), true);
    let (mut of_requests, mut of_lists, mut of_examiners) = (Drawn::default(), Drawn::default(), Drawn::default());
    of_requests.draw(&requests(), false);
    of_lists.draw(&field_lists(), false);
    of_examiners.draw(&examiners(), false);
    [
        HEAD.to_owned(),
        of_cases().mermaid("Case 预审案件"),
        of_entities.mermaid("Filing entity 备案主体"),
        of_requests.mermaid("Request 快速确权、快速维权"),
        of_lists.mermaid("Field list 领域清单"),
        of_examiners.mermaid("Examiner 预审员"),
    ]
    .concat()
}

#[test]
fn the_diagrams_in_the_documents_are_those_of_the_code() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagrams/preexam.md");
    let drawn = drawn();
    if std::env::var_os("UPDATE_DIAGRAMS").is_some() {
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("the folder is there");
        std::fs::write(&file, &drawn).expect("the diagrams are written");
    }
    let stands = std::fs::read_to_string(&file).expect("the diagrams are there");
    assert!(
        stands == drawn,
        "docs/diagrams/preexam.md is not what the code says: write it anew with UPDATE_DIAGRAMS=1"
    );
}

#[test]
fn the_diagram_of_a_case_shows_every_state_and_every_command() {
    let drawn = of_cases();
    let states: BTreeSet<&str> = drawn.arrows.iter().map(|(_, to, _)| to.as_str()).collect();
    assert_eq!(states.len(), 17, "{states:?}");
    let commands: BTreeSet<&str> = drawn.arrows.iter().flat_map(|(_, _, labels)| labels).map(String::as_str).collect();
    for command in CommandKind::ALL {
        assert!(commands.contains(command.code()), "{command}");
    }
}
