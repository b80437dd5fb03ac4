//! What was filed is what passed: by the digest of each document, or by a person's word.

use super::case::Identity;
use super::told_cases::*;
use super::*;

const KIND: PatentKind = PatentKind::Invention;

/// A case whose fees are paid, with these texts filed.
fn paid(texts: Vec<(DocumentRole, Id, String)>) -> CaseState {
    let filed = Case::then(invention_in("passed"), file(KIND, texts));
    Case::then(filed, a(CommandKind::PayFees))
}

/// The documents in which the filed texts differ; none: they are identical.
fn differ(state: &CaseState) -> Vec<DocumentRole> {
    match &state.lane().expect("filed").identity {
        Identity::Identical => Vec::new(),
        Identity::Differs { roles } => roles.clone(),
    }
}

fn without(role: DocumentRole) -> Vec<(DocumentRole, Id, String)> {
    texts(KIND).into_iter().filter(|(known, _, _)| *known != role).collect()
}

#[test]
fn the_same_texts_are_identical_whichever_file_and_case_of_digits_they_have() {
    let again = texts(KIND).into_iter().map(|(role, _, digest)| (role, LI, digest.to_uppercase())).collect();
    let state = paid(again);
    assert_eq!(differ(&state), []);
    assert_eq!(code(Case::decide(Some(&state), a(CommandKind::ConfirmIdentity), today())), "text_identical");
    let lose = CaseCommand::LoseLane { by: LI, reason: LaneLossReason::TextDiffers, note: None };
    assert_eq!(code(Case::decide(Some(&state), lose, today())), "text_identical");
}

#[test]
fn each_text_that_is_changed_missing_or_added_is_named() {
    for (role, _, _) in texts(KIND) {
        let mut changed = texts(KIND);
        changed.iter_mut().filter(|(known, _, _)| *known == role).for_each(|(_, _, digest)| *digest = "f".repeat(64));
        assert_eq!(differ(&paid(changed)), [role]);
        assert_eq!(differ(&paid(without(role))), [role]);
    }
    let mut added = texts(KIND);
    added.push((DocumentRole::Drawings, LI, "f".repeat(64)));
    assert_eq!(differ(&paid(added)), [DocumentRole::Drawings]);
}

#[test]
fn texts_that_differ_are_marked_only_after_a_person_confirmed_them() {
    let state = paid(without(DocumentRole::Abstract));
    assert_eq!(code(Case::decide(Some(&state), a(CommandKind::Mark), today())), "text_differs");
    let confirmed = Case::then(state.clone(), a(CommandKind::ConfirmIdentity));
    assert_eq!(Case::then(confirmed, a(CommandKind::Mark)).name(), "marked");
    let lose = CaseCommand::LoseLane { by: LI, reason: LaneLossReason::TextDiffers, note: None };
    assert_eq!(Case::then(state, lose).name(), "lane_lost");
}

#[test]
fn nobody_confirms_texts_of_which_claims_or_description_were_not_filed() {
    for role in [DocumentRole::Claims, DocumentRole::Description] {
        let state = paid(without(role));
        assert_eq!(code(Case::decide(Some(&state), a(CommandKind::ConfirmIdentity), today())), "text_core_missing");
    }
}

#[test]
fn a_filing_that_is_not_one_of_this_case_is_refused() {
    let passed = invention_in("passed");
    let refused = |command| code(Case::decide(Some(&passed), command, today()));
    assert_eq!(refused(file(KIND, Vec::new())), "text_missing");
    assert_eq!(refused(file(KIND, [texts(KIND), texts(KIND)].concat())), "text_role_twice");
    assert_eq!(refused(file(KIND, vec![(DocumentRole::SelfCheck, LI, "f".repeat(64))])), "text_role_wrong");
    assert_eq!(refused(file(KIND, vec![(DocumentRole::Claims, LI, "f".repeat(63))])), "digest_malformed");
    assert_eq!(refused(a_command(CommandKind::File, PatentKind::UtilityModel)), "number_of_another_kind");
    let told = |number: &str, filed_on| {
        let application_number = PatentNumber::parse(number).expect("a number");
        refused(CaseCommand::File { application_number, filed_on: day(filed_on), texts: texts(KIND) })
    };
    assert_eq!(told("202610123456.1", TODAY), "number_check_character_fails");
    assert_eq!(told("202680123456", TODAY), "number_is_international");
    assert_eq!(told("202610123456", "2026-11-24"), "day_in_future");
    assert_eq!(told("202610123456", "2026-11-22"), "filed_before_passed");
}

#[test]
fn a_grant_bears_the_number_of_the_application() {
    let grant = |number: &str| {
        let patent_number = PatentNumber::parse(number).expect("a number");
        let command = CaseCommand::Grant { announced_on: day(TODAY), patent_number };
        Case::decide(Some(&invention_in("marked")), command, today())
    };
    assert_eq!(code(grant("202610123457")), "patent_number_differs");
    assert!(grant("ZL202610123456").is_ok());
}
