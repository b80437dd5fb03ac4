//! Each state by each command, and versions.

use super::*;
use crate::tests::diagrams::{Asked, Drawn, Place};

const AT: &str = "2026-11-23";

pub(super) fn a(kind: ProductCommandKind) -> ProductCommand {
    use ProductCommandKind as K;
    let (by, reason) = (SUN, String::from("额度已满"));
    match kind {
        K::Draft => ProductCommand::Draft { by, bank: BANK, offer: Box::new(an_offer()) },
        K::Revise => {
            let mut offer = an_offer();
            offer.terms.decision_working_days = 5;
            ProductCommand::Revise { by, offer: Box::new(offer) }
        }
        K::Publish => ProductCommand::Publish { by },
        K::Pause => ProductCommand::Pause { by, reason },
        K::Resume => ProductCommand::Resume { by },
        K::Withdraw => ProductCommand::Withdraw { by, reason },
    }
}

/// A product after these commands, all of which are accepted.
pub(in crate::financing) fn after(kinds: &[ProductCommandKind]) -> ProductState {
    let given = kinds.iter().fold(None, |state: Option<ProductState>, kind| {
        let events = decide(state.as_ref(), a(*kind), noon(AT)).expect("accepted");
        events.iter().fold(state, |state, event| Some(apply(state, event)))
    });
    given.expect("a command at least")
}

pub(super) fn states() -> Vec<(&'static str, Option<ProductState>)> {
    use ProductCommandKind as K;
    vec![
        ("-", None),
        ("draft", Some(after(&[K::Draft]))),
        ("published", Some(after(&[K::Draft, K::Publish]))),
        ("paused", Some(after(&[K::Draft, K::Publish, K::Pause]))),
        ("withdrawn", Some(after(&[K::Draft, K::Publish, K::Withdraw]))),
    ]
}

/// The diagram, drawn from what these states accept.
pub(in crate::financing) fn drawn() -> Drawn {
    let states = states();
    let commands: Vec<_> = ProductCommandKind::ALL.iter().map(|kind| (kind.code(), a(*kind))).collect();
    let place = |state: &ProductState| Place::of(state, state.has_ended());
    let mut drawn = Drawn::default();
    drawn.ask(Asked::InTime, &states, &commands, place, |state, command| decide(state, command, noon(AT)).ok(), apply);
    drawn
}

#[test]
fn what_each_state_says_to_each_command() {
    let mut table = String::new();
    for kind in ProductCommandKind::ALL {
        for (name, state) in states() {
            let answer = match decide(state.as_ref(), a(*kind), noon(AT)) {
                Ok(events) => events.iter().map(ProductEvent::name).collect::<Vec<_>>().join(", "),
                Err(refused) => format!("({})", refused.refusal.code),
            };
            table += &format!("{kind} in {name}: {answer}\n");
        }
    }
    insta::assert_snapshot!(table, @"
    draft in -: drafted
    draft in draft: (financing.product_exists)
    draft in published: (financing.product_exists)
    draft in paused: (financing.product_exists)
    draft in withdrawn: (financing.product_exists)
    revise in -: (financing.product_unknown)
    revise in draft: revised
    revise in published: revised
    revise in paused: revised
    revise in withdrawn: (financing.product_withdrawn)
    publish in -: (financing.product_unknown)
    publish in draft: published
    publish in published: (financing.product_published)
    publish in paused: (financing.product_paused)
    publish in withdrawn: (financing.product_withdrawn)
    pause in -: (financing.product_unknown)
    pause in draft: (financing.product_draft)
    pause in published: paused
    pause in paused: (financing.product_paused)
    pause in withdrawn: (financing.product_withdrawn)
    resume in -: (financing.product_unknown)
    resume in draft: (financing.product_draft)
    resume in published: (financing.product_published)
    resume in paused: resumed
    resume in withdrawn: (financing.product_withdrawn)
    withdraw in -: (financing.product_unknown)
    withdraw in draft: withdrawn
    withdraw in published: withdrawn
    withdraw in paused: withdrawn
    withdraw in withdrawn: (financing.product_withdrawn)
    ");
}

#[test]
fn what_is_shown_as_possible_is_what_is_accepted() {
    for (name, state) in states() {
        let Some(state) = state else { continue };
        let accepted = |kind: &&ProductCommandKind| decide(Some(&state), a(**kind), noon(AT)).is_ok();
        let accepted: Vec<_> = ProductCommandKind::ALL.iter().filter(accepted).map(|kind| kind.code()).collect();
        assert_eq!(possible(&state), accepted, "{name}");
        assert_eq!(state.name(), name);
    }
}

#[test]
fn a_revision_of_what_firms_have_seen_is_another_version() {
    use ProductCommandKind as K;
    assert_eq!(after(&[K::Draft, K::Revise]).product().version, 1);
    let published = after(&[K::Draft, K::Publish, K::Revise]);
    assert_eq!((published.product().version, published.is_published()), (2, true));
    let paused = after(&[K::Draft, K::Publish, K::Pause, K::Revise]);
    assert_eq!((paused.product().version, paused.name()), (2, "paused"));
}

#[test]
fn a_revision_that_changes_nothing_is_refused() {
    let draft = after(&[ProductCommandKind::Draft]);
    let command = ProductCommand::Revise { by: SUN, offer: Box::new(an_offer()) };
    let refused = decide(Some(&draft), command, noon(AT)).expect_err("a refusal");
    assert_eq!(refused.refusal.code, "financing.product_nothing_changes");
}

#[test]
fn every_refusal_has_a_code_of_its_own_and_a_sentence_in_both_languages() {
    let mut codes = BTreeSet::new();
    for refusal in refusals::ALL.iter().map(|refusal| refusal()) {
        assert!(refusal.code.starts_with("financing.product_"), "{}", refusal.code);
        assert!(codes.insert(refusal.code), "{} stands twice", refusal.code);
        assert!(!refusal.zh.is_ascii(), "{}", refusal.code);
        assert!(refusal.en.is_ascii() && refusal.en.starts_with(char::is_uppercase), "{}", refusal.code);
        assert!(!refusal.zh.ends_with('。') && !refusal.en.ends_with('.'), "{}", refusal.code);
    }
}
