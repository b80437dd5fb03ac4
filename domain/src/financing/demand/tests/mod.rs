//! Demands: the states by the commands, the checks of the rights, what is refused in fields, and the stored form.

mod fields;
mod gate;
mod properties;
mod states;
mod stored;

pub(in crate::financing) use states::drawn;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::*;
use crate::financing::product::tests::{BANK, noon, yuan};
use crate::financing::product::{DataKind, FirmSize, PledgedKind, Purpose};
use crate::financing::valuation::Method;
use crate::hall::{FieldRefusal, Id, Moment};
use crate::registry::SimpleStatus;

const TODAY: &str = "2026-11-23";
const FIRM: Id = Id::from_u128(0xf1);
/// Of the firm.
const ZHAO: Id = Id::from_u128(0x7a0);
/// Of the platform.
const LI: Id = Id::from_u128(0x11);
const DEAL: Id = Id::from_u128(0xdea1);
const FILE: Id = Id::from_u128(0xf11e);
const FIRM_NAME: &str = "黑龙江某农机有限公司";
const NUMBERS: DemandNumbers =
    DemandNumbers { pledges_at_once_patent: 1, pledges_at_once_trademark: 1, pledges_at_once_copyright: 1 };

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// One pledge at a time for every kind.
pub(in crate::financing) const fn numbers() -> DemandNumbers {
    NUMBERS
}

fn today() -> Moment {
    noon(TODAY)
}

fn digest() -> String {
    "ab".repeat(32)
}

fn facts() -> DemandFacts {
    DemandFacts {
        amount: yuan("2000000"),
        term_months: 24,
        purpose: Purpose::Research,
        client_reference: Some("RZ-2026-17".into()),
    }
}

fn declared<T>(value: T) -> Option<Told<T>> {
    Some(Told { value, source: Source::Declared, as_of: day("2026-11-01") })
}

fn profile() -> Profile {
    Profile {
        region: declared("230103".into()),
        industry: declared("C3571".into()),
        size: declared(FirmSize::Small),
        founded_on: Some(Told {
            value: day("2020-05-06"),
            source: Source::Imported { from: "国家企业信用信息公示系统".into() },
            as_of: day("2026-11-01"),
        }),
        revenue: Some(Told {
            value: yuan("8000000"),
            source: Source::Uploaded { file: FILE },
            as_of: day("2025-12-31"),
        }),
        ..Profile::default()
    }
}

pub(in crate::financing) fn key(kind: PledgedKind) -> RightKey {
    let number = match kind {
        PledgedKind::Invention => "ZL202110000001.4",
        PledgedKind::Trademark => "99000001",
        PledgedKind::Copyright => "2026SR0000001",
        PledgedKind::UtilityModel | PledgedKind::Design => "ZL202120000001.9",
    };
    RightKey { kind, number: number.into() }
}

fn a_value() -> StatedValue {
    StatedValue {
        low: yuan("4000000"),
        high: yuan("5000000"),
        method: Method::ReliefFromRoyalty,
        valued_on: day("2026-10-01"),
        valid_until_on: day("2027-09-30"),
        file: Some(FILE),
    }
}

fn a_right(kind: PledgedKind) -> BundledRight {
    let origin = if kind == PledgedKind::Copyright {
        let certificate = Certificate {
            file: FILE,
            digest: digest(),
            title: "播种机控制软件".into(),
            author: FIRM_NAME.into(),
            owners: vec![FIRM_NAME.into()],
            completed_on: day("2024-03-01"),
        };
        Origin::Declared { certificate, verdict: Verdict::Unchecked }
    } else {
        Origin::Registry { record_key: format!("CN-{}", key(kind).number) }
    };
    BundledRight { key: key(kind), origin, consents: Vec::new(), value: Some(a_value()) }
}

fn a_consent(co_owner: &str) -> CoOwnerConsent {
    CoOwnerConsent {
        kind: ConsentKind::Consent,
        co_owner: co_owner.into(),
        file: FILE,
        digest: digest(),
        given_on: day("2026-11-20"),
        recorded_by: ZHAO,
    }
}

fn data() -> DataPiece {
    DataPiece {
        kind: DataKind::Tax,
        file: Id::from_u128(0xda7a),
        digest: digest(),
        issuer: "国家税务总局哈尔滨市税务局".into(),
        from_on: day("2025-01-01"),
        to_on: day("2025-12-31"),
    }
}

fn owner(name: &str) -> RegisteredOwner {
    RegisteredOwner { name: name.into(), uscc: None }
}

/// A right of the firm alone, of which everything is known and nothing stands in the way.
fn clear(ends_on: &str) -> RightAnswer {
    RightAnswer {
        owners: vec![owner(FIRM_NAME)],
        standing: SimpleStatus::InForce,
        ends_on: Some(day(ends_on)),
        pledges: Some(0),
        seized: Some(false),
        dispute: DisputeAnswer::NotConnected,
    }
}

pub(in crate::financing) fn gate() -> DemandGate {
    let rights = [
        (key(PledgedKind::Invention), clear("2041-01-03")),
        (key(PledgedKind::Trademark), clear("2030-05-06")),
        (key(PledgedKind::Copyright), RightAnswer { pledges: Some(0), seized: Some(false), ..RightAnswer::UNKNOWN }),
    ];
    DemandGate {
        firm: FirmIdentity { name: FIRM_NAME.into(), uscc: None },
        rights: rights.into(),
        credit: CreditAnswer::NotConnected,
    }
}

/// The gate with something else known of the invention.
fn gate_where(change: impl FnOnce(&mut RightAnswer)) -> DemandGate {
    let mut gate = gate();
    gate.rights.entry(key(PledgedKind::Invention)).and_modify(change);
    gate
}

/// A demand after these commands, all of which are accepted.
fn told(commands: impl IntoIterator<Item = DemandCommand>) -> DemandState {
    then(None, commands).expect("a command at least")
}

fn then(state: Option<DemandState>, commands: impl IntoIterator<Item = DemandCommand>) -> Option<DemandState> {
    commands.into_iter().fold(state, |state, command| {
        let events = decide(state.as_ref(), command, &NUMBERS, today()).expect("accepted");
        events.iter().fold(state, |state, event| Some(apply(state, event)))
    })
}

fn draft() -> DemandCommand {
    DemandCommand::Draft { by: ZHAO, firm: FIRM, facts: facts(), profile: Box::new(profile()) }
}

fn add(right: BundledRight) -> DemandCommand {
    DemandCommand::AddRight { by: ZHAO, right: Box::new(right) }
}

fn publish(gate: DemandGate) -> DemandCommand {
    DemandCommand::Publish { by: ZHAO, until_on: day("2027-05-23"), gate: Box::new(gate) }
}

fn accept_declaration() -> DemandCommand {
    DemandCommand::AcceptDeclaration {
        by: LI,
        right: key(PledgedKind::Copyright),
        protected_until_on: day("2074-12-31"),
    }
}

/// A draft on an invention.
fn on_an_invention() -> DemandState {
    told([draft(), add(a_right(PledgedKind::Invention))])
}

/// A draft on a patent, a mark and a copyright whose certificate was checked, with data.
pub(in crate::financing) fn on_a_bundle() -> DemandState {
    let rights = [PledgedKind::Invention, PledgedKind::Trademark, PledgedKind::Copyright];
    let further = [accept_declaration(), DemandCommand::AttachData { by: ZHAO, data: data() }];
    told([draft()].into_iter().chain(rights.map(|kind| add(a_right(kind)))).chain(further))
}

fn code(refused: &FieldRefusal) -> &'static str {
    refused.refusal.code.strip_prefix("financing.demand_").expect("of a demand")
}
