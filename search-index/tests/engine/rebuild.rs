//! An index is built beside the one in use and takes its place in one step.

use std::sync::atomic::{AtomicU64, Ordering};

use search_index::{Engine, EngineOptions, EngineState, Entry, Request};

use crate::lab::{Lab, put, records, request, walk};

fn generations(lab: &Lab) -> usize {
    let entries = std::fs::read_dir(lab.folder.path()).expect("the folder is there");
    entries.filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().is_dir())).count()
}

#[test]
fn searches_go_on_through_a_swap_and_see_one_index_or_the_other() {
    let old: Vec<Entry> = records()[..100].to_vec();
    let lab = Lab::with(old);
    let (folder, answers) = (lab.folder.path().to_owned(), AtomicU64::new(0));
    let rebuild = lab.engine.begin_rebuild().expect("a rebuild begins");
    rebuild.apply(&put(&records()[..200], false)).expect("records are taken");
    rebuild.commit(7_000).expect("records are committed");
    assert_eq!(lab.engine.documents(), 100, "the old one serves until the swap");
    std::thread::scope(|scope| {
        let searching = scope.spawn(|| {
            loop {
                let total = lab.ask("").total;
                assert!(total == 100 || total == 200, "{total}");
                answers.fetch_add(1, Ordering::Relaxed);
                if total == 200 {
                    break;
                }
            }
        });
        while answers.load(Ordering::Relaxed) == 0 {
            std::thread::yield_now();
        }
        lab.engine.swap(rebuild).expect("the swap is made");
        searching.join().expect("no search failed");
    });
    assert_eq!(lab.engine.cursor(), Some(7_000));
    assert_eq!(generations(&lab), 1, "the old folder has gone");
    let Lab { folder: _folder, engine, .. } = lab;
    drop(engine);
    let opened = Engine::open(&folder, EngineOptions::default()).expect("the index opens");
    assert_eq!((opened.state, opened.cursor), (EngineState::Intact, Some(7_000)));
    assert_eq!(opened.engine.documents(), 200);
}

#[test]
fn a_walk_by_relevance_goes_on_in_the_index_it_began_with() {
    let lab = Lab::new();
    let request = Request { limit: 10, ..request("装置") };
    let whole = walk(&lab.engine, &request, 200);
    let first = lab.engine.search(&request).expect("the page is answered");
    let rebuild = lab.engine.begin_rebuild().expect("a rebuild begins");
    rebuild.apply(&put(&records()[..20], false)).expect("records are taken");
    rebuild.commit(1).expect("records are committed");
    lab.engine.swap(rebuild).expect("the swap is made");
    assert_eq!(walk(&lab.engine, &Request { after: first.next, ..request }, 10), whole[10..]);
}

#[test]
fn a_rebuild_that_is_dropped_or_never_committed_changes_nothing() {
    let lab = Lab::new();
    let rebuild = lab.engine.begin_rebuild().expect("a rebuild begins");
    rebuild.apply(&put(&records()[..20], false)).expect("records are taken");
    assert_eq!(generations(&lab), 2);
    assert!(lab.engine.swap(rebuild).is_err(), "it was never committed");
    assert_eq!(generations(&lab), 1, "what was built has gone");
    assert_eq!(lab.engine.documents(), lab.entries.len() as u64);
}

#[test]
fn writing_goes_on_after_a_swap() {
    let lab = Lab::new();
    let rebuild = lab.engine.begin_rebuild().expect("a rebuild begins");
    rebuild.apply(&put(&records()[..20], false)).expect("records are taken");
    rebuild.commit(1).expect("records are committed");
    rebuild.optimise().expect("the segments are merged");
    lab.engine.swap(rebuild).expect("the swap is made");
    lab.engine.apply(&put(&records()[10..30], true)).expect("records are taken");
    lab.engine.commit(2).expect("records are committed");
    assert_eq!((lab.engine.documents(), lab.engine.cursor()), (30, Some(2)));
}

#[test]
fn a_half_built_index_of_a_killed_process_goes_at_the_next_start() {
    let lab = Lab::new();
    let rebuild = lab.engine.begin_rebuild().expect("a rebuild begins");
    rebuild.apply(&put(&records()[..20], false)).expect("records are taken");
    rebuild.commit(1).expect("records are committed");
    // A kill drops nothing: the folder stays as it is.
    std::mem::forget(rebuild);
    let Lab { folder, engine, entries } = lab;
    drop(engine);
    let opened = Engine::open(folder.path(), EngineOptions::default()).expect("the index opens");
    assert_eq!(opened.state, EngineState::Intact);
    assert_eq!(opened.engine.documents(), entries.len() as u64);
    let folders = std::fs::read_dir(folder.path()).expect("the folder is there");
    assert_eq!(folders.filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().is_dir())).count(), 1);
}
