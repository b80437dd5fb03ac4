//! Pledges: the grounds, the states by the commands, the register on any day, and the stored form.

mod grounds;
mod properties;
mod registers;
mod states;
mod stored;
mod told;

pub(in crate::financing) use states::drawn;

use std::collections::BTreeSet;

use super::*;
use crate::financing::deal::tests::{BANK, FIRM, LI, SUN, TODAY, day, law, today};
use crate::financing::demand::{DisputeAnswer, FirmIdentity, RegisteredOwner, RightAnswer, RightKey};
use crate::financing::product::PledgedKind;
use crate::financing::product::tests::{noon, yuan};
use crate::hall::Answer;
use crate::hall::{FieldRefusal, Id, Moment};
use crate::registry::SimpleStatus;

const DEAL: Id = Id::from_u128(0xdea1);

/// The code of a refusal without the room and the aggregate.
fn code(refused: &FieldRefusal) -> &'static str {
    refused.refusal.code.strip_prefix("financing.pledge_").unwrap_or(refused.refusal.code)
}

/// The codes of all refusals, with the fields of which they speak.
fn codes(answer: Result<Vec<PledgeEvent>, Vec<FieldRefusal>>) -> Vec<String> {
    let refused = answer.expect_err("a refusal");
    refused.iter().map(|one| format!("{} {}", code(one), one.pointer).trim_end().to_owned()).collect()
}

#[test]
fn every_refusal_has_a_code_of_its_own_and_a_sentence_in_both_languages() {
    let mut codes = BTreeSet::new();
    for refusal in refusals::ALL.iter().map(|refusal| refusal()) {
        assert!(refusal.code.starts_with("financing.pledge_"), "{}", refusal.code);
        assert!(codes.insert(refusal.code), "{} stands twice", refusal.code);
        assert!(!refusal.zh.is_ascii(), "{}", refusal.code);
        assert!(refusal.en.is_ascii() && refusal.en.starts_with(char::is_uppercase), "{}", refusal.code);
        assert!(!refusal.zh.ends_with('。') && !refusal.en.ends_with('.'), "{}", refusal.code);
    }
}
