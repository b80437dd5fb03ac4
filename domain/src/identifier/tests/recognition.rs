//! What a bare text is taken for.

use crate::identifier::{IdentifierKind, Recognition, recognise};

fn codes(recognition: &Recognition) -> Vec<&'static str> {
    recognition.warnings.iter().map(|warning| warning.code).collect()
}

#[test]
fn each_writing_is_taken_for_its_kind() {
    use IdentifierKind as K;
    for (raw, kind, normalised) in [
        ("ZL 2020 1 0566088.9", K::PatentApplicationNumber, "202010566088.9"),
        ("20201056608８９", K::PatentApplicationNumber, "202010566088.9"),
        ("202010566088", K::PatentApplicationNumber, "202010566088"),
        ("20181156428 8x", K::PatentApplicationNumber, "201811564288.X"),
        ("CN86108023", K::PatentApplicationNumber, "86108023"),
        ("CN03159509X", K::PatentApplicationNumber, "03159509.X"),
        ("CN002130955", K::PatentApplicationNumber, "00213095.5"),
        ("971017654", K::PatentApplicationNumber, "97101765.4"),
        ("CN106540253A", K::PatentPublicationNumber, "CN106540253A"),
        ("CN1319010", K::PatentPublicationNumber, "CN1319010"),
        ("CN101148475", K::PatentPublicationNumber, "CN101148475"),
        ("us 2019 0012345 a1", K::PatentPublicationNumber, "US20190012345A1"),
        ("EP1234567", K::PatentPublicationNumber, "EP1234567"),
        ("91110000101623741K", K::Uscc, "91110000101623741K"),
        ("14741348-3", K::OrganisationCode, "14741348-3"),
        ("MA1NGQ9M5", K::OrganisationCode, "MA1NGQ9M-5"),
        ("H05C1/04", K::Ipc, "H05C1/04"),
        ("E21D20/02（2006.01）I", K::Ipc, "E21D20/02"),
        ("G06F", K::Ipc, "G06F"),
        ("g06", K::Ipc, "G06"),
        ("第9类", K::NiceClass, "09"),
        ("09", K::NiceClass, "09"),
        ("0901", K::SimilarGroup, "0901"),
        ("13-03", K::Locarno, "13-03"),
        ("06-01-C0150", K::Locarno, "06-01-C0150"),
        ("第1234567号", K::TrademarkNumber, "1234567"),
        ("12345678", K::TrademarkNumber, "12345678"),
        ("12345678A", K::TrademarkNumber, "12345678A"),
        ("G1234567", K::TrademarkNumber, "G1234567"),
        ("9999", K::TrademarkNumber, "9999"),
        ("AGI01459", K::GiNumber, "AGI01459"),
        ("TSG-FI-0013-AM01 Minor", K::GiNumber, "TSG-FI-0013-AM01 Minor"),
        ("国家知识产权局公告第四一四号", K::GiNumber, "公告第414号"),
    ] {
        let recognition = recognise(raw);
        assert_eq!(recognition.kind, Some(kind), "{raw}");
        assert_eq!(recognition.normalised.as_deref(), Some(normalised), "{raw}");
        assert!(recognition.valid, "{raw}");
    }
}

#[test]
fn a_failed_check_character_is_kept_with_a_warning_that_names_both_characters() {
    for raw in ["2023101234567", "CN202310123456.7"] {
        let recognition = recognise(raw);
        assert_eq!(recognition.kind, Some(IdentifierKind::PatentApplicationNumber));
        assert_eq!(recognition.normalised.as_deref(), Some("202310123456.7"));
        assert!(!recognition.valid);
        assert_eq!(codes(&recognition), ["identifier.check_character_fails"]);
        let warning = recognition.warnings.first().expect("the warning just counted");
        for sentence in [&warning.zh, &warning.en] {
            assert!(sentence.contains('6') && sentence.contains('7'), "{sentence}");
        }
    }
}

#[test]
fn a_patent_number_without_a_check_character_is_told_which_it_would_be() {
    let recognition = recognise("ZL202310123456");
    assert!(recognition.valid);
    assert_eq!(codes(&recognition), ["identifier.check_character_absent"]);
    assert!(recognition.warnings.iter().all(|w| w.zh.contains("“6”") && w.en.contains("“6”")));
}

#[test]
fn zl_in_front_is_noted_and_nothing_else_is() {
    assert!(recognise("ZL202010566088.9").written_as_patent);
    assert_eq!(codes(&recognise("ZL202010566088.9")), Vec::<&str>::new());
    assert!(!recognise("CN202010566088.9").written_as_patent);
}

#[test]
fn eight_bare_digits_that_could_be_an_old_patent_are_a_mark_that_names_the_other_reading() {
    let recognition = recognise("86108023");
    assert_eq!(recognition.kind, Some(IdentifierKind::TrademarkNumber));
    assert!(recognition.valid);
    assert_eq!(codes(&recognition), ["identifier.ambiguous"]);
    assert!(recognition.warnings.iter().all(|w| w.zh.contains("专利申请号") && w.en.contains("86108023.")));
    assert_eq!(codes(&recognise("86408023")), Vec::<&str>::new());
    assert_eq!(codes(&recognise("12345678")), Vec::<&str>::new());
}

#[test]
fn four_digits_are_a_similar_group_and_may_be_an_old_mark_unless_they_begin_with_zero() {
    assert_eq!(codes(&recognise("0901")), Vec::<&str>::new());
    assert_eq!(recognise("1201").kind, Some(IdentifierKind::SimilarGroup));
    assert_eq!(codes(&recognise("1201")), ["identifier.ambiguous"]);
}

#[test]
fn the_check_character_that_holds_decides_between_an_old_patent_and_an_organisation_code() {
    assert_eq!(recognise("971017654").kind, Some(IdentifierKind::PatentApplicationNumber));
    assert_eq!(recognise("147413483").kind, Some(IdentifierKind::OrganisationCode));
    let neither = recognise("971017650");
    assert_eq!((neither.kind, neither.valid), (Some(IdentifierKind::PatentApplicationNumber), false));
    assert_eq!(codes(&neither), ["identifier.check_character_fails", "identifier.ambiguous"]);
    let publication_perhaps = recognise("106540253");
    assert_eq!((publication_perhaps.kind, publication_perhaps.valid), (Some(IdentifierKind::OrganisationCode), false));
    assert_eq!(codes(&publication_perhaps), ["identifier.check_character_fails", "identifier.ambiguous"]);
}

#[test]
fn an_impossible_number_that_says_what_it_is_keeps_its_kind_and_names_the_fault() {
    use IdentifierKind as K;
    for (raw, kind, code) in [
        ("ZL202040566088.9", K::PatentApplicationNumber, "identifier.kind_digit"),
        ("CN200110566088", K::PatentApplicationNumber, "identifier.year"),
        ("202040566088.9", K::PatentApplicationNumber, "identifier.kind_digit"),
        ("CN12345", K::PatentApplicationNumber, "identifier.shape"),
        ("CN906540253A", K::PatentPublicationNumber, "identifier.kind_digit"),
        ("9I110000101623741K", K::Uscc, "identifier.alphabet"),
        ("H05C1/4", K::Ipc, "identifier.shape"),
        ("33-01", K::Locarno, "identifier.range"),
        ("46", K::NiceClass, "identifier.range"),
        ("第46类", K::NiceClass, "identifier.range"),
        ("第123456789号", K::TrademarkNumber, "identifier.shape"),
        ("AGI1459", K::GiNumber, "identifier.shape"),
        ("PDO-CHN-0628", K::GiNumber, "identifier.shape"),
    ] {
        let recognition = recognise(raw);
        assert_eq!((recognition.kind, &recognition.normalised, recognition.valid), (Some(kind), &None, false), "{raw}");
        assert_eq!(codes(&recognition), [code], "{raw}");
    }
}

#[test]
fn the_kind_code_of_a_chinese_publication_is_judged_and_a_foreign_number_only_by_shape() {
    assert_eq!(codes(&recognise("CN106540253A")), Vec::<&str>::new());
    assert_eq!(codes(&recognise("CN108982325B2")), ["identifier.kind_code_unknown"]);
    assert_eq!(codes(&recognise("CN106540253U")), ["identifier.kind_code_mismatch"]);
    assert_eq!(codes(&recognise("WO2019123456A1")), ["identifier.foreign_shape_only"]);
}

#[test]
fn the_organisation_code_inside_a_credit_code_only_warns() {
    assert_eq!(
        codes(&recognise("91522625QWER12345E")),
        ["identifier.check_character_fails", "identifier.organisation_code_check_fails"]
    );
}

#[test]
fn what_is_no_identifier_says_why() {
    let long = "9".repeat(201);
    for (raw, code) in [
        ("", "identifier.empty"),
        ("　", "identifier.empty"),
        (long.as_str(), "identifier.too_long"),
        ("知识产权", "identifier.unknown"),
        ("CNOOC", "identifier.unknown"),
        ("1.5", "identifier.unknown"),
        ("第一届", "identifier.unknown"),
        ("13-031", "identifier.unknown"),
        ("12345678901", "identifier.unknown"),
        ("6901234567892", "identifier.year"),
    ] {
        let recognition = recognise(raw);
        assert_eq!((recognition.kind, &recognition.normalised, recognition.valid), (None, &None, false), "{raw}");
        assert_eq!(codes(&recognition), [code], "{raw}");
    }
}
