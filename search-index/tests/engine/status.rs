//! The status is that of the day asked about, though the index does not change.

use domain::registry::SimpleStatus;
use search_index::{Entry, FacetName, FacetSelection, Filters, Request, Standing};

use crate::lab::{Lab, day, records, request};

#[test]
fn a_right_turns_on_the_day_after_its_last_without_being_written() {
    for then in [SimpleStatus::Dead, SimpleStatus::Unknown] {
        turns_after(day(2030, 6, 30), then);
    }
}

fn turns_after(last: chrono::NaiveDate, then: SimpleStatus) {
    let standing = Standing { status: SimpleStatus::InForce, changes_after: Some((last, then)) };
    let lab = Lab::with(vec![Entry { key: 1, standing, ..records()[0].clone() }]);
    let cases = [(day(2030, 6, 29), SimpleStatus::InForce), (last, SimpleStatus::InForce), (day(2030, 7, 1), then)];
    for (today, status) in cases {
        let facets = FacetSelection::of(&[FacetName::Status]);
        let answer = lab.engine.search(&Request { today, facets, ..request("") }).expect("the request is answered");
        assert_eq!(answer.hits[0].status, status, "{today}");
        assert_eq!(answer.facets[0].buckets[0].value, status.code(), "{today}");
        for asked in SimpleStatus::ALL {
            let filters = Filters { statuses: vec![asked], ..Filters::default() };
            let answer =
                lab.engine.search(&Request { today, filters, ..request("") }).expect("the request is answered");
            assert_eq!(answer.total, u64::from(asked == status), "{today} {asked:?}");
        }
    }
}
