//! The rules of breaking lines, by example and for any text.

use proptest::prelude::*;

use super::*;

/// Chinese takes ten units and everything else five.
fn advance(c: char) -> u32 {
    if c >= '\u{2000}' { 10 } else { 5 }
}

fn texts(text: &str, first: u32, rest: u32) -> Vec<String> {
    fold(text, Room { first, rest }, advance).into_iter().map(|line| line.text).collect()
}

fn width(text: &str) -> u32 {
    text.chars().map(advance).sum()
}

#[test]
fn chinese_breaks_between_any_two_characters() {
    assert_eq!(texts("专利权质押合同", 30, 30), ["专利权", "质押合", "同"]);
}

#[test]
fn the_first_line_has_its_own_room() {
    assert_eq!(texts("专利权质押合同", 10, 40), ["专", "利权质押", "合同"]);
}

#[test]
fn a_line_does_not_begin_with_a_comma_or_a_closing_sign() {
    assert_eq!(texts("专利权，质押", 30, 30), ["专利", "权，质", "押"]);
    assert_eq!(texts("《专利》。质押", 30, 30), ["《专", "利》。", "质押"]);
}

#[test]
fn a_line_does_not_end_with_an_opening_sign() {
    assert_eq!(texts("甲方（银行）", 30, 30), ["甲方", "（银", "行）"]);
}

#[test]
fn a_word_or_number_goes_whole_to_the_next_line() {
    assert_eq!(texts("专利号ZL2013是", 50, 50), ["专利号", "ZL2013是"]);
    assert_eq!(texts("the pledge", 40, 40), ["the", "pledge"]);
}

#[test]
fn an_apostrophe_and_a_point_do_not_break_a_word() {
    assert_eq!(texts("甲China’s 1.5", 45, 45), ["甲", "China’s", "1.5"]);
}

#[test]
fn a_quotation_after_a_word_may_begin_a_line() {
    assert_eq!(texts("ZL2013“专利”AB", 45, 45), ["ZL2013", "“专利”", "AB"]);
}

#[test]
fn a_word_longer_than_a_line_is_broken() {
    assert_eq!(texts("abcdefgh。", 20, 20), ["abcd", "efg", "h。"]);
}

#[test]
fn signs_without_end_are_broken_where_they_must() {
    assert_eq!(texts("，，，，，，，", 30, 30), ["，，，", "，，，", "，"]);
}

#[test]
fn a_dash_and_an_ellipsis_are_not_divided() {
    assert_eq!(texts("甲乙——丙", 30, 30), ["甲", "乙——", "丙"]);
    assert_eq!(texts("甲乙……丙", 30, 30), ["甲", "乙……", "丙"]);
}

#[test]
fn a_line_feed_begins_a_paragraph_and_an_empty_one_is_a_line() {
    let lines = fold("甲乙丙\n\n丁", Room { first: 10, rest: 20 }, advance);
    let told: Vec<_> = lines.iter().map(|line| (line.text.as_str(), line.starts, line.ends)).collect();
    assert_eq!(told, [("甲", true, false), ("乙丙", false, true), ("", true, true), ("丁", true, true)]);
}

#[test]
fn a_room_of_nothing_still_ends() {
    assert_eq!(texts("甲b", 0, 0), ["甲", "b"]);
}

/// Words as people write them: a sign may stand before and after each.
fn prose() -> impl Strategy<Value = String> {
    let word = (
        prop::sample::select(vec!["", "", "“", "（", "《"]),
        prop::sample::select(vec!["甲", "专", "利", "ZL2013", "of", "5", "100%"]),
        prop::sample::select(vec!["", "", "，", "。”", "）", "》", " "]),
    );
    prop::collection::vec(word.prop_map(|(before, word, after)| format!("{before}{word}{after}")), 0..60)
        .prop_map(|words| words.concat())
}

fn unspaced(text: &str) -> String {
    text.replace([' ', '\n'], "")
}

proptest! {
    #[test]
    fn prose_keeps_the_rules_and_the_margin(text in prose(), room in 120_u32..300) {
        let lines = texts(&text, room - 20, room);
        for line in &lines {
            prop_assert!(width(line) <= room, "{line}");
            prop_assert!(!line.ends_with(opens), "{line}");
            prop_assert!(!line.starts_with(closes), "{line}");
        }
        prop_assert_eq!(unspaced(&lines.concat()), unspaced(&text));
    }

    #[test]
    fn nothing_is_lost_of_any_text(text in any::<String>(), room in 0_u32..100) {
        let lines = texts(&text, room, room);
        prop_assert_eq!(unspaced(&lines.concat()), unspaced(&text));
    }

    #[test]
    fn a_line_is_never_ended_while_the_next_word_fits(text in prose(), room in 120_u32..300) {
        let lines = texts(&text, room, room);
        for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
            let word = pieces(next).first().copied().unwrap_or_default().trim_end_matches(' ').to_owned();
            // The space that may stand between them is not on either line.
            prop_assert!(width(line) + width(" ") + width(&word) > room, "{line} | {next}");
        }
    }
}
