//! Input made to harm is answered or refused, at once and without a panic.

use proptest::prelude::*;
use search_index::{Entry, Filters, QueryFault, Request};

use crate::lab::{Lab, records, request};

#[test]
fn ten_thousand_clauses_are_refused() {
    let query = "a ".repeat(10_000);
    assert_eq!(query.parse::<search_index::Query>(), Err(QueryFault::TooLong));
    let fault = "\"".repeat(1_000).parse::<search_index::Query>().expect_err("the phrases are empty");
    assert_eq!(fault, QueryFault::EmptyPhrase { position: 0 });
    let deep = "\"\\\"".repeat(300).parse::<search_index::Query>().expect("a phrase and a chunk");
    assert_eq!(deep.terms().len(), 2);
}

#[test]
fn the_longest_queries_are_answered() {
    let title = "的".repeat(3_000) + &"0".repeat(3_000);
    let mut entries = records().to_vec();
    entries.push(Entry { key: 1, title, ..entries[0].clone() });
    let lab = Lab::with(entries);
    let sentence: String =
        records().iter().flat_map(|entry| entry.title.chars()).filter(|c| *c != '"').take(1_000).collect();
    assert_eq!(lab.ask(&"0".repeat(1_000)).total, 1);
    assert_eq!(lab.ask(&format!("\"{}\"", "的".repeat(998))).total, 1);
    assert!(lab.ask(&sentence).total > 20, "its rarest words stand somewhere");
    let pairs: String =
        records().iter().take(50).map(|entry| entry.title.chars().take(2).collect::<String>() + " ").collect();
    assert!(lab.ask(&pairs).total > 0);
}

#[test]
fn texts_of_every_size_are_taken() {
    let entries = vec![
        Entry { key: 1, title: String::new(), abstract_text: Some(String::new()), ..records()[0].clone() },
        Entry { key: 2, title: "a".repeat(200_000), ..records()[0].clone() },
        Entry { key: 3, title: "烯".repeat(200_000), ..records()[0].clone() },
        Entry {
            key: 4,
            title: "\u{0}\u{2}\u{202e}𠀀👨‍👩‍👧".to_owned(),
            parties: vec!["\u{2}".to_owned(), "x".repeat(100_000)],
            ..records()[0].clone()
        },
    ];
    let lab = Lab::with(entries);
    assert_eq!(lab.engine.documents(), 4);
    assert_eq!(lab.keys(&request("\"𠀀👨\"")), [4]);
    assert_eq!(lab.keys(&request("\"aaaa\"")), [2]);
    assert!(lab.ask("\"烯烯烯\"").hits[0].highlights.len() == 1);
}

#[test]
fn no_text_breaks_a_search() {
    let lab = Lab::with(records()[..60].to_vec());
    let text = "([\"“”\\\\ *-]|[装置煤矿ＡＢab01./]|\\PC|[\\x00-\\x20]){0,60}";
    proptest!(ProptestConfig::with_cases(300), |(query in text, name in text, symbol in text)| {
        let Ok(query) = query.parse() else { return Ok(()) };
        let filters = Filters { applicants: vec![name], ipc: vec![symbol], ..Filters::default() };
        for filters in [Filters::default(), filters] {
            let request = Request { query: Clone::clone(&query), filters, ..request("") };
            match lab.engine.search(&request) {
                Ok(answer) => prop_assert!(answer.hits.len() as u64 <= answer.total),
                Err(fault) => prop_assert_eq!(fault.code(), "search.filter.refused"),
            }
        }
    });
}
