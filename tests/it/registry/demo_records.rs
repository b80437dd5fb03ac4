//! The demo records: real ones for search, invented ones for everything that acts.

use std::io::Read;

use domain::identifier::{Check, Uscc};
use domain::registry::Particulars;
use registry::store;
use tests::TestApp;

fn unpacked(path: &str) -> String {
    let mut text = String::new();
    let file = std::fs::File::open(path).expect("the file opens");
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).expect("the file is read");
    text
}

#[tokio::test]
async fn the_invented_marks_are_those_that_the_generator_makes() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/trademarks");
    let words = unpacked(&format!("{root}/brand_words.txt.gz"));
    let made = tests::demo_trademarks::generate(&words).expect("the marks are made");
    assert!(
        made == unpacked(&format!("{root}/demo.ndjson.gz")),
        "data/trademarks/demo.ndjson.gz is stale: run `make demo-data`"
    );
}

#[tokio::test]
async fn whoever_will_act_is_invented_and_says_so() {
    let house = TestApp::start().await;
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/trademarks/demo.ndjson.gz");
    let outcome = house.import_file(std::path::Path::new(file)).await;
    assert_eq!((outcome.counts.inserted, outcome.counts.rejected), (20_000, 0));
    let mut after = 0;
    loop {
        let records = store::changes_after(house.app.database.reader(), after, 2_000).await.expect("records");
        let Some(last) = records.last() else { break };
        after = last.change_number;
        for stored in &records {
            let record = &stored.record;
            assert!(record.sources.iter().all(|from| from.source == "demo") && !record.sources.is_empty());
            let Particulars::Trademark(mark) = &record.particulars else { panic!("a mark") };
            let serial: u32 = mark.number.to_string().parse().expect("a number");
            assert!((9_900_000..=9_999_999).contains(&serial), "{serial}");
            for uscc in record.parties.iter().filter_map(|party| party.uscc.as_ref()) {
                assert_eq!((uscc.region(), Uscc::check(uscc)), ("990000", Check::Passes), "{uscc}");
            }
        }
    }
}
