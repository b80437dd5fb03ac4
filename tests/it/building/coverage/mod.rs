//! By construction from the contract and the policy table: every operation, asked by every role about every kind of row.
//!
//! An operation for which no row can be made here fails these tests by its name, so that a new one cannot escape.

mod bodies;
mod cast;
mod contract;
mod deals;
mod financing;
mod matrix;
mod preexam;
mod requests;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use domain::hall::Role;
use hall::policy::Persons;

use self::contract::operations;
use self::matrix::{Belongs, Cell, Expected, seen};

/// Records of the small demo: where they are asked for, a number, one that nobody has, the file.
const RECORDS: [(&str, &str, &str, &str); 3] = [
    ("patents", "201519900001.3", "201220217832.5", "patents.ndjson"),
    ("trademarks", "9900000", "9999999", "trademarks.ndjson"),
    ("geographical-indications", "AGI99001", "AGI99999", "geographical_indications.ndjson"),
];

/// The most that a failure tells.
const TOLD: usize = 12;

fn none(found: &[String]) {
    let told = found.iter().take(TOLD).cloned().collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{} found:\n{told}", found.len());
}

/// The names of the cells that are not as they should be, among at least one that was asked.
fn wrong(of: impl Fn(&&Cell) -> bool, right: impl Fn(&Cell) -> bool) -> Vec<String> {
    let cells: Vec<&Cell> = seen().cells.iter().filter(of).collect();
    assert!(!cells.is_empty(), "nothing was asked");
    cells.into_iter().filter(|cell| !right(cell)).map(Cell::name).collect()
}

/// Everybody who asked.
fn callers() -> BTreeSet<&'static str> {
    seen().cells.iter().map(|cell| cell.caller.as_str()).filter(|name| *name != "somebody new").collect()
}

#[test]
fn who_is_not_logged_in_is_told_to_log_in() {
    none(&wrong(|cell| cell.expected == Expected::NotLoggedIn, |cell| cell.status == 401));
}

#[test]
fn whose_role_scope_or_power_is_not_in_the_row_is_refused_whatever_he_asks_about() {
    none(&wrong(|cell| cell.expected == Expected::Forbidden, |cell| cell.status == 403));
}

#[test]
fn what_belongs_to_others_does_not_exist() {
    let others = |cell: &&Cell| cell.expected == Expected::NotFound && cell.belongs != Belongs::Nobody;
    none(&wrong(others, |cell| cell.status == 404));
    none(&wrong(|cell| cell.expected == Expected::NotFound, |cell| cell.status == 404));
    let mut answers: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for cell in seen().cells.iter().filter(|cell| cell.expected == Expected::NotFound) {
        let of = (cell.operation.id.as_str(), cell.caller.as_str());
        answers.entry(of).or_default().insert(cell.without_request_id().to_string());
    }
    let differ = answers.iter().filter(|(_, answers)| answers.len() > 1);
    none(&differ.map(|(of, answers)| format!("{of:?} tells them apart: {answers:?}")).collect::<Vec<_>>());
}

#[test]
fn who_may_comes_through_to_the_rules() {
    let by_a_rule = |cell: &Cell| cell.succeeded() || matches!(cell.status, 409 | 422);
    none(&wrong(|cell| cell.expected == Expected::Through, by_a_rule));
}

#[test]
fn no_answer_fails_or_tells_of_the_inside() {
    none(&wrong(|_| true, |cell| cell.status < 500));
    let faults = seen().cells.iter().filter(|cell| !cell.faults.is_empty());
    none(&faults.map(|cell| format!("{:?}: {}", cell.faults, cell.name())).collect::<Vec<_>>());
}

#[test]
fn every_operation_was_asked_by_everybody_and_every_one_succeeded_for_somebody() {
    let callers = callers();
    let mut found = Vec::new();
    for operation in operations() {
        let cells: Vec<&Cell> = seen().cells.iter().filter(|cell| cell.operation.id == operation.id).collect();
        let asked: BTreeSet<&str> = cells.iter().map(|cell| cell.caller.as_str()).collect();
        // Of what changes something without a login see `is_asked_by`.
        let all_the_same = operation.row.persons == Persons::Anyone && operation.changes_something();
        if all_the_same {
            found.extend((asked.len() < 4).then(|| format!("{} was asked by {asked:?} alone", operation.id)));
            continue;
        }
        found.extend(callers.difference(&asked).map(|caller| format!("{} was not asked by {caller}", operation.id)));
    }
    let succeeded: BTreeSet<&str> =
        seen().cells.iter().filter(|cell| cell.succeeded()).map(|cell| cell.operation.id.as_str()).collect();
    let failed = operations().iter().filter(|operation| !succeeded.contains(operation.id.as_str()));
    found.extend(failed.map(|operation| format!("{} succeeded for nobody", operation.id)));
    none(&found);
}

#[test]
fn an_act_leaves_an_entry_of_its_caller_and_its_request_and_reading_leaves_none() {
    let gaps: BTreeSet<&str> = include_str!("gaps.txt").lines().collect();
    let mut found = Vec::new();
    for cell in seen().cells.iter().filter(|cell| cell.succeeded() && !gaps.contains(cell.operation.id.as_str())) {
        let entries = seen().journal.get(&cell.request_id).map(Vec::as_slice).unwrap_or_default();
        let of_the_caller = (cell.actor.0.to_owned(), cell.actor.1.clone());
        if cell.operation.changes_something() == entries.is_empty()
            || entries.iter().any(|actor| *actor != of_the_caller)
        {
            found.push(format!("{:?} and not {of_the_caller:?}: {}", entries, cell.name()));
        }
    }
    none(&found);
}

#[test]
fn what_was_refused_leaves_no_entry() {
    let refused = seen().cells.iter().filter(|cell| !cell.succeeded());
    none(&refused.filter(|cell| seen().journal.contains_key(&cell.request_id)).map(Cell::name).collect::<Vec<_>>());
}

#[test]
fn no_operation_is_missing_from_the_journal() {
    assert_eq!(include_str!("gaps.txt"), "", "gaps are closed, not listed");
}

#[test]
fn there_is_a_caller_for_each_role_in_each_kind_of_organisation_and_each_power() {
    let callers = callers();
    for role in Role::ALL {
        for kind in role.organisations() {
            assert!(callers.contains(format!("{role} of {kind}").as_str()), "{role} of {kind}");
        }
    }
    for power in zhiquan::policy::TABLE.iter().filter_map(|row| row.power) {
        let name = format!("an agent for an enterprise that gave {power}");
        assert!(callers.contains(name.as_str()), "{name}");
    }
}
