//! What stands on which page.

use chrono::NaiveDate;

use super::*;
use crate::face::face;
use crate::lines::gives;
use crate::sheet::{HEIGHT, MOST_PAGES, Mark, WIDTH};

fn paper(blocks: Vec<Block>) -> Paper {
    let made_on = NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day");
    Paper { title: "专利权质押合同".into(), number: Some("ZY-1".into()), blocks, made_on }
}

fn laid(blocks: Vec<Block>) -> Vec<Page> {
    pages(&paper(blocks), face().expect("the face")).expect("pages")
}

fn texts(page: &Page) -> Vec<&str> {
    page.iter()
        .filter_map(|mark| match mark {
            Mark::Words { text, .. } => Some(text.as_str()),
            Mark::Rule { .. } => None,
        })
        .collect()
}

fn table(rows: usize) -> Block {
    let row = |number: usize| vec![format!("第{number}项"), "一种改性沥青防水卷材及其制备方法".repeat(number % 5)];
    Block::Table { head: vec!["序号".into(), "专利名称".into()], rows: (0..rows).map(row).collect() }
}

#[test]
fn the_title_and_the_number_come_first_and_the_pages_are_counted() {
    let pages = laid(vec![Block::Paragraph("甲方与乙方订立本合同。".into())]);
    let [page] = pages.as_slice() else { panic!("{} pages", pages.len()) };
    assert_eq!(texts(page), ["专利权质押合同", "编号：ZY-1", "甲方与乙方订立本合同。", "第 1 页 共 1 页"]);
}

#[test]
fn a_long_table_repeats_its_head_on_each_page_and_loses_no_row() {
    let pages = laid(vec![table(200)]);
    assert!(pages.len() > 3);
    for page in &pages {
        assert_eq!(texts(page).iter().filter(|text| **text == "序号").count(), 1);
    }
    let all: Vec<_> = pages.iter().flat_map(texts).collect();
    for number in 0..200 {
        assert_eq!(all.iter().filter(|text| **text == format!("第{number}项")).count(), 1, "{number}");
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on_under_a_new_head() {
    let tall = vec!["一".into(), "质押".repeat(2_000)];
    let pages = laid(vec![Block::Table { head: vec!["序号".into(), "内容".into()], rows: vec![tall] }]);
    assert!(pages.len() > 2);
    assert!(pages.iter().all(|page| texts(page).contains(&"序号")));
    let all: String = pages.iter().flat_map(texts).collect();
    assert_eq!(all.matches('押').count(), 2_000 + 1, "with that of the title");
}

#[test]
fn a_head_as_tall_as_a_page_is_set_once() {
    let head = vec!["押".repeat(3_000)];
    let pages = laid(vec![Block::Table { head, rows: vec![vec!["甲".into()]; 100] }]);
    let all: String = pages.iter().flat_map(texts).collect();
    assert_eq!((all.matches('押').count(), all.matches('甲').count()), (3_001, 100));
}

#[test]
fn nothing_is_drawn_outside_the_margins() {
    let narrow = (0..crate::MOST_COLUMNS).map(|number| format!("ZL20131001234{number}.6")).collect();
    let pages = laid(vec![
        Block::Heading("质".repeat(100)),
        Block::Paragraph("出质人（甲方）系 ZL201310012345.6 的专利权人，of the People's Republic。".repeat(100)),
        Block::Facts(vec![("名称".repeat(20), "w".repeat(300))]),
        table(50),
        Block::Table { head: narrow, rows: Vec::new() },
        Block::Signatures(vec!["甲".repeat(60); 10]),
    ]);
    let face = face().expect("the face");
    for mark in pages.iter().flatten() {
        let (ends, bottom) = match mark {
            Mark::Words { at, text, size, stretch, .. } => {
                assert!(at.0 > MARGIN - 0.1, "{text}");
                let places = text.chars().zip(text.chars().skip(1)).filter(|&(a, b)| gives(a, b)).count();
                let width = face.points(face.width(text), *size) + stretch * places as f32;
                (at.0 + width, if text.starts_with("第 ") { 0.0 } else { at.1 })
            }
            Mark::Rule { to, .. } => *to,
        };
        assert!(ends < WIDTH - MARGIN + 0.1 && bottom < HEIGHT - MARGIN + 0.1, "{mark:?}");
    }
}

#[test]
fn a_heading_does_not_stand_alone_at_the_foot_of_a_page() {
    for lines in 0..60 {
        let blocks =
            vec![Block::Paragraph("\n".repeat(lines)), Block::Heading("第一条".into()), Block::Paragraph("甲".into())];
        let pages = laid(blocks);
        let page = pages.iter().find(|page| texts(page).contains(&"第一条")).expect("the heading");
        assert!(texts(page).contains(&"甲"), "after {lines} lines");
    }
}

#[test]
fn a_name_and_its_place_to_sign_stay_together() {
    for lines in 0..60 {
        let pages = laid(vec![Block::Paragraph("\n".repeat(lines)), Block::Signatures(vec!["甲方".into()])]);
        let page = pages.iter().find(|page| texts(page).contains(&"甲方")).expect("the name");
        assert!(texts(page).contains(&SIGN_HERE), "after {lines} lines");
    }
}

#[test]
fn a_character_that_cannot_be_shown_stands_as_a_geta() {
    let pages = laid(vec![Block::Paragraph("甲\u{20bb7}乙\u{202e}丙\u{0}丁\t戊\r\n己".into())]);
    let all: Vec<_> = pages.iter().flat_map(texts).collect();
    assert!(all.contains(&"甲〓乙〓丙〓丁 戊") && all.contains(&"己"), "{all:?}");
}

#[test]
fn more_pages_or_columns_than_the_bounds_are_refused() {
    let face = face().expect("the face");
    let refused = |block| pages(&paper(vec![block]), face).map(|pages| pages.len());
    let lines = |count| Block::Paragraph("\n".repeat(count));
    assert_eq!(refused(lines(MOST_PAGES * 40)), Err(PaperFault::TooManyPages));
    assert_eq!(refused(lines(MOST_WORDS + 1)), Err(PaperFault::TooManyPages));
    assert!(refused(lines(MOST_PAGES * 30)).is_ok());
    assert_eq!(refused(table(100_000)), Err(PaperFault::TooManyPages));
    let wide = Block::Table { head: vec![String::new(); crate::MOST_COLUMNS + 1], rows: Vec::new() };
    assert_eq!(refused(wide), Err(PaperFault::TooManyColumns));
}
