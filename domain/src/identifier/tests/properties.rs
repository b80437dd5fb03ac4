//! What holds for every text and every number.

use proptest::prelude::*;

use crate::identifier::{
    Check, GiNumber, IdentifierFault, IdentifierKind, IpcPrefix, IpcSymbol, LocarnoClass, NiceClass, OrganisationCode,
    PatentNumber, PublicationNumber, SimilarGroup, TrademarkNumber, Uscc, recognise,
};

type Rewrite = fn(&str) -> Result<String, IdentifierFault>;

/// Reads as each kind and writes canonically.
const KINDS: [(&str, Rewrite); 11] = [
    ("patent number", |raw| PatentNumber::parse(raw).map(|id| id.to_string())),
    ("publication number", |raw| PublicationNumber::parse(raw).map(|id| id.to_string())),
    ("trademark number", |raw| TrademarkNumber::parse(raw).map(|id| id.to_string())),
    ("credit code", |raw| Uscc::parse(raw).map(|id| id.to_string())),
    ("organisation code", |raw| OrganisationCode::parse(raw).map(|id| id.to_string())),
    ("IPC symbol", |raw| IpcSymbol::parse(raw).map(|id| id.to_string())),
    ("IPC prefix", |raw| IpcPrefix::parse(raw).map(|id| id.to_string())),
    ("Nice class", |raw| NiceClass::parse(raw).map(|id| id.to_string())),
    ("similar group", |raw| SimilarGroup::parse(raw).map(|id| id.to_string())),
    ("Locarno class", |raw| LocarnoClass::parse(raw).map(|id| id.to_string())),
    ("geographical indication", |raw| GiNumber::parse(raw).map(|id| id.to_string())),
];

/// Texts in the shapes of each kind, many of them right.
fn shaped() -> impl Strategy<Value = String> {
    prop_oneof![
        "(CN|ZL|ZL )?(19|20)[0-9]{2}[1-9][0-9]{7}\\.?[0-9Xx]?",
        "(CN|ZL)?[089][0-9][1-9][0-9]{5}\\.?[0-9X]?",
        "(CN|US|EP|WO)[1-3][0-9]{6,8}([ABCUYSD][0-9]?)?",
        "(第)?G?[0-9]{1,9}[A-Z]?(号|类)?",
        "9[1-3][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}",
        "[0-9A-Z]{8}-?[0-9X]",
        "[A-H][0-9]{0,2}[A-Z]?[0-9]{0,4}/?[0-9]{0,6}([(（]20[0-9]{2}\\.[01][0-9][)）][IN]?)?",
        "[0-9]{1,2}[-－][0-9]{1,2}(-[A-Z][0-9]{4})?",
        "AGI ?[0-9]{4,5}(-[0-9]{2}-[0-9]{1,5})?",
        "(PDO|PGI|GI|TSG)-[A-Z]{2}(\\+[A-Z]{2}){0,3}-[A-Z]?[0-9]{2,5}(-(AM[0-9]{2}( Minor)?|CANCEL))?",
        "(国家知识产权局)?公告[（(]?第[0-9〇一二三]{1,6}号[)）]?",
    ]
}

/// Any text at all, and texts of the characters identifiers are made of.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[0-9A-Za-zＡ-Ｚ０-９．。/（）()\\[\\]\\-+第号类公告 \u{200B}]{0,40}", shaped()]
}

/// Replaces the digit at `place` (counted over the digits) by another one.
fn with_another_digit(text: &str, place: usize, step: u32) -> String {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let mut seen = 0;
    text.chars()
        .map(|c| {
            let Some(value) = c.to_digit(10) else { return c };
            seen += 1;
            if seen - 1 == place % digits { char::from_digit((value + step) % 10, 10).unwrap_or(c) } else { c }
        })
        .collect()
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(text in hostile()) {
        for (_, rewrite) in KINDS {
            let _: Result<String, IdentifierFault> = rewrite(&text);
        }
        let recognition = recognise(&text);
        prop_assert!(recognition.kind.is_some() || !recognition.warnings.is_empty());
        prop_assert!(recognition.kind.is_some() || recognition.normalised.is_none());
        prop_assert!(!recognition.valid || recognition.normalised.is_some());
    }

    #[test]
    fn reading_the_canonical_writing_gives_it_back(text in shaped()) {
        for (kind, rewrite) in KINDS {
            if let Ok(canonical) = rewrite(&text) {
                prop_assert_eq!(rewrite(&canonical), Ok(canonical.clone()), "{}", kind);
            }
        }
    }

    #[test]
    fn the_canonical_writing_of_a_recognised_text_is_taken_for_the_same_kind(text in shaped()) {
        let first = recognise(&text);
        // Marks and old patents lose what told their kind: `第9号` becomes `9`, `CN86108023` becomes `86108023`.
        let bare = |canonical: &String| canonical.len() == 8 && canonical.bytes().all(|b| b.is_ascii_digit());
        let is_mark = first.kind == Some(IdentifierKind::TrademarkNumber);
        if let Some(canonical) = first.normalised.filter(|canonical| !is_mark && !bare(canonical)) {
            let again = recognise(&canonical);
            prop_assert_eq!((again.kind, again.normalised, again.valid), (first.kind, Some(canonical), first.valid));
        }
    }

    #[test]
    fn what_is_stored_as_a_string_reads_back_the_same(text in shaped()) {
        if let Ok(number) = PatentNumber::parse(&text) {
            let stored = serde_json::to_string(&number).expect("a string");
            prop_assert_eq!(&stored, &format!("\"{number}\""));
            prop_assert_eq!(serde_json::from_str::<PatentNumber>(&stored).expect("its own writing"), number);
        }
        if let Ok(number) = GiNumber::parse(&text) {
            let stored = serde_json::to_string(&number).expect("a string");
            prop_assert_eq!(serde_json::from_str::<GiNumber>(&stored).expect("its own writing"), number);
        }
    }

    #[test]
    fn one_wrong_digit_never_passes_in_a_patent_number(
        body in "(20(0[4-9]|[1-9][0-9])[12389][0-9]{7}|(8[5-9]|9[0-9]|0[0-3])[12389][0-9]{5})",
        place in 0_usize..13,
        step in 1_u32..10,
    ) {
        let number = PatentNumber::parse(&body).expect("a number of the scheme").with_check();
        prop_assert_eq!(number.check(), Check::Passes);
        // A wrong digit of year or kind may be no number at all; what still reads must fail.
        if let Ok(slip) = PatentNumber::parse(&with_another_digit(&number.to_string(), place, step)) {
            prop_assert!(slip.check().fails(), "{}", slip);
        }
    }

    #[test]
    fn one_wrong_digit_never_passes_in_a_credit_code(
        body in "9[1-3][0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}", place in 0_usize..18, step in 1_u32..10,
    ) {
        let check = Uscc::parse(&format!("{body}0")).expect("a code of the alphabet").expected_check();
        let code = format!("{body}{check}");
        prop_assert_eq!(Uscc::parse(&code).map(|code| code.check()), Ok(Check::Passes));
        let slip = Uscc::parse(&with_another_digit(&code, place, step)).expect("digits stay in the alphabet");
        prop_assert!(slip.check().fails(), "{}", slip);
    }

    #[test]
    fn one_wrong_digit_never_passes_in_an_organisation_code(
        body in "[0-9]{8}", place in 0_usize..9, step in 1_u32..10,
    ) {
        let check = OrganisationCode::parse(&format!("{body}0")).expect("a code").expected_check();
        let code = format!("{body}{check}");
        let slip = OrganisationCode::parse(&with_another_digit(&code, place, step)).expect("still a code");
        prop_assert!(slip.check().fails(), "{}", slip);
    }
}
