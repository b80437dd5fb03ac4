//! The identifiers offices have published: see `vectors/SOURCE.md`.

use serde::Deserialize;

use crate::identifier::{Check, IdentifierKind, PatentNumber, Uscc, recognise};

#[derive(Deserialize)]
struct Vectors {
    uscc_valid: Vec<String>,
    uscc_official_but_failing: Vec<String>,
    application_numbers_valid: Vec<String>,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../vectors/identifiers.json")).expect("the vectors are JSON")
}

#[test]
fn every_published_credit_code_passes_and_so_does_the_organisation_code_inside() {
    let codes = vectors().uscc_valid;
    assert_eq!(codes.len(), 400);
    for raw in codes {
        let code = Uscc::parse(&raw).expect(&raw);
        assert_eq!((code.check(), code.organisation_code().check()), (Check::Passes, Check::Passes), "{raw}");
        let recognition = recognise(&raw);
        assert_eq!((recognition.kind, recognition.valid), (Some(IdentifierKind::Uscc), true), "{raw}");
        assert_eq!(recognition.warnings, [], "{raw}");
    }
}

#[test]
fn every_registered_credit_code_that_fails_is_kept_with_a_warning() {
    let codes = vectors().uscc_official_but_failing;
    assert_eq!(codes.len(), 26);
    for raw in codes {
        assert!(Uscc::parse(&raw).expect(&raw).check().fails(), "{raw}");
        let recognition = recognise(&raw);
        assert_eq!((recognition.kind, recognition.valid), (Some(IdentifierKind::Uscc), false), "{raw}");
        assert_eq!(recognition.normalised, Some(raw.clone()));
        assert_eq!(recognition.warnings.first().map(|w| w.code), Some("identifier.check_character_fails"), "{raw}");
        let stored: Uscc = serde_json::from_value(raw.clone().into()).expect("a stored code reads back");
        assert_eq!(stored.as_str(), raw);
    }
}

#[test]
fn every_published_application_number_passes_in_every_writing() {
    let numbers = vectors().application_numbers_valid;
    assert_eq!(numbers.len(), 400);
    for raw in numbers {
        let number = PatentNumber::parse(&raw).expect(&raw);
        assert_eq!(number.check(), Check::Passes, "{raw}");
        assert_eq!(format!("CN{number}"), raw);
        for writing in [raw.replace('.', ""), raw.replace("CN", "ZL "), number.to_string(), raw.to_lowercase()] {
            let recognition = recognise(&writing);
            let found = (recognition.kind, recognition.normalised, recognition.valid);
            assert_eq!(
                found,
                (Some(IdentifierKind::PatentApplicationNumber), Some(number.to_string()), true),
                "{writing}"
            );
        }
    }
}
