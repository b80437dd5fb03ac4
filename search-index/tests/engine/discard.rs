//! A run that broke off between applying and committing leaves nothing behind.

use search_index::{Batch, Replacement};

use crate::lab::{Lab, records, request};

#[test]
fn what_was_applied_and_discarded_does_not_stand_twice() {
    let lab = Lab::with(Vec::new());
    let batch = || Batch {
        remove: Vec::new(),
        replace: records().iter().map(|entry| Replacement { entry: entry.clone(), maybe_present: false }).collect(),
    };
    lab.engine.apply(&batch()).expect("applied");
    lab.engine.discard();
    lab.engine.apply(&batch()).expect("applied");
    lab.engine.commit(2).expect("committed");
    let answer = lab.engine.search(&request("")).expect("the request is answered");
    assert_eq!(answer.total, records().len() as u64);
    lab.engine.discard();
    assert_eq!((lab.engine.documents(), lab.engine.cursor()), (records().len() as u64, Some(2)), "the committed stays");
}
