//! Papers as a whole: the same bytes for the same words, and no words that fail.

use super::*;

fn sample() -> Paper {
    Paper {
        title: "专利权质押合同\n（样本）<&>".into(),
        number: Some("TA-ZY-2026-000123".into()),
        made_on: NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day"),
        blocks: vec![
            Block::Facts(vec![("出质人（甲方）".into(), "泰安市某某新材料科技有限公司".into())]),
            Block::Heading("第一条　合同目的".into()),
            Block::Paragraph("双方根据《中华人民共和国民法典》订立本合同，以资共同遵守。".repeat(20)),
            Block::Table { head: vec!["序号".into(), "专利号".into()], rows: vec![vec!["1".into()]; 80] },
            Block::Signatures(vec!["甲方".into(), "乙方".into()]),
        ],
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let bytes = pdf(&sample()).expect("a paper");
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(pdf(&sample()), Ok(bytes));
}

#[test]
fn another_day_or_word_gives_other_bytes() {
    let bytes = pdf(&sample());
    let later = Paper { made_on: NaiveDate::from_ymd_opt(2026, 7, 2).expect("a day"), ..sample() };
    let renamed = Paper { title: "商标权质押合同".into(), ..sample() };
    assert_ne!(pdf(&later), bytes);
    assert_ne!(pdf(&renamed), bytes);
}

#[test]
fn only_the_drawings_in_use_are_in_the_file() {
    let bytes = pdf(&sample()).expect("a paper");
    assert!(bytes.len() < 100_000, "{} bytes", bytes.len());
}

#[test]
fn no_character_makes_a_paper_fail() {
    // Every plane, the signs for private use and those that are no characters at all: each is shown, or stands as a geta.
    let text: String = (0..=0x0010_ffff).step_by(7).filter_map(char::from_u32).collect();
    let paper = Paper { title: text.chars().take(500).collect(), blocks: vec![Block::Paragraph(text)], ..sample() };
    assert!(pdf(&paper).is_ok());
}

#[test]
fn an_empty_paper_is_one_page() {
    let paper = Paper { title: String::new(), number: None, blocks: Vec::new(), ..sample() };
    assert!(pdf(&paper).is_ok());
}

#[test]
fn a_day_that_the_format_cannot_write_is_refused() {
    let day = NaiveDate::from_ymd_opt(-1, 1, 1).expect("a day");
    assert_eq!(pdf(&Paper { made_on: day, ..sample() }), Err(PaperFault::Day(day)));
}
