//! Lines of the gazettes, of CNKI and of the register of geographical indications.

use domain::registry::{Particulars, RegistryRules, SimpleStatus, standing_on};
use serde_json::json;

use super::*;

#[test]
fn a_full_gazette_line_becomes_a_patent_with_its_parties() {
    let record = stored(
        Shape::GazetteFull,
        json!({
            "申请号": "CN201220217832.5", "公开（公告）号": "CN202644465U", "公开（公告）日": "2013.01.02",
            "申请日": "2012.05.10", "专利号": "CN201220217832.5", "名称": " 道路除雪<sub>2</sub>铲 ",
            "主分类号": "E01H5/06（2006.01）I", "分类号": "E01H5/06(2006.01)I；E01H5/12(2006.01)N",
            "优先权": "— —", "申请（专利权）人": "伊春市新达公路机械有限公司;贾锋", "发明（设计）人": "万玉珠；林艺平",
            "地址": "153036 黑龙江省伊春市新青区", "专利代理机构": "杭州赛科专利代理事务所 33230", "代理人": "曹绍文",
            "摘要": "本实用新型\0是\r\n铲。", "主权项": "一种铲。", "参考文献": "/", "颁证日": null, "审查员": "无",
        }),
    );
    assert_eq!(
        record,
        json!({
            "particulars": {
                "kind": "patent", "right": "utility_model", "application_number": "201220217832.5",
                "publications": [{"number": "CN202644465U", "on": "2013-01-02"}],
                "title": "道路除雪2铲", "abstract_text": "本实用新型是\n铲。", "claims": "一种铲。",
                "ipc": ["E01H5/06", "E01H5/12"], "locarno": [], "filing_on": "2012-05-10", "grant_on": "2013-01-02",
                "priorities": [], "citations": [], "agency": "杭州赛科专利代理事务所", "agents": ["曹绍文"],
            },
            "parties": [
                {"role": "applicant", "name": "伊春市新达公路机械有限公司",
                 "address": "153036 黑龙江省伊春市新青区", "region": "黑龙江"},
                {"role": "applicant", "name": "贾锋"},
                {"role": "inventor", "name": "万玉珠"},
                {"role": "inventor", "name": "林艺平"},
            ],
            "events": [],
            "sources": [{"source": "test"}],
        })
    );
}

#[test]
fn headers_with_narrow_brackets_are_the_same_headers() {
    let line =
        json!({"申请号": "CN201220217832.5", "公开(公告)号": "CN202644465U", "名称": "铲", "申请(专利权)人": "甲"});
    let fields = line.as_object().cloned().unwrap_or_default();
    assert_eq!(Shape::detect(&fields), Some(Shape::GazetteFull));
    let record = read(Shape::GazetteFull, line).expect("the line is read").record;
    assert_eq!(record.parties.first().map(|party| party.name.as_str()), Some("甲"));
    assert_eq!(record.lookup_keys().len(), 2);
}

#[test]
fn a_published_application_is_no_grant_and_a_granted_one_is() {
    let grant_on = |number: &str| {
        let line =
            json!({"公开（公告）号": number, "公开（公告）日": "2013.01.02", "名称": "铲", "申请（专利权）人": "甲"});
        read(Shape::GazetteFull, line).expect("the line is read").record.grant_on()
    };
    for granted in ["CN202644465U", "CN302644465S", "CN102644465B", "CN1234567C", "CN2612345Y", "CN3123456D"] {
        assert_eq!(grant_on(granted), on(2013, 1, 2), "{granted}");
    }
    for not_granted in ["CN102644465A", "CN1003001B", "CN102644465", "CN2030001U"] {
        assert_eq!(grant_on(not_granted), None, "{not_granted}");
    }
}

#[test]
fn a_brief_line_tells_ipc_and_locarno_apart_and_takes_the_region_of_the_file() {
    let line = |class: &str| json!({"专利名称": "瓶", "申请号": "CN201430000001.8", "申请人": "甲", "申请日": "2014-01-03", "主分类号": class, "摘要": "瓶。"});
    let label = SourceLabel { region: Some("山东省".into()), ..label() };
    for (class, ipc, locarno) in [
        ("13-03", json!([]), json!(["13-03"])),
        ("06-01-C0150", json!([]), json!(["06-01-C0150"])),
        ("A61K36/48（2006.01）I", json!(["A61K36/48"]), json!([])),
        ("A61K36/48", json!(["A61K36/48"]), json!([])),
    ] {
        let record = read_labelled(Shape::GazetteBrief, line(class), &label).expect("the line is read").record;
        let json = record_json(&record);
        assert_eq!((&json["particulars"]["ipc"], &json["particulars"]["locarno"]), (&ipc, &locarno), "{class}");
        assert_eq!(record.region(), Some("山东"));
    }
}

#[test]
fn a_class_that_cannot_be_read_is_dropped_with_a_warning() {
    let line = json!({"专利名称": "瓶", "申请号": "CN201410000001.6", "主分类号": "Z99;A61K36/48"});
    let reading = read(Shape::GazetteBrief, line).expect("the line is read");
    assert_eq!(record_json(&reading.record)["particulars"]["ipc"], json!(["A61K36/48"]));
    let warning = reading.warnings.first().expect("a warning");
    assert_eq!((warning.field, warning.code, warning.value.as_str()), ("主分类号", "identifier.shape", "Z99"));
}

#[test]
fn a_failed_check_character_is_kept_with_a_warning_and_an_absent_one_too() {
    for (number, code) in
        [("CN201410000001.5", "identifier.check_character_fails"), ("CN86108023", "identifier.check_character_absent")]
    {
        let found = warnings(Shape::GazetteBrief, json!({"专利名称": "瓶", "申请号": number}));
        assert_eq!(found.iter().map(|(field, code, _)| (*field, *code)).collect::<Vec<_>>(), [("申请号", code)]);
    }
}

#[test]
fn impossible_days_and_missing_fields_reject_the_line_and_all_are_named() {
    let line = json!({"专利名称": "--", "申请号": "CN2014", "申请日": "2014-02-30", "主分类号": 5});
    assert_eq!(
        reasons(Shape::GazetteBrief, line),
        [
            ("申请号".to_owned(), "identifier.shape"),
            ("专利名称".to_owned(), "import.field.missing"),
            ("申请日".to_owned(), "import.field.day_impossible"),
            ("主分类号".to_owned(), "import.field.type"),
        ]
    );
    assert_eq!(
        reasons(Shape::GazetteFull, json!({"名称": "铲", "公开（公告）日": "去年"})),
        [("公开（公告）日".to_owned(), "import.field.day_shape"), ("申请号".to_owned(), "import.field.number_missing"),]
    );
}

#[test]
fn a_citation_becomes_a_patent_known_by_its_publication() {
    let line = json!({
        "publication_number": "CN106540253A", "title": "NAD<sup>+</sup>的应用", "publication_date": "2017-03-29",
        "inventors": ["张跃茹", "R·M||sup||a||/sup||·埃尔瓦斯"], "region": "中国台湾", "topics": ["x"],
    });
    let record = read(Shape::CnkiBiblio, line).expect("the line is read").record;
    assert_eq!(record.number().as_deref(), Some("CN106540253A"));
    assert_eq!((record.title(), record.region(), record.grant_on()), ("NAD+的应用", Some("台湾"), None));
    assert_eq!(record.publication_on(), on(2017, 3, 29));
    assert_eq!(record.parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>(), ["张跃茹", "R·Ma·埃尔瓦斯"]);
}

#[test]
fn a_foreign_citation_tells_no_kind_of_patent_and_is_rejected() {
    let line = json!({"publication_number": "US9123456B2", "title": "x", "publication_date": "2017-03-29"});
    let expected = [("publication_number".to_owned(), "import.field.right_not_told")];
    assert_eq!(reasons(Shape::CnkiBiblio, line), expected);
}

fn gi(number: &str, status: &str, days: [&str; 3]) -> serde_json::Value {
    json!({
        "EA_Name": "平谷大桃 / Pinggu Da Tao", "EA_FileNumber": number, "EA_Status": status, "EA_Country": "China",
        "EA_Type": "Protected Designation of Origin (PDO)", "EA_ProductType": "Food",
        "EA_ProductCategory": "Class 1.6. Fruit", "EA_LegalInstrument": "Official Journal L 310, 09.11.2012",
        "EA_ApplicationDate": days[0], "EA_DatePublication": days[1], "EA_DateRegistration": days[2],
    })
}

fn dated_label() -> SourceLabel {
    SourceLabel { retrieved_on: on(2021, 1, 31), ..label() }
}

#[test]
fn a_registered_name_has_its_days_events_and_names() {
    let line = gi("PDO-CN-0628", "Registered", ["16/07/2007", "18/02/2012", "09/11/2012"]);
    let record = read_labelled(Shape::GiRegister, line, &dated_label()).expect("the line is read").record;
    assert_eq!(
        record_json(&record),
        json!({
            "particulars": {
                "kind": "geographical_indication", "right": "gi_foreign_register", "number": "PDO-CN-0628",
                "name": "平谷大桃", "other_names": ["Pinggu Da Tao"], "product": "Class 1.6. Fruit",
                "protection": "Protected Designation of Origin (PDO)", "region": "中国",
                "filing_on": "2007-07-16", "publication_on": "2012-02-18", "registration_on": "2012-11-09",
                "legal_instrument": "Official Journal L 310, 09.11.2012",
            },
            "parties": [],
            "events": [
                {"on": "2007-07-16", "code": "GI-APPLIED"},
                {"on": "2012-02-18", "code": "GI-PUBLISHED"},
                {"on": "2012-11-09", "code": "GI-REGISTERED"},
            ],
            "events_known_until": "2021-01-31",
            "sources": [{"source": "test", "retrieved_on": "2021-01-31"}],
        })
    );
}

#[test]
fn the_status_of_a_file_follows_from_its_events() {
    let rules = RegistryRules::from_toml(include_str!("../../../../../../rules/registry.toml")).expect("the rules");
    let status = |line| {
        let record = read_labelled(Shape::GiRegister, line, &dated_label()).expect("the line is read").record;
        standing_on(&record, &rules, on(2026, 1, 1).expect("a day")).reason.status()
    };
    assert_eq!(status(gi("PDO-CN-0628", "Registered", ["", "", "09/11/2012"])), SimpleStatus::InForce);
    assert_eq!(status(gi("PDO-CN-0628", "Applied", ["16/07/2007", "", ""])), SimpleStatus::Pending);
    assert_eq!(status(gi("PDO-CN-0628", "Published", ["16/07/2007", "18/02/2012", ""])), SimpleStatus::Pending);
    // Registered, nobody knows since when: it must not pass for pending.
    assert_eq!(status(gi("PDO-CN-0628", "Registered", ["16/07/2007", "", ""])), SimpleStatus::Unknown);
    // Asked for is the cancellation, not the name.
    assert_eq!(status(gi("PGI-LU-0063-CANCEL", "Applied", ["08/10/2018", "", ""])), SimpleStatus::Unknown);
}

#[test]
fn a_register_without_a_day_of_retrieval_says_nothing_of_today() {
    let line = gi("PDO-CN-0628", "Registered", ["", "", "09/11/2012"]);
    let record = read(Shape::GiRegister, line).expect("the line is read").record;
    assert_eq!((record.events.len(), record.events_known_until), (1, None));
}

#[test]
fn a_name_of_several_countries_lies_in_all_of_them() {
    let mut line = gi("PGI-DE+AT+CH-02570", "Applied", ["16/07/2007", "", ""]);
    line["EA_Country"] = json!("Germany, Austria, Switzerland");
    let record = read(Shape::GiRegister, line).expect("the line is read").record;
    let Particulars::GeographicalIndication(gi) = &record.particulars else { panic!("a GI") };
    assert_eq!((gi.region.as_deref(), gi.place.as_deref()), (Some("德国"), Some("德国、奥地利、瑞士")));
}

#[test]
fn a_register_line_that_cannot_be_is_rejected() {
    assert_eq!(
        reasons(Shape::GiRegister, gi("CN-0628", "Gone", ["2007-07-16", "30/02/2012", ""])),
        [
            ("EA_FileNumber".to_owned(), "identifier.shape"),
            ("EA_Status".to_owned(), "import.field.word"),
            ("EA_ApplicationDate".to_owned(), "import.field.day_shape"),
            ("EA_DatePublication".to_owned(), "import.field.day_impossible"),
        ]
    );
}
