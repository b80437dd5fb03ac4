//! Highlights cover what matched, in the text as published.

use search_index::analysis::{fold_text, query_words, words};
use search_index::{HighlightField, Hit};

use crate::lab::{Dice, Lab, quoted};

fn stretches(hit: &Hit) -> Vec<String> {
    let title: Vec<char> = hit.title.chars().collect();
    let text: Vec<char> = hit.abstract_text.as_deref().unwrap_or_default().chars().collect();
    let stretch = |mark: &search_index::Highlight| {
        let characters = if mark.field == HighlightField::Title { &title } else { &text };
        characters[mark.start..mark.end].iter().collect()
    };
    hit.highlights.iter().map(stretch).collect()
}

fn assert_in_order(hit: &Hit) {
    assert!(hit.highlights.len() <= 100);
    assert!(hit.highlights.iter().all(|mark| mark.start < mark.end));
    for pair in hit.highlights.windows(2) {
        assert!(pair[0].field < pair[1].field || (pair[0].field == pair[1].field && pair[0].end < pair[1].start));
    }
}

#[test]
fn a_phrase_is_highlighted_wherever_it_stands_and_nowhere_else() {
    let lab = Lab::new();
    let mut dice = Dice::new(3);
    for _ in 0..60 {
        let title: Vec<char> = lab.entries[dice.below(lab.entries.len())].title.chars().collect();
        let length = (1 + dice.below(4)).min(title.len());
        let start = dice.below(title.len() - length + 1);
        let phrase: String = title[start..start + length].iter().collect();
        if phrase.trim().is_empty() {
            continue;
        }
        let folded = fold_text(&phrase);
        for hit in lab.ask(&quoted(&phrase)).hits {
            assert_in_order(&hit);
            let stands = |text: &str| fold_text(text).contains(&folded);
            let expected = stands(&hit.title) || stands(hit.abstract_text.as_deref().unwrap_or_default());
            assert_eq!(!hit.highlights.is_empty(), expected, "{phrase}");
            for stretch in stretches(&hit) {
                let rest = fold_text(&stretch).replace(&folded, "");
                assert!(rest.chars().count() < folded.chars().count(), "{stretch} is more than {phrase}");
            }
        }
    }
}

#[test]
fn the_words_of_a_query_are_highlighted_and_nothing_else() {
    let lab = Lab::new();
    for query in ["煤矿 装置", "石墨烯电池", "battery", "LED照明"] {
        let wanted: Vec<String> = query.split(' ').flat_map(query_words).collect();
        let answer = lab.ask(query);
        assert!(answer.total > 0, "{query}");
        for hit in &answer.hits {
            assert_in_order(hit);
            for stretch in stretches(hit) {
                let has: Vec<String> = words(&stretch).into_iter().map(|word| word.text).collect();
                let covered =
                    wanted.iter().any(|word| has.contains(word) || fold_text(&stretch).contains(word.as_str()));
                assert!(covered, "{query}: {stretch}");
            }
        }
    }
}
