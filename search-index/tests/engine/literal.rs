//! A quoted phrase matches exactly where it stands, compared with a scan of every text.

use search_index::Entry;
use search_index::analysis::words;

use crate::lab::{Dice, Lab, holds, quoted, request};

/// Strings drawn from the records, by the ways in which segmented indexes go wrong.
fn draw(entries: &[Entry], class: &str, dice: &mut Dice) -> Option<String> {
    let entry = &entries[dice.below(entries.len())];
    let text = match dice.below(3) {
        0 => entry.title.clone(),
        _ => entry.abstract_text.clone().or(entry.claims.clone()).unwrap_or_else(|| entry.title.clone()),
    };
    let characters: Vec<char> = text.chars().collect();
    let piece = |dice: &mut Dice, length: usize| {
        let start = dice.below(characters.len().checked_sub(length)? + 1);
        Some(characters[start..start + length].iter().collect::<String>())
    };
    let run = |dice: &mut Dice, of: fn(char) -> bool| {
        let starts: Vec<usize> = (0..characters.len()).filter(|&at| of(characters[at])).collect();
        let start = *starts.get(dice.below(starts.len().max(1)))?;
        Some(characters[start..].iter().take_while(|&&c| of(c)).collect::<String>())
    };
    match class {
        "one character" => piece(dice, 1),
        "two characters" => piece(dice, 2),
        "three characters" => piece(dice, 3),
        "four characters" => piece(dice, 4),
        "five to ten characters" => {
            let length = 5 + dice.below(6);
            piece(dice, length)
        }
        "a long sentence" => piece(dice, 60),
        "latin run" => run(dice, |c| c.is_ascii_alphabetic()),
        "inside a latin run" => run(dice, |c| c.is_ascii_alphabetic()).map(|run| run.chars().skip(1).collect()),
        "figures" => run(dice, |c| c.is_ascii_digit()),
        "punctuation" => run(dice, |c| !c.is_alphanumeric()),
        "around punctuation" => {
            let at = characters.iter().position(|&c| matches!(c, '，' | '、' | '(' | '（' | '。'))?;
            Some(characters[at.saturating_sub(2)..(at + 3).min(characters.len())].iter().collect())
        }
        "across a word border" => {
            let cut: Vec<_> = words(&text).into_iter().filter(|word| !word.inner).collect();
            let border = cut.get(dice.below(cut.len().max(1)))?.end;
            Some(characters[border.saturating_sub(1)..(border + 1).min(characters.len())].iter().collect())
        }
        "full width" => piece(dice, 4).map(|piece| piece.chars().map(widen).collect()),
        "traditional" => piece(dice, 5).map(|piece| piece.chars().map(traditional).collect()),
        "other case" => run(dice, |c| c.is_ascii_alphabetic()).map(|run| run.to_ascii_uppercase()),
        "across two values" => {
            let end: String = entry.title.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
            let start: String = entry.abstract_text.as_ref()?.chars().take(2).collect();
            Some(end + &start)
        }
        "nowhere" => piece(dice, 2).map(|piece| piece.chars().rev().chain(['鑿']).collect()),
        _ => None,
    }
    .filter(|text| !text.trim().is_empty())
}

const CLASSES: [&str; 17] = [
    "one character",
    "two characters",
    "three characters",
    "four characters",
    "five to ten characters",
    "a long sentence",
    "latin run",
    "inside a latin run",
    "figures",
    "punctuation",
    "around punctuation",
    "across a word border",
    "full width",
    "traditional",
    "other case",
    "across two values",
    "nowhere",
];

fn widen(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c }
}

fn traditional(c: char) -> char {
    let pairs = "装裝电電机機压壓气氣动動设設备備连連结結构構体體发發种種节節轴軸阀閥门門车車轮輪盖蓋进進开開关關";
    let characters: Vec<char> = pairs.chars().collect();
    characters.chunks(2).find(|pair| pair[0] == c).map_or(c, |pair| pair[1])
}

#[test]
fn no_phrase_of_any_class_differs_from_a_scan() {
    let lab = Lab::new();
    for (seed, class) in (1..).zip(CLASSES) {
        let mut dice = Dice::new(seed);
        let mut asked = 0;
        for _ in 0..400 {
            let Some(text) = draw(&lab.entries, class, &mut dice) else { continue };
            let found = lab.keys(&request(&quoted(&text)));
            assert_eq!(found, lab.scan(|entry| holds(entry, &text)), "{class}: {text:?}");
            asked += 1;
            if asked == 25 {
                break;
            }
        }
        assert!(asked >= 10, "{class} has only {asked} strings in the sample");
    }
}

#[test]
fn a_phrase_and_the_negation_of_another_differ_from_no_scan() {
    let lab = Lab::new();
    let mut dice = Dice::new(77);
    for class in ["one character", "two characters", "three characters", "punctuation", "latin run"] {
        for _ in 0..25 {
            let wanted = draw(&lab.entries, "two characters", &mut dice);
            let (Some(wanted), Some(unwanted)) = (wanted, draw(&lab.entries, class, &mut dice)) else { continue };
            let query = format!("{} -{}", quoted(&wanted), quoted(&unwanted));
            let expected = lab.scan(|entry| holds(entry, &wanted) && !holds(entry, &unwanted));
            assert_eq!(lab.keys(&request(&query)), expected, "{query}");
        }
    }
}

#[test]
fn two_phrases_must_both_stand() {
    let lab = Lab::new();
    let mut dice = Dice::new(5);
    for _ in 0..40 {
        let pair = (draw(&lab.entries, "two characters", &mut dice), draw(&lab.entries, "three characters", &mut dice));
        let (Some(first), Some(second)) = pair else { continue };
        let query = format!("{} {}", quoted(&first), quoted(&second));
        let expected = lab.scan(|entry| holds(entry, &first) && holds(entry, &second));
        assert_eq!(lab.keys(&request(&query)), expected, "{query}");
    }
}

fn titles(lab: &Lab, query: &str) -> Vec<String> {
    let mut titles: Vec<String> = lab.ask(query).hits.into_iter().map(|hit| hit.title).collect();
    titles.sort_unstable();
    titles
}

#[test]
fn a_phrase_inside_a_longer_word_is_found() {
    let lab = Lab::new();
    assert_eq!(titles(&lab, "\"小化妆\""), ["小化妆", "小化妆包"]);
    assert_eq!(titles(&lab, "\"招商证券\""), ["招商证券", "招商证券股份"]);
}

#[test]
fn a_negated_phrase_leaves_out_what_holds_it_and_nothing_else() {
    let lab = Lab::new();
    assert_eq!(titles(&lab, "\"化妆\" -\"化妆包\""), ["大化妆品", "小化妆"]);
    assert_eq!(titles(&lab, "招商证券 -招商证券股份"), ["招商证券", "招商银行证券部"]);
    assert_eq!(titles(&lab, "\"信用\" -\"通信\""), Vec::<String>::new());
}

#[test]
fn a_phrase_never_looks_at_names() {
    let lab = Lab::new();
    assert_eq!(lab.ask("\"科源电器\"").total, 0);
    assert!(lab.ask("科源电器").total > 0, "without quotes the name is found");
}

#[test]
fn quotes_and_backslashes_are_characters_inside_a_phrase() {
    let lab = Lab::new();
    assert_eq!(titles(&lab, r#""五\"屏""#), ["五\"屏"]);
    assert_eq!(titles(&lab, "“五\"屏”"), ["五\"屏"]);
    assert_eq!(titles(&lab, "\"C++\""), ["C++"]);
    assert_eq!(titles(&lab, "\"T 7714\""), ["GB/T 7714—2015"]);
}
