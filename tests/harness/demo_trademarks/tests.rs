//! The register that ships is the one that is made, and it is what it says it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use chrono::Months;
use domain::identifier::{Check, Uscc};
use flate2::read::GzDecoder;
use serde_json::Value;

use super::*;

fn unpacked(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/trademarks").join(file);
    let mut text = String::new();
    GzDecoder::new(File::open(path).expect("the file ships")).read_to_string(&mut text).expect("it is text");
    text
}

static SHIPPED: LazyLock<String> = LazyLock::new(|| unpacked("demo.ndjson.gz"));

fn marks() -> Vec<Value> {
    SHIPPED.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn day(mark: &Value, field: &str) -> Option<NaiveDate> {
    mark[field].as_str().map(|day| day.parse().expect("a day"))
}

fn codes(mark: &Value) -> Vec<&str> {
    mark["events"]
        .as_array()
        .map_or_else(Vec::new, |events| events.iter().filter_map(|event| event["code"].as_str()).collect())
}

#[test]
fn the_file_that_ships_is_the_one_that_is_made() {
    let made = generate(&unpacked("brand_words.txt.gz")).expect("the register is made");
    // Not `assert_eq`: a difference would print megabytes.
    assert!(made == *SHIPPED, "make it again with the program `demo-trademarks`");
}

#[test]
fn numbers_run_on_and_every_record_says_that_it_is_invented() {
    let marks = marks();
    assert_eq!(marks.len(), MARKS);
    for (number, mark) in (FIRST_NUMBER..).zip(&marks) {
        assert_eq!(mark["number"], number.to_string());
        assert_eq!((&mark["source"], &mark["kind"]), (&Value::from("demo"), &Value::from("trademark")));
    }
}

#[test]
fn about_sixty_in_a_hundred_stand_and_fifteen_each_are_pending_and_dead() {
    let mut shares = BTreeMap::new();
    for mark in marks() {
        let codes = codes(&mark);
        let ended =
            |code: &&str| matches!(*code, "TM-REFUSED" | "TM-WITHDRAWN" | "TM-CANCELLED" | "TM-REVOKED" | "TM-INVALID");
        let fate = if codes.is_empty() {
            "no events"
        } else if codes.iter().any(ended) {
            "dead"
        } else if codes.contains(&"TM-REG") {
            "in force"
        } else {
            "pending"
        };
        *shares.entry(fate).or_insert(0_usize) += 100;
    }
    let percent = |fate| shares.get(fate).map_or(0, |count| count / MARKS);
    assert!((57..=62).contains(&percent("in force")), "{shares:?}");
    assert_eq!(percent("pending"), 15);
    assert!((14..=16).contains(&percent("dead")), "{shares:?}");
    assert!((9..=11).contains(&percent("no events")), "{shares:?}");
}

#[test]
fn days_follow_each_other_as_the_law_lets_them() {
    let known_until: NaiveDate = "2026-10-31".parse().expect("a day");
    for mark in marks() {
        let filing = day(&mark, "filing_on").expect("a filing day");
        if let Some(registered) = day(&mark, "registration_on") {
            let preliminary = day(&mark, "preliminary_publication_on").expect("published before it is registered");
            assert!(preliminary + Months::new(3) < registered, "{mark}");
            let months = (registered - filing).num_days() / 30;
            assert!((7..=15).contains(&months), "{mark}");
            let last = day(&mark, "expires_on").expect("a last day").succ_opt().expect("a day after");
            assert!([120, 240].iter().any(|months| registered + Months::new(*months) == last), "{mark}");
        }
        let events: Vec<NaiveDate> =
            mark["events"].as_array().into_iter().flatten().filter_map(|event| day(event, "on")).collect();
        assert!(events.is_sorted() && events.iter().all(|on| (filing..=known_until).contains(on)), "{mark}");
        assert_eq!(mark["events_known_until"].is_string(), !events.is_empty());
        if !events.is_empty() && !codes(&mark).iter().any(|code| code.starts_with("TM-CANC")) {
            let still_runs = day(&mark, "expires_on").is_none_or(|last| last > known_until);
            assert!(
                still_runs || codes(&mark).iter().any(|code| matches!(*code, "TM-REVOKED" | "TM-INVALID")),
                "{mark}"
            );
        }
    }
}

#[test]
fn every_firm_has_a_credit_code_of_its_own_that_passes() {
    let mut codes_of = BTreeMap::<String, BTreeSet<String>>::new();
    let mut regions = BTreeMap::<String, usize>::new();
    for mark in marks() {
        for holder in mark["applicants"].as_array().into_iter().chain(mark["owners"].as_array()).flatten() {
            let text = |field: &str| holder[field].as_str().expect("a text").to_owned();
            let code = Uscc::parse(&text("uscc")).expect("a credit code");
            assert_eq!(
                (code.check(), code.region(), code.department(), code.body_type()),
                (Check::Passes, "990000", '9', '1')
            );
            assert_eq!(code.organisation_code().check(), Check::Passes);
            codes_of.entry(text("name")).or_default().insert(text("uscc"));
            *regions.entry(text("region")).or_default() += 1;
        }
    }
    assert!((2_900..=FIRMS).contains(&codes_of.len()), "{}", codes_of.len());
    assert!(codes_of.values().all(|codes| codes.len() == 1));
    assert_eq!(codes_of.values().flatten().collect::<BTreeSet<_>>().len(), codes_of.len());
    assert_eq!(regions.len(), 31);
    assert_eq!(regions.iter().max_by_key(|(_, count)| **count).map(|(region, _)| region.as_str()), Some("黑龙江"));
}

#[test]
fn groups_and_goods_are_of_the_class_and_no_class_is_without_goods() {
    for class in 1..=45 {
        let goods = goods::of_class(class);
        assert!(goods.len() >= 4, "{class}");
        assert!(goods.iter().all(|(group, _)| (1..=60).contains(group)), "{class}");
    }
    for mark in marks() {
        let class = mark["nice_classes"][0].as_u64().expect("a class");
        let groups = mark["similar_groups"].as_array().expect("groups");
        assert!(
            !groups.is_empty()
                && groups.iter().all(|group| group.as_str().is_some_and(|g| g.starts_with(&format!("{class:02}"))))
        );
    }
}
