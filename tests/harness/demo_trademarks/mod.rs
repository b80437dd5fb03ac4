//! An invented register of marks for demonstrations: 20,000 records that look like a register and are none.
//!
//! There is no public register of Chinese marks to ship, so one is made. Every record bears `source: demo`; its firms
//! do not exist, and their credit codes lie in a region (990000) that GB/T 2260 does not know.
//!
//! **Invariants**
//! - The same words give the same bytes: chance is splitmix64 seeded by a constant, and no clock is asked.
//! - The days of a mark follow each other as the law lets them: preliminary publication after filing, registration when
//!   the three months of opposition are over, the last day of the term the day before the anniversary.
//! - No two firms share a credit code, and every code passes its check.

mod chance;
mod firms;
mod goods;
mod life;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::Serialize;

use chance::Chance;
use firms::Firm;
use life::Life;

/// How many records are made.
pub const MARKS: usize = 20_000;
/// The first number; the others follow in the order of filing.
pub const FIRST_NUMBER: u32 = 9_900_000;
/// How many firms own them.
pub const FIRMS: usize = 3_000;

/// One line of the published import schema. The order of the fields is that of the file.
#[derive(Serialize)]
struct Mark<'life> {
    kind: &'static str,
    number: String,
    name: &'life str,
    nice_classes: [u8; 1],
    similar_groups: Vec<String>,
    goods: Vec<&'static str>,
    filing_on: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    preliminary_publication_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    registration_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_on: Option<NaiveDate>,
    applicants: Vec<Holder<'life>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    owners: Vec<Holder<'life>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<Event>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events_known_until: Option<NaiveDate>,
    source: &'static str,
}

#[derive(Serialize)]
struct Holder<'firm> {
    name: &'firm str,
    uscc: &'firm str,
    region: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until_on: Option<NaiveDate>,
}

#[derive(Serialize)]
struct Event {
    on: NaiveDate,
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'static str>,
}

/// The register as NDJSON, made from a list of words, one a line.
///
/// # Errors
/// Where a line cannot be written as JSON.
///
/// # Panics
/// Where the list has too few words that can be marks.
pub fn generate(words: &str) -> serde_json::Result<String> {
    let words: Vec<&str> = words.lines().filter(|word| can_be_a_mark(word)).collect();
    assert!(words.len() >= FIRMS, "only {} words can be marks", words.len());
    let mut chance = Chance::new();
    let firms = firms::invent(&words, &mut chance);
    let lives = life::in_order_of_filing(MARKS, &mut chance);
    let mut lines = String::new();
    for (number, life) in (FIRST_NUMBER..).zip(lives) {
        let firm = chance.pick(&firms);
        let later_owner = chance.pick_another(&firms, |other| other.uscc != firm.uscc);
        // A firm's marks mostly bear the word of its name; the others are words of their own.
        let name = if chance.percent(55) { firm.brand.as_str() } else { chance.pick(&words) };
        let mark = mark(number, name, life, (firm, later_owner), &mut chance);
        lines.push_str(&serde_json::to_string(&mark)?);
        lines.push('\n');
    }
    Ok(lines)
}

fn mark<'firm>(
    number: u32,
    name: &'firm str,
    life: Life,
    (firm, later_owner): (&'firm Firm, &'firm Firm),
    chance: &mut Chance,
) -> Mark<'firm> {
    let class = if chance.percent(70) { *chance.pick(firm.classes) } else { *chance.weighted(&goods::FREQUENCY) };
    let (similar_groups, goods) = some_goods(class, chance);
    let owners = match (life.registration_on, life.transferred_on) {
        (Some(_), Some(on)) => vec![holder(firm, None, Some(on)), holder(later_owner, Some(on), None)],
        (Some(_), None) => vec![holder(firm, None, None)],
        (None, _) => Vec::new(),
    };
    Mark {
        kind: "trademark",
        number: number.to_string(),
        name,
        nice_classes: [class],
        similar_groups,
        goods,
        filing_on: life.filing_on,
        preliminary_publication_on: life.preliminary_publication_on,
        registration_on: life.registration_on,
        expires_on: life.expires_on,
        applicants: vec![holder(firm, None, None)],
        owners,
        events: life.events,
        events_known_until: life.events_known_until,
        source: "demo",
    }
}

/// One to four goods of a class, each once, with their groups.
fn some_goods(class: u8, chance: &mut Chance) -> (Vec<String>, Vec<&'static str>) {
    let all = goods::of_class(class);
    let mut chosen: Vec<(u8, &'static str)> = Vec::new();
    for _ in 0..chance.between(1, 4) {
        let one = *chance.pick(all);
        if !chosen.contains(&one) {
            chosen.push(one);
        }
    }
    let groups: std::collections::BTreeSet<u8> = chosen.iter().map(|(group, _)| *group).collect();
    let groups = groups.into_iter().map(|group| format!("{class:02}{group:02}")).collect();
    (groups, chosen.into_iter().map(|(_, goods)| goods).collect())
}

fn holder(firm: &Firm, from_on: Option<NaiveDate>, until_on: Option<NaiveDate>) -> Holder<'_> {
    Holder { name: &firm.name, uscc: &firm.uscc, region: firm.region, from_on, until_on }
}

/// What is left out: words that say what a body is rather than what it is called. Most are names of real bodies, and an
/// invented firm's name is made of the word and a trade.
const NOT_IN_A_MARK: [&str; 30] = [
    "集团", "实业", "科技", "银行", "人寿", "保险", "证券", "基金", "股份", "公司", "控股", "投资", "资本", "大学",
    "学院", "医院", "中心", "协会", "政府", "法院", "中国", "国家", "人民", "中华", "电力", "电网", "石油", "烟草",
    "铁路", "航空",
];

/// Chinese words of two to twelve characters and nothing else.
fn can_be_a_mark(word: &str) -> bool {
    (2..=12).contains(&word.chars().count())
        && word.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        && !NOT_IN_A_MARK.iter().any(|part| word.contains(part))
}
