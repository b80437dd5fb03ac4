//! Each state by each command.

use super::*;
use crate::tests::diagrams::{Asked, Drawn, Place};

/// One command of each kind that fits a draft on a bundle.
pub(super) fn a(kind: DemandCommandKind) -> DemandCommand {
    use DemandCommand as C;
    use DemandCommandKind as K;
    let (by, reason) = (ZHAO, String::from("已在登记系统查询"));
    match kind {
        K::Draft => draft(),
        K::Revise => C::Revise { by, facts: DemandFacts { term_months: 12, ..facts() }, profile: Box::new(profile()) },
        K::AddRight => add(a_right(PledgedKind::UtilityModel)),
        K::RemoveRight => C::RemoveRight { by, right: key(PledgedKind::Trademark) },
        K::ValueRight => {
            let value = StatedValue { low: yuan("3000000"), file: None, ..a_value() };
            C::ValueRight { by, right: key(PledgedKind::Invention), value }
        }
        K::RecordConsent => {
            C::RecordConsent { right: key(PledgedKind::Invention), consent: a_consent("东北某大学") }
        }
        K::AcceptDeclaration => accept_declaration(),
        K::RefuseDeclaration => C::RefuseDeclaration { by: LI, right: key(PledgedKind::Copyright), reason },
        K::SettleCheck => C::SettleCheck {
            by: LI,
            right: key(PledgedKind::Invention),
            check: DemandCheckId::NotSeized,
            reason,
            gate: Box::new(gate_where(|known| known.seized = None)),
        },
        K::AttachData => C::AttachData { by, data: DataPiece { file: Id::from_u128(0xda7b), ..data() } },
        K::DetachData => C::DetachData { by, file: data().file },
        K::Publish => publish(gate()),
        K::TakeBack => C::TakeBack { by },
        K::Match => C::Match { deal: DEAL, bank: BANK },
        K::Release => C::Release { deal: DEAL },
        K::Close => C::Close { deal: DEAL },
        K::Withdraw => C::Withdraw { by, reason },
        K::Expire => C::Expire,
    }
}

fn after(kinds: &[DemandCommandKind]) -> Option<DemandState> {
    then(Some(on_a_bundle()), kinds.iter().map(|kind| a(*kind)))
}

/// An expired demand: its last day passed.
fn expired() -> Option<DemandState> {
    let open = after(&[DemandCommandKind::Publish]);
    let events = decide(open.as_ref(), DemandCommand::Expire, &NUMBERS, later()).expect("accepted");
    events.iter().fold(open, |state, event| Some(apply(state, event)))
}

/// The day after the last one.
pub(super) fn later() -> Moment {
    noon("2027-05-24")
}

pub(super) fn states() -> Vec<(&'static str, Option<DemandState>)> {
    use DemandCommandKind as K;
    vec![
        ("none", None),
        ("draft", Some(on_a_bundle())),
        ("open", after(&[K::Publish])),
        ("matched", after(&[K::Publish, K::Match])),
        ("closed", after(&[K::Publish, K::Match, K::Close])),
        ("withdrawn", after(&[K::Publish, K::Withdraw])),
        ("expired", expired()),
    ]
}

fn table(at: Moment) -> String {
    let line = |head: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:<21}")).collect();
        format!("{head:<19}{cells}").trim_end().to_owned() + "\n"
    };
    let states = states();
    let heads = states.iter().map(|(name, _)| (*name).to_owned()).collect();
    DemandCommandKind::ALL.iter().fold(line("", heads), |table, kind| {
        let cell = |(_, state): &(&str, Option<DemandState>)| match decide(state.as_ref(), a(*kind), &NUMBERS, at) {
            Ok(events) => events.iter().map(DemandEvent::name).collect::<Vec<_>>().join(", "),
            Err(refused) => format!("({})", code(&refused)),
        };
        table + &line(kind.code(), states.iter().map(cell).collect())
    })
}

/// The diagram, drawn from what these states accept.
pub(in crate::financing) fn drawn() -> Drawn {
    let states = states();
    let commands: Vec<_> = DemandCommandKind::ALL.iter().map(|kind| (kind.code(), a(*kind))).collect();
    let place = |state: &DemandState| Place::of(state, state.has_ended());
    let mut drawn = Drawn::default();
    for (asked, at) in [(Asked::InTime, today()), (Asked::Late, later())] {
        drawn.ask(asked, &states, &commands, place, |state, command| decide(state, command, &NUMBERS, at).ok(), apply);
    }
    drawn
}

#[test]
fn what_each_state_says_to_each_command() {
    insta::assert_snapshot!(table(today()), @"
                       none                 draft                open                 matched              closed               withdrawn            expired
    draft              drafted              (exists)             (exists)             (exists)             (exists)             (exists)             (exists)
    revise             (unknown)            revised              (open)               (matched)            (closed)             (withdrawn)          (expired)
    add_right          (unknown)            right_added          (open)               (matched)            (closed)             (withdrawn)          (expired)
    remove_right       (unknown)            right_removed        (open)               (matched)            (closed)             (withdrawn)          (expired)
    value_right        (unknown)            right_valued         right_valued         right_valued         (closed)             (withdrawn)          (expired)
    record_consent     (unknown)            consent_recorded     (open)               (matched)            (closed)             (withdrawn)          (expired)
    accept_declaration (unknown)            declaration_checked  (open)               (matched)            (closed)             (withdrawn)          (expired)
    refuse_declaration (unknown)            declaration_checked  (open)               (matched)            (closed)             (withdrawn)          (expired)
    settle_check       (unknown)            check_settled        (open)               (matched)            (closed)             (withdrawn)          (expired)
    attach_data        (unknown)            data_attached        data_attached        data_attached        (closed)             (withdrawn)          (expired)
    detach_data        (unknown)            data_detached        data_detached        (matched)            (closed)             (withdrawn)          (expired)
    publish            (unknown)            published            (open)               (matched)            (closed)             (withdrawn)          (expired)
    take_back          (unknown)            (draft)              taken_back           (matched)            (closed)             (withdrawn)          (expired)
    match              (unknown)            (draft)              matched              (matched)            (closed)             (withdrawn)          (expired)
    release            (unknown)            (draft)              (open)               released             (closed)             (withdrawn)          (expired)
    close              (unknown)            (draft)              (open)               closed               (closed)             (withdrawn)          (expired)
    withdraw           (unknown)            withdrawn            withdrawn            (matched)            (closed)             (withdrawn)          (expired)
    expire             (unknown)            (draft)              (not_expired)        (matched)            (closed)             (withdrawn)          (expired)
    ");
}

#[test]
fn what_each_state_says_after_its_last_day() {
    insta::assert_snapshot!(table(later()), @"
                       none                 draft                open                 matched              closed               withdrawn            expired
    draft              drafted              (exists)             (exists)             (exists)             (exists)             (exists)             (exists)
    revise             (unknown)            revised              (expired)            (matched)            (closed)             (withdrawn)          (expired)
    add_right          (unknown)            right_added          (expired)            (matched)            (closed)             (withdrawn)          (expired)
    remove_right       (unknown)            right_removed        (expired)            (matched)            (closed)             (withdrawn)          (expired)
    value_right        (unknown)            right_valued         (expired)            right_valued         (closed)             (withdrawn)          (expired)
    record_consent     (unknown)            consent_recorded     (expired)            (matched)            (closed)             (withdrawn)          (expired)
    accept_declaration (unknown)            declaration_checked  (expired)            (matched)            (closed)             (withdrawn)          (expired)
    refuse_declaration (unknown)            declaration_checked  (expired)            (matched)            (closed)             (withdrawn)          (expired)
    settle_check       (unknown)            check_settled        (expired)            (matched)            (closed)             (withdrawn)          (expired)
    attach_data        (unknown)            data_attached        (expired)            data_attached        (closed)             (withdrawn)          (expired)
    detach_data        (unknown)            data_detached        (expired)            (matched)            (closed)             (withdrawn)          (expired)
    publish            (unknown)            (open_until)         (expired)            (matched)            (closed)             (withdrawn)          (expired)
    take_back          (unknown)            (draft)              (expired)            (matched)            (closed)             (withdrawn)          (expired)
    match              (unknown)            (draft)              (expired)            (matched)            (closed)             (withdrawn)          (expired)
    release            (unknown)            (draft)              (expired)            released             (closed)             (withdrawn)          (expired)
    close              (unknown)            (draft)              (expired)            closed               (closed)             (withdrawn)          (expired)
    withdraw           (unknown)            withdrawn            (expired)            (matched)            (closed)             (withdrawn)          (expired)
    expire             (unknown)            (draft)              expired              (matched)            (closed)             (withdrawn)          (expired)
    ");
}

#[test]
fn what_is_shown_as_possible_is_what_is_accepted() {
    for at in [today(), later()] {
        for (name, state) in states() {
            let Some(state) = state else { continue };
            // By the day of the second table the draft's publication lies in the past, and is refused for that.
            let accepted = |kind: &&DemandCommandKind| decide(Some(&state), a(**kind), &NUMBERS, at).is_ok();
            let accepted: BTreeSet<_> =
                DemandCommandKind::ALL.iter().filter(accepted).map(|kind| kind.code()).collect();
            let shown: BTreeSet<_> = possible(&state, at.legal_day()).into_iter().collect();
            let only_shown: Vec<_> = shown.difference(&accepted).copied().collect();
            let expected: &[&str] = if name == "draft" && at == later() { &["publish"] } else { &[] };
            assert_eq!(only_shown, expected, "{name}");
            assert!(accepted.is_subset(&shown), "{name}");
            assert_eq!(state.name(), name);
            assert_eq!(state.has_ended(), shown.is_empty(), "{name}");
        }
    }
}

#[test]
fn a_demand_is_open_up_to_its_last_day_whatever_a_sweep_did() {
    let open = after(&[DemandCommandKind::Publish]).expect("open");
    assert!(open.is_open_on(day("2027-05-23")) && !open.is_open_on(day("2027-05-24")));
    let on_its_last_day = decide(Some(&open), a(DemandCommandKind::Match), &NUMBERS, noon("2027-05-23"));
    assert!(on_its_last_day.is_ok());
}

#[test]
fn only_the_deal_that_holds_a_demand_gives_it_free_or_closes_it() {
    use DemandCommandKind as K;
    let matched = after(&[K::Publish, K::Match]).expect("matched");
    let another = Id::from_u128(0xdea2);
    for command in [
        DemandCommand::Release { deal: another },
        DemandCommand::Close { deal: another },
        DemandCommand::Match { deal: another, bank: BANK },
    ] {
        let refused = decide(Some(&matched), command, &NUMBERS, today()).expect_err("a refusal");
        assert!(["matched_by_another", "matched"].contains(&code(&refused)), "{refused}");
    }
    let free = then(Some(matched.clone()), [a(K::Release)]).expect("a state");
    assert_eq!(Some(free), after(&[K::Publish]), "open as before");
}

#[test]
fn what_is_open_changes_only_as_a_draft_again() {
    use DemandCommandKind as K;
    let changed = after(&[K::Publish, K::TakeBack, K::Revise]).expect("a draft");
    assert_eq!((changed.name(), changed.demand().facts.term_months), ("draft", 12));
}

#[test]
fn every_refusal_has_a_code_of_its_own_and_a_sentence_in_both_languages() {
    let mut codes = BTreeSet::new();
    for refusal in refusals::ALL.iter().map(|refusal| refusal()) {
        assert!(refusal.code.starts_with("financing.demand_"), "{}", refusal.code);
        assert!(codes.insert(refusal.code), "{} stands twice", refusal.code);
        assert!(!refusal.zh.is_ascii(), "{}", refusal.code);
        assert!(refusal.en.is_ascii() && refusal.en.starts_with(char::is_uppercase), "{}", refusal.code);
        assert!(!refusal.zh.ends_with('。') && !refusal.en.ends_with('.'), "{}", refusal.code);
    }
}
