//! Which field of a request a "no" of a deal is about. What stands in no field is a "no" of the state.

use domain::financing::deal::DealCommandKind as Kind;

/// The pointer into the body of this command; `None`: it is the state that says no.
pub(super) fn field_of(kind: Kind, code: &str) -> Option<&'static str> {
    let of_the_deal = code.strip_prefix("financing.deal_")?;
    Some(match of_the_deal {
        "amount_zero" | "amount_exceeds" | "amount_too_large" => amount_of(kind)?,
        "day_in_future" | "day_too_early" => day_of(kind)?,
        "shares_no_whole" | "share_twice" => "/shares",
        "bearer_unknown" if kind == Kind::ShareLosses => "/shares",
        "bearer_unknown" | "compensation_exceeds_share" => "/paid",
        "loss_exceeds_principal" => "/loss",
        "class_performing" => "/class",
        "note_missing" | "note_length" => "/note",
        "reason_length" => "/reason",
        "line_length" => line_of(kind)?,
        "term_out_of_range" => "/term_months",
        "offer_expires_too_soon" => "/expires_on",
        "fees_too_many" => "/fees",
        "range_turned" => "/high",
        "opening_past" => "/offers_open_on",
        "digest_differs" | "digest_malformed" => "/sha256",
        "pledges_out_of_range" | "secured_exceeds_contract" if kind == Kind::DrawUp => "/pledge_ids",
        "pledge_twice" if kind == Kind::DrawUp => "/pledge_ids",
        "pledge_unknown" if kind == Kind::DropPledge => "/pledge_id",
        "party_unknown" if kind == Kind::Leave => "/party_id",
        "party_unknown" if kind == Kind::RecordPolicy => "/insurer_id",
        "guarantor_missing" => "/party/guarantor_id",
        _ => return None,
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands name no amount")]
const fn amount_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::MakeOffer | Kind::DrawUp | Kind::Disburse | Kind::FallOverdue => Some("/amount"),
        Kind::DeclareDefault => Some("/outstanding"),
        Kind::Compensate => Some("/loss"),
        Kind::Dispose => Some("/principal"),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands name no day")]
const fn day_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::RecordValuation => Some("/valued_on"),
        Kind::Sign => Some("/signed_on"),
        Kind::Disburse => Some("/disbursed_on"),
        Kind::FallOverdue => Some("/since_on"),
        Kind::DeclareDefault => Some("/recognised_on"),
        Kind::Compensate => Some("/claimed_on"),
        Kind::Dispose => Some("/disposed_on"),
        Kind::Settle => Some("/settled_on"),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands have no line, or several")]
const fn line_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::RecordPolicy => Some("/number"),
        Kind::Disburse => Some("/reference"),
        Kind::Join => Some("/party/name"),
        Kind::MakeOffer => Some("/fees"),
        _ => None,
    }
}
