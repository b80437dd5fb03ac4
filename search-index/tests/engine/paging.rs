//! A walk meets every hit once, whatever happens meanwhile.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use search_index::{Batch, Engine, EngineOptions, Entry, Filters, PageMark, Request, SearchFault, Sort};

use crate::lab::{Lab, put, records, request, walk};

const SORTS: [Sort; 5] =
    [Sort::Relevance, Sort::FilingNewest, Sort::FilingOldest, Sort::PublicationNewest, Sort::PublicationOldest];

fn sorted(query: &str, sort: Sort) -> Request {
    Request { sort, ..request(query) }
}

#[test]
fn a_walk_in_pages_is_the_one_long_list() {
    let lab = Lab::new();
    for query in ["", "装置", "一种 煤矿", "\"的\"", "石墨 鑿鑿 装置"] {
        for sort in SORTS {
            let request = sorted(query, sort);
            let whole = walk(&lab.engine, &request, 200);
            let once: BTreeSet<&u64> = whole.iter().collect();
            assert_eq!(once.len(), whole.len(), "{query} {sort:?}");
            assert_eq!(whole.len() as u64, lab.ask(query).total, "{query} {sort:?}");
            for size in [1, 7, 50] {
                assert_eq!(walk(&lab.engine, &request, size), whole, "{query} {sort:?} by {size}");
            }
        }
    }
}

#[test]
fn an_order_by_day_is_that_of_the_days_and_then_of_the_keys() {
    let lab = Lab::new();
    for sort in SORTS.into_iter().filter(|&sort| sort != Sort::Relevance) {
        let day = |entry: &Entry| match sort {
            Sort::PublicationNewest | Sort::PublicationOldest => entry.publication_on,
            Sort::Relevance | Sort::FilingNewest | Sort::FilingOldest => entry.filing_on,
        };
        let newest = matches!(sort, Sort::FilingNewest | Sort::PublicationNewest);
        let mut expected: Vec<&Entry> = lab.entries.iter().collect();
        expected.sort_by(|a, b| {
            let days = match (day(a), day(b)) {
                (Some(a), Some(b)) if newest => b.cmp(&a),
                (Some(a), Some(b)) => a.cmp(&b),
                (a, b) => b.is_some().cmp(&a.is_some()),
            };
            days.then(a.key.cmp(&b.key))
        });
        let expected: Vec<u64> = expected.into_iter().map(|entry| entry.key).collect();
        assert_eq!(walk(&lab.engine, &sorted("", sort), 40), expected, "{sort:?}");
    }
}

#[test]
fn a_walk_meets_each_hit_once_while_others_write() {
    let lab = Lab::new();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Every record is written again and again, under the same key and with the same text, and others come.
            for round in 0..400_u64 {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let start = usize::try_from(round).expect("a small number") * 13 % lab.entries.len();
                let again: Vec<Entry> = lab.entries.iter().cycle().skip(start).take(40).cloned().collect();
                lab.engine.apply(&put(&again, true)).expect("records are taken");
                let fresh = Entry { key: 100_000 + round, ..records()[0].clone() };
                lab.engine.apply(&put(&[fresh], false)).expect("a record is taken");
                lab.engine.commit(1_000 + round).expect("records are committed");
            }
        });
        for sort in SORTS {
            for query in ["", "装置"] {
                let keys = walk(&lab.engine, &sorted(query, sort), 9);
                let met: BTreeSet<u64> = keys.iter().copied().collect();
                assert_eq!(met.len(), keys.len(), "{query} {sort:?}: no hit twice");
                let missed: Vec<u64> = lab.keys_before(query).into_iter().filter(|key| !met.contains(key)).collect();
                assert!(missed.is_empty(), "{query} {sort:?}: {missed:?}");
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
}

impl Lab {
    /// What the query finds among the entries that were there from the beginning.
    fn keys_before(&self, query: &str) -> Vec<u64> {
        self.keys(&sorted(query, Sort::FilingNewest)).into_iter().filter(|&key| key < 100_000).collect()
    }
}

#[test]
fn a_mark_by_day_outlives_the_process() {
    let lab = Lab::new();
    let request = Request { limit: 10, ..sorted("装置", Sort::FilingNewest) };
    let whole = walk(&lab.engine, &request, 200);
    let first = lab.engine.search(&request).expect("the page is answered");
    let mark = serde_json::to_string(&first.next.expect("there is another page")).expect("a mark is plain data");
    let Lab { folder, engine, entries } = lab;
    drop(engine);
    let engine = Engine::open(folder.path(), EngineOptions::default()).expect("the index opens").engine;
    engine.apply(&put(&entries[..30], true)).expect("records are taken");
    engine.commit(500).expect("records are committed");
    let mark: PageMark = serde_json::from_str(&mark).expect("a mark is plain data");
    let rest = walk(&engine, &Request { after: Some(mark), ..request }, 10);
    assert_eq!(rest, whole[10..]);
}

#[test]
fn a_mark_by_relevance_outlives_the_process_while_nothing_is_written() {
    let lab = Lab::new();
    // A merge in the background would be a change as well.
    lab.engine.optimise().expect("the segments are merged");
    let request = Request { limit: 10, ..request("装置") };
    let whole = walk(&lab.engine, &request, 200);
    let mark = lab.engine.search(&request).expect("the page is answered").next.expect("there is another page");
    let Lab { folder, engine, entries } = lab;
    drop(engine);
    let engine = Engine::open(folder.path(), EngineOptions::default()).expect("the index opens").engine;
    let rest = Request { after: Some(mark), ..request };
    assert_eq!(walk(&engine, &rest, 10), whole[10..]);
    drop(engine);
    let engine = Engine::open(folder.path(), EngineOptions::default()).expect("the index opens").engine;
    engine.apply(&put(&entries[..30], true)).expect("records are taken");
    engine.commit(500).expect("records are committed");
    assert_eq!(engine.search(&rest).expect_err("the scores are gone"), SearchFault::PageMarkExpired);
}

#[test]
fn a_walk_by_relevance_sees_the_snapshot_it_began_with() {
    let lab = Lab::new();
    let request = Request { limit: 10, ..request("装置") };
    let whole = walk(&lab.engine, &request, 200);
    let first = lab.engine.search(&request).expect("the page is answered");
    let all = lab.entries.iter().map(|entry| entry.key).collect();
    lab.engine.apply(&Batch { remove: all, replace: Vec::new() }).expect("removals are taken");
    lab.engine.commit(600).expect("removals are committed");
    assert_eq!(lab.engine.documents(), 0);
    let rest = walk(&lab.engine, &Request { after: first.next, ..request.clone() }, 10);
    assert_eq!(rest, whole[10..]);
    assert_eq!(lab.engine.search(&request).expect("the page is answered").total, 0);
}

#[test]
fn the_oldest_of_many_snapshots_goes() {
    let lab = Lab::new();
    let request = Request { limit: 10, ..request("装置") };
    let first = lab.engine.search(&request).expect("the page is answered").next;
    for round in 0..33 {
        lab.engine.apply(&put(&lab.entries[..1], true)).expect("a record is taken");
        lab.engine.commit(700 + round).expect("a record is committed");
        assert!(lab.engine.search(&request).expect("the page is answered").next.is_some());
    }
    let late = Request { after: first, ..request };
    assert_eq!(lab.engine.search(&late).expect_err("the snapshot has gone"), SearchFault::PageMarkExpired);
}

#[test]
fn a_mark_serves_its_own_question_alone() {
    let lab = Lab::new();
    let request = Request { limit: 10, ..request("装置") };
    let after = lab.engine.search(&request).expect("the page is answered").next;
    let filters = Filters { regions: vec!["泰安市".to_owned()], ..Filters::default() };
    let others = [
        Request { after, ..sorted("煤矿", Sort::Relevance) },
        Request { after, ..sorted("装置", Sort::FilingNewest) },
        Request { after, filters, ..sorted("装置", Sort::Relevance) },
    ];
    for other in others {
        let fault = lab.engine.search(&other).expect_err("the mark is refused");
        assert_eq!(fault, SearchFault::PageMarkMismatch);
    }
    let smaller = Request { after, limit: 3, ..request };
    assert!(lab.engine.search(&smaller).is_ok(), "the size of a page may change");
}

#[test]
fn a_page_of_more_than_two_hundred_is_refused() {
    let lab = Lab::with(Vec::new());
    let fault = lab.engine.search(&Request { limit: 201, ..request("") }).expect_err("the limit is refused");
    assert_eq!(fault, SearchFault::LimitTooLarge { asked: 201, allowed: 200 });
}
