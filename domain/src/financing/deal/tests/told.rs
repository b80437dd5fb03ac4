//! A command of each kind, and a deal in each state.

use super::*;

pub(super) fn facts() -> DealFacts {
    DealFacts {
        demand: DEMAND,
        firm: FIRM,
        bank: BANK,
        product: Id::from_u128(0x9d),
        product_version: 2,
        amount: yuan("3000000"),
        term_months: 12,
        offers_open_on: None,
    }
}

/// The facts of a deal whose offers are opened a week from today.
pub(super) fn sealed_facts() -> DealFacts {
    DealFacts { offers_open_on: Some(day("2026-11-30")), ..facts() }
}

pub(super) fn digest() -> String {
    "ab".repeat(32)
}

pub(super) fn terms() -> OfferTerms {
    OfferTerms {
        amount: yuan("3000000"),
        rate: rate("0.0435"),
        term_months: 12,
        repayment: Repayment::InterestOnly,
        fees: vec![Fee { name: "评估费".into(), amount: yuan("20000") }],
        expires_on: day("2026-12-23"),
    }
}

pub(super) fn valuation() -> Valuation {
    Valuation {
        method: ValuationMethod::Income,
        low: yuan("8000000"),
        high: yuan("11000000"),
        valued_on: day("2026-11-20"),
        appraiser: Some(APPRAISER),
        file: Id::from_u128(0xf11e),
    }
}

pub(super) fn claims() -> Claims {
    Claims { costs: yuan("50000"), interest: yuan("120000.55"), principal: yuan("2000000"), penalty: yuan("30000") }
}

pub(super) fn compensate(paid: &[(Id, &str)]) -> DealCommand {
    let paid = paid.iter().map(|(bearer, amount)| Compensated { bearer: *bearer, amount: yuan(amount) }).collect();
    DealCommand::Compensate { by: SUN, claimed_on: day(TODAY), loss: yuan("1000000"), paid }
}

pub(super) fn sign(side: Side) -> DealCommand {
    DealCommand::Sign { side, by: if side == Side::Bank { SUN } else { LI }, digest: digest(), on: day(TODAY) }
}

pub(super) fn on_the_patent() -> NewPledge {
    NewPledge { pledge: PATENT, secured: yuan("2000000") }
}

pub(super) fn on_the_mark() -> NewPledge {
    NewPledge { pledge: MARK, secured: yuan("1000000") }
}

/// A command of this kind, of today.
pub(super) fn a(kind: DealCommandKind) -> DealCommand {
    use {DealCommand as C, DealCommandKind as K};
    let on = day(TODAY);
    match kind {
        K::Publish => C::Publish(facts()),
        K::Match => C::Match,
        K::Accept => C::Accept { by: SUN },
        K::Refuse => C::Refuse { by: SUN, reason: RefusalReason::CreditRecord, note: None },
        K::BeginDueDiligence => C::BeginDueDiligence { by: SUN },
        K::RecordValuation => C::RecordValuation { valuation: valuation() },
        K::Join => C::Join { party: Party::Appraiser { organisation: APPRAISER } },
        K::Leave => C::Leave { party: GUARANTOR },
        K::RecordPolicy => C::RecordPolicy { insurer: INSURER, number: "PICC-2026-0071".into() },
        K::ShareLosses => C::ShareLosses { shares: vec![share(BANK, "60"), share(GUARANTOR, "20"), share(POOL, "20")] },
        K::MakeOffer => C::MakeOffer { by: SUN, terms: terms() },
        K::AcceptOffer => C::AcceptOffer { by: LI },
        K::Approve => C::Approve { by: ZHAO },
        K::DrawUp => C::DrawUp {
            by: SUN,
            file: Id::from_u128(0xc0),
            digest: digest().to_uppercase(),
            amount: yuan("3000000"),
            pledges: vec![on_the_patent()],
        },
        K::Sign => sign(Side::Firm),
        K::AddPledge => C::AddPledge { pledge: on_the_mark() },
        K::DropPledge => C::DropPledge { pledge: PATENT, reason: "登记机构不予登记".into() },
        K::NoteRegistered => C::NoteRegistered { pledge: PATENT, on },
        K::NoteReleased => C::NoteReleased { pledge: PATENT, on },
        K::Waive => C::Waive { by: ZHAO, reason: "已有保证担保".into() },
        K::Disburse => C::Disburse { by: SUN, amount: yuan("3000000"), on, reference: "FK2026112300017".into() },
        K::Review => C::Review { by: SUN, note: "经营正常".into() },
        K::FallOverdue => C::FallOverdue { by: SUN, since_on: on, amount: yuan("10875") },
        K::Cure => C::Cure { by: SUN, note: "已补缴".into() },
        K::DeclareDefault => {
            C::DeclareDefault { by: SUN, on, class: LoanClass::Substandard, outstanding: yuan("2000000") }
        }
        K::Compensate => compensate(&[(GUARANTOR, "200000"), (POOL, "150000")]),
        K::Dispose => C::Dispose {
            by: SUN,
            on,
            method: DisposalMethod::Auction,
            proceeds: yuan("1500000"),
            claims: claims(),
            file: Id::from_u128(0xd15),
        },
        K::Settle => C::Settle { by: SUN, on },
        K::Close => C::Close { by: SUN },
        K::Reject => C::Reject { by: SUN, reason: RefusalReason::Other, note: Some("行业限额已满".into()) },
        K::Withdraw => C::Withdraw { by: LI, reason: WithdrawalReason::FirmGaveUp, note: None },
        K::Lapse => C::Lapse,
    }
}

/// A deal about this after these commands of today, all of which are accepted.
pub(super) fn of(facts: DealFacts, kinds: &[DealCommandKind]) -> DealState {
    let published = decide(None, DealCommand::Publish(facts), &law(), today()).expect("accepted");
    let published = published.iter().fold(None, |state, event| Some(apply(state, event))).expect("a state");
    kinds.iter().fold(published, |state, kind| then(&state, a(*kind)))
}

/// The commands up to the due diligence, with everybody who can stand beside the two.
fn looked_at(facts: DealFacts) -> DealState {
    use DealCommandKind as K;
    let accepted = of(facts, &[K::Match, K::Accept]);
    let joined = [
        Party::Guarantor { organisation: GUARANTOR },
        Party::CounterGuarantor { name: "哈尔滨某集团".into(), guarantor: GUARANTOR },
        Party::Insurer { organisation: INSURER, policy_number: None },
        Party::RiskPool { pool: POOL },
    ];
    let joined = joined.into_iter().fold(accepted, |state, party| then(&state, DealCommand::Join { party }));
    [K::ShareLosses, K::BeginDueDiligence, K::RecordValuation].iter().fold(joined, |state, kind| then(&state, a(*kind)))
}

/// After further commands of today.
pub(super) fn and(state: &DealState, kinds: &[DealCommandKind]) -> DealState {
    kinds.iter().fold(state.clone(), |state, kind| then(&state, a(*kind)))
}

/// A deal in the state of this name; what stands behind the comma says more of it.
pub(super) fn deal_in(name: &str) -> DealState {
    use DealCommandKind as K;
    let before = |name: &str, kinds: &[K]| and(&deal_in(name), kinds);
    match name {
        "published" => of(facts(), &[]),
        "matched" => before("published", &[K::Match]),
        "accepted" => before("matched", &[K::Accept]),
        "refused" => before("matched", &[K::Refuse]),
        "due_diligence" => looked_at(facts()),
        "offered" => before("due_diligence", &[K::MakeOffer]),
        "offered, sealed" => and(&looked_at(sealed_facts()), &[K::MakeOffer]),
        "offer_accepted" => before("offered", &[K::AcceptOffer]),
        "approved" => before("offer_accepted", &[K::Approve]),
        "contracting" => before("approved", &[K::DrawUp]),
        "contracting, half" => then(&deal_in("contracting"), sign(Side::Bank)),
        "registering" => before("contracting, half", &[K::Sign]),
        "registering, waived" => before("registering", &[K::RecordPolicy, K::Waive]),
        "registering, done" => before("registering", &[K::RecordPolicy, K::NoteRegistered]),
        "disbursed" => before("registering, done", &[K::Disburse]),
        "monitored" => before("disbursed", &[K::Review]),
        "overdue" => before("monitored", &[K::FallOverdue]),
        "default" => before("overdue", &[K::DeclareDefault]),
        "compensated" => before("default", &[K::Compensate]),
        "disposed" => before("compensated", &[K::Dispose]),
        "settled" => before("disbursed", &[K::Settle]),
        "settled, free" => before("settled", &[K::NoteReleased]),
        "closed" => before("settled, free", &[K::Close]),
        "rejected" => before("due_diligence", &[K::Reject]),
        "withdrawn" => before("offered", &[K::Withdraw]),
        "expired" => then_at(&deal_in("offered"), DealCommand::Lapse, noon("2026-12-24")),
        other => panic!("{other}"),
    }
}

pub(super) const UP_TO_THE_CONTRACT: [&str; 11] = [
    "published",
    "matched",
    "accepted",
    "due_diligence",
    "offered",
    "offered, sealed",
    "offer_accepted",
    "approved",
    "contracting",
    "contracting, half",
    "expired",
];

pub(super) const WITH_THE_MONEY: [&str; 12] = [
    "registering",
    "registering, waived",
    "registering, done",
    "disbursed",
    "monitored",
    "overdue",
    "default",
    "compensated",
    "disposed",
    "settled",
    "settled, free",
    "closed",
];

pub(super) const GIVEN_UP: [&str; 3] = ["refused", "rejected", "withdrawn"];

/// Every state by its name.
pub(super) fn all_names() -> impl Iterator<Item = &'static str> {
    UP_TO_THE_CONTRACT.into_iter().chain(WITH_THE_MONEY).chain(GIVEN_UP)
}
