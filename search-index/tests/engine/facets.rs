//! Facets are what a recount gives.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike as _;
use search_index::{Entry, FacetName, FacetRequest, FacetSelection, Request, SearchFault};

use crate::lab::{Lab, holds, request, today};

fn values(entry: &Entry, name: FacetName) -> BTreeSet<String> {
    let levels = |length: usize| entry.ipc.iter().map(|symbol| symbol[..length].to_owned()).collect();
    match name {
        FacetName::Kind => [entry.kind.code().to_owned()].into(),
        FacetName::RightKind => [entry.right_kind.code().to_owned()].into(),
        FacetName::Status => [entry.standing.on(today()).code().to_owned()].into(),
        FacetName::IpcSection => levels(1),
        FacetName::IpcClass => levels(3),
        FacetName::IpcSubclass => levels(4),
        FacetName::LocarnoClass => entry.locarno.iter().map(|symbol| symbol[..2].to_owned()).collect(),
        FacetName::NiceClass => entry.nice_classes.iter().map(u8::to_string).collect(),
        FacetName::Region => entry.region.iter().cloned().collect(),
        FacetName::Applicant => entry.parties.iter().cloned().collect(),
        FacetName::FilingYear => entry.filing_on.iter().map(|day| day.year().to_string()).collect(),
    }
}

fn recount(entries: &[&Entry], name: FacetName, wanted: usize) -> (Vec<(String, u64)>, u64) {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for value in entries.iter().flat_map(|entry| values(entry, name)) {
        *counts.entry(value).or_default() += 1;
    }
    let mut all: Vec<(String, u64)> = counts.into_iter().collect();
    all.sort_by_key(|(_, count)| Reverse(*count));
    let other = all.iter().skip(wanted).map(|(_, count)| count).sum();
    all.truncate(wanted);
    (all, other)
}

#[test]
fn every_facet_is_what_a_recount_gives() {
    let lab = Lab::new();
    for (query, phrase) in [("", ""), ("\"装置\"", "装置"), ("\"的\"", "的"), ("\"煤\"", "煤"), ("\"鑿鑿\"", "鑿鑿")]
    {
        let found: Vec<&Entry> = lab.entries.iter().filter(|entry| holds(entry, phrase)).collect();
        for buckets in [1, 3, 10, 100] {
            let facets = FacetName::ALL.map(|name| FacetRequest { name, buckets }).to_vec();
            let request = Request { facets: FacetSelection { facets }, limit: 0, ..request(query) };
            let answer = lab.engine.search(&request).expect("the request is answered");
            assert_eq!(answer.total, found.len() as u64);
            assert!(answer.hits.is_empty() && answer.next.is_none());
            for (facet, name) in answer.facets.iter().zip(FacetName::ALL) {
                let shown: Vec<(String, u64)> =
                    facet.buckets.iter().map(|bucket| (bucket.value.clone(), bucket.count)).collect();
                assert_eq!((facet.name, (shown, facet.other)), (name, recount(&found, name, buckets)), "{query:?}");
            }
        }
    }
}

#[test]
fn facets_do_not_depend_on_the_number_of_segments() {
    let lab = Lab::new();
    let facets = FacetSelection::of(&FacetName::ALL);
    let request = Request { facets, ..request("装置") };
    let before = lab.engine.search(&request).expect("the request is answered");
    assert!(lab.engine.segments() > 1, "the laboratory has several segments");
    lab.engine.optimise().expect("the segments are merged");
    assert_eq!(lab.engine.segments(), 1);
    let after = lab.engine.search(&request).expect("the request is answered");
    assert_eq!((after.facets, after.total), (before.facets, before.total));
}

#[test]
fn a_facet_asked_for_twice_or_without_bounds_is_refused() {
    let lab = Lab::with(Vec::new());
    let facet = |buckets| FacetRequest { name: FacetName::Region, buckets };
    for facets in [vec![facet(0)], vec![facet(101)], vec![facet(5), facet(5)]] {
        let request = Request { facets: FacetSelection { facets }, ..request("") };
        let fault = lab.engine.search(&request).expect_err("the facet is refused");
        assert_eq!(fault, SearchFault::FacetRefused { facet: FacetName::Region });
    }
}
