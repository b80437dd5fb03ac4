//! The stored form: what was written yesterday is read tomorrow.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::generated::records;
use super::{day, event, gi, mark, patent};
use crate::identifier::{IpcSymbol, LocarnoClass, NiceClass, PatentKind, PublicationNumber, SimilarGroup, Uscc};
use crate::registry::{
    GeographicalIndication, LegalEvent, Particulars, Party, PartyRole, Patent, Provenance, Publication, Record,
    RecordKind, RightKind, SimpleStatus, Trademark,
};

/// Records as they are stored today. When this file must change, stored records must be carried over.
const STORED: &str = include_str!("stored_form.json");

/// The records of the file with every field said. Written out in full: a new field does not compile here, and so asks
/// for its place in the file.
pub(super) fn told_in_full() -> Vec<Record> {
    let patent = Patent {
        publications: vec![Publication {
            number: PublicationNumber::parse("CN111700000A").expect("a number"),
            on: Some(day("2020-09-25")),
        }],
        abstract_text: Some("本发明公开了一种秸秆还田装置。".into()),
        claims: Some("1. 一种秸秆还田装置，其特征在于……".into()),
        description: Some("技术领域……".into()),
        ipc: vec![IpcSymbol::parse("A01B49/02").expect("a symbol")],
        locarno: vec![LocarnoClass::parse("15-03").expect("a class")],
        filing_on: Some(day("2020-06-19")),
        grant_on: Some(day("2022-03-11")),
        priorities: vec!["CN201911000000.0 2019-06-20".into()],
        citations: vec!["CN1319010A".into()],
        agency: Some("哈尔滨某专利代理机构".into()),
        agents: vec!["李四".into()],
        ..patent(PatentKind::Invention)
    };
    let mark = Trademark {
        nice_classes: vec![NiceClass::new(30).expect("a class")],
        similar_groups: vec![SimilarGroup::parse("3008").expect("a group")],
        goods: vec!["米".into()],
        filing_on: Some(day("2018-01-02")),
        preliminary_publication_on: Some(day("2018-11-06")),
        registration_on: Some(day("2019-02-07")),
        expires_on: Some(day("2029-02-06")),
        ..mark()
    };
    let indication = GeographicalIndication {
        other_names: vec!["Wuchang Da Mi".into()],
        product: Some("大米".into()),
        protection: Some("农产品地理标志".into()),
        place: Some("五常市".into()),
        region: Some("黑龙江".into()),
        filing_on: Some(day("2013-05-06")),
        publication_on: Some(day("2014-01-08")),
        registration_on: Some(day("2014-05-22")),
        legal_instrument: Some("农业部公告第2105号".into()),
        ..gi(RightKind::GiAgroProduct)
    };
    let owner = Party {
        role: PartyRole::Owner,
        name: "黑龙江某农机有限公司".into(),
        uscc: Some(Uscc::parse("91110000101623741K").expect("a code")),
        address: Some("黑龙江省哈尔滨市".into()),
        region: Some("黑龙江".into()),
        from_on: Some(day("2022-03-11")),
        until_on: Some(day("2024-05-07")),
    };
    let parties = vec![Party::named(PartyRole::Applicant, "甲"), owner, Party::named(PartyRole::Inventor, "张三")];
    let events = vec![
        event("2020-09-25", "PB01"),
        LegalEvent { on: day("2024-05-07"), code: "TR01".into(), detail: Some("变更后：乙公司".into()) },
    ];
    let sources = vec![
        Provenance { source: "cn-gazette".into(), retrieved_on: Some(day("2024-06-01")) },
        Provenance { source: "demo".into(), retrieved_on: None },
    ];
    let in_full = Record {
        particulars: Particulars::Patent(patent),
        parties,
        events,
        events_known_until: Some(day("2024-06-01")),
        sources,
    };
    let with = |particulars| super::bare(particulars);
    vec![in_full, with(Particulars::Trademark(mark)), with(Particulars::GeographicalIndication(indication))]
}

fn file() -> Value {
    serde_json::from_str(STORED).expect("the file is JSON")
}

#[test]
fn records_are_stored_as_the_file_has_them() {
    assert_eq!(serde_json::to_value(told_in_full()).expect("storable"), file());
}

#[test]
fn stored_records_are_read_as_they_were_meant() {
    let read: Vec<Record> = serde_json::from_value(file()).expect("what was stored is readable");
    assert_eq!(read, told_in_full());
}

#[test]
fn what_a_stored_record_leaves_out_is_not_said() {
    let bare = json!({
        "particulars": {"kind": "patent", "right": "design", "title": "铲"},
        "sources": [{"source": "demo"}],
    });
    let record: Record = serde_json::from_value(bare).expect("readable");
    assert_eq!((record.right(), record.number(), record.filing_on()), (RightKind::Design, None, None));
    assert!(record.parties.is_empty() && record.events.is_empty() && record.events_known_until.is_none());
}

#[test]
fn a_stored_record_whose_day_or_number_cannot_be_is_refused() {
    for (field, value) in [("filing_on", "2020-02-30"), ("application_number", "20201056608")] {
        let mut stored = file();
        stored[0]["particulars"][field] = value.into();
        assert!(serde_json::from_value::<Vec<Record>>(stored).is_err(), "{field}");
    }
}

#[test]
fn each_code_is_the_word_of_one_kind_and_the_word_that_is_stored() {
    for kind in RightKind::ALL {
        assert_eq!(RightKind::from_code(kind.code()), Some(kind));
        assert_eq!(serde_json::to_value(kind).ok(), Some(kind.code().into()));
    }
    for kind in RecordKind::ALL {
        assert_eq!(RecordKind::from_code(kind.code()), Some(kind));
        assert_eq!(serde_json::to_value(kind).ok(), Some(kind.code().into()));
    }
    for status in SimpleStatus::ALL {
        assert_eq!(SimpleStatus::from_code(status.code()), Some(status));
        assert_eq!(serde_json::to_value(status).ok(), Some(status.code().into()));
    }
    for role in [PartyRole::Applicant, PartyRole::Owner, PartyRole::Inventor] {
        assert_eq!(serde_json::to_value(role).ok(), Some(role.code().into()));
    }
    assert_eq!(RightKind::from_code("Invention"), None);
}

proptest! {
    #[test]
    fn what_is_stored_is_read_back(record in records("1985-04-01", 15_000)) {
        let stored = serde_json::to_string(&record).expect("storable");
        prop_assert_eq!(serde_json::from_str::<Record>(&stored).expect("readable"), record);
    }
}
