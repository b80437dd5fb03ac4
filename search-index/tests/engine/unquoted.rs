//! What a person types without quotes.

use std::collections::HashSet;

use search_index::analysis::{query_words, words};
use search_index::{Entry, Matched};

use crate::lab::{Dice, Lab, holds, records, request};

fn all_words(entry: &Entry) -> HashSet<String> {
    let optional = [&entry.abstract_text, &entry.claims, &entry.description].into_iter().flatten();
    let texts = std::iter::once(&entry.title).chain(&entry.other_titles).chain(optional).chain(&entry.parties);
    texts.flat_map(|text| words(text)).map(|word| word.text).collect()
}

/// The rule, said a second time: all words somewhere, or the chunk as it stands.
fn matches(entry: &Entry, have: &HashSet<String>, chunk: &str) -> bool {
    let wanted = query_words(chunk);
    (!wanted.is_empty() && wanted.iter().all(|word| have.contains(word))) || holds(entry, chunk)
}

#[test]
fn several_terms_must_all_match_or_else_any_word() {
    let lab = Lab::new();
    let have: Vec<HashSet<String>> = lab.entries.iter().map(all_words).collect();
    let mut dice = Dice::new(9);
    let (mut all, mut any) = (0, 0);
    for _ in 0..90 {
        let chunks: Vec<String> = (0..1 + dice.below(3))
            .map(|_| {
                let title: Vec<char> = lab.entries[dice.below(lab.entries.len())].title.chars().collect();
                let length = (2 + dice.below(4)).min(title.len());
                let start = dice.below(title.len() - length + 1);
                title[start..start + length].iter().filter(|c| !c.is_whitespace() && **c != '"').collect::<String>()
            })
            .filter(|chunk: &String| !chunk.is_empty() && !chunk.starts_with('-'))
            .collect();
        if chunks.is_empty() {
            continue;
        }
        let query = chunks.join(" ");
        let pairs = || lab.entries.iter().zip(&have);
        let mut expected: Vec<u64> = pairs()
            .filter(|(entry, have)| chunks.iter().all(|chunk| matches(entry, have, chunk)))
            .map(|(entry, _)| entry.key)
            .collect();
        let answer = lab.ask(&query);
        let alternatives: usize = chunks.iter().map(|chunk| query_words(chunk).len().max(1)).sum();
        if expected.is_empty() && alternatives > 1 {
            let wanted: Vec<String> = chunks.iter().flat_map(|chunk| query_words(chunk)).collect();
            expected = pairs()
                .filter(|(entry, have)| {
                    wanted.iter().any(|word| have.contains(word)) || chunks.iter().any(|chunk| holds(entry, chunk))
                })
                .map(|(entry, _)| entry.key)
                .collect();
            assert_eq!(answer.matched, Matched::Any, "{query}");
            any += 1;
        } else {
            assert_eq!(answer.matched, Matched::All, "{query}");
            all += 1;
        }
        expected.sort_unstable();
        assert_eq!(lab.keys(&request(&query)), expected, "{query}");
        assert_eq!(answer.total, expected.len() as u64, "{query}");
    }
    assert!(all > 20 && any > 20, "both ways are walked: {all} and {any}");
}

#[test]
fn the_literal_match_comes_first() {
    let lab = Lab::new();
    let hits = lab.ask("招商证券").hits;
    assert!(hits[..2].iter().all(|hit| hit.title.starts_with("招商证券")), "{hits:?}");
    assert_eq!(hits[2].title, "招商银行证券部", "its words stand apart");
}

#[test]
fn a_fragment_of_a_title_finds_its_record_at_the_top() {
    let lab = Lab::new();
    let mut first = 0;
    let long: Vec<&Entry> = records().iter().filter(|entry| entry.title.chars().count() >= 9).step_by(3).collect();
    for entry in &long {
        let characters: Vec<char> = entry.title.chars().collect();
        let fragment: String = characters[1..9].iter().collect();
        let hits = lab.ask(&fragment).hits;
        assert!(hits.iter().take(10).any(|hit| hit.title.contains(&fragment)), "{fragment}");
        first += usize::from(hits[0].title.contains(&fragment));
    }
    assert!(first * 10 >= long.len() * 9, "{first} of {}", long.len());
}

#[test]
fn a_latin_word_comes_before_the_same_letters_inside_another() {
    let lab = Lab::new();
    let titles: Vec<String> = lab.ask("led").hits.into_iter().map(|hit| hit.title).collect();
    let place = |title: &str| titles.iter().position(|found| found == title).expect("it is found");
    assert!(place("ＬＥＤ 照明") < place("OLED"));
    assert!(place("ＬＥＤ 照明") < place("sealed bag"));
}

#[test]
fn english_is_found_by_its_stem_and_a_phrase_is_not() {
    let lab = Lab::new();
    assert_eq!(lab.ask("battery charge").hits[0].title, "Batteries & Charging");
    assert_eq!(lab.ask("\"battery\"").total, 0);
}

#[test]
fn scripts_and_widths_meet() {
    let lab = Lab::new();
    for query in ["石墨烯电池", "石墨烯電池", "\"石墨烯电池\""] {
        assert_eq!(lab.ask(query).hits[0].title, "石墨烯電池", "{query}");
    }
}

#[test]
fn a_second_name_is_searched_like_the_title() {
    let lab = Lab::new();
    assert_eq!(lab.ask("taishan tea").hits[0].title, "泰山绿茶");
    assert_eq!(lab.ask("\"Green Tea\"").total, 1);
}

#[test]
fn punctuation_alone_is_looked_for_literally() {
    let lab = Lab::new();
    assert_eq!(lab.keys(&request("++")), lab.scan(|entry| holds(entry, "++")));
    assert_eq!(lab.ask("!!!").total, 0);
}

#[test]
fn a_phrase_stays_a_must_in_the_second_attempt() {
    let lab = Lab::new();
    let answer = lab.ask("\"证券\" 石墨烯 绿茶");
    assert_eq!(answer.matched, Matched::Any);
    assert_eq!(answer.total, 0, "no record holds the phrase and one of the words");
    let answer = lab.ask("\"电池\" 石墨烯 绿茶");
    assert_eq!((answer.matched, answer.hits[0].title.as_str()), (Matched::Any, "石墨烯電池"));
}

#[test]
fn nothing_typed_is_everything_newest_first() {
    let lab = Lab::new();
    let answer = lab.ask("");
    assert_eq!(answer.total, lab.entries.len() as u64);
    assert!(answer.hits.windows(2).all(|pair| pair[0].filing_on >= pair[1].filing_on));
    assert!(answer.hits.iter().all(|hit| hit.score.is_none() && hit.highlights.is_empty()));
}
