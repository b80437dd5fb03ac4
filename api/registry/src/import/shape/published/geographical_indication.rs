//! Geographical indications of the published schema.

use domain::identifier::GiNumber;
use domain::registry::{GeographicalIndication, Particulars, RecordKind, RightKind};

use super::super::super::rejection::Reason;
use super::super::day::day;
use super::super::fields::Fields;
use super::super::patent_facts::{LONGEST_NAME, LONGEST_REMARK, LONGEST_TITLE};
use super::super::region;

const RIGHTS: &str = "gi_product, gi_mark, gi_agro_product, gi_foreign_register";

/// The particulars of a geographical indication.
pub(super) fn take(fields: &mut Fields<'_>) -> Option<Particulars> {
    let number = fields.required_identifier("number", GiNumber::parse);
    let name = fields.required("name", LONGEST_TITLE);
    let right = fields.word("right", gi_right, RIGHTS);
    if right.is_none() {
        fields.reject_if_not_yet("right", &Reason::Missing);
    }
    let other_names = fields.texts("other_names", LONGEST_TITLE);
    let product = fields.text("product", LONGEST_REMARK);
    let protection = fields.text("protection", LONGEST_REMARK);
    let place = fields.text("place", LONGEST_REMARK);
    let region = fields.text("region", LONGEST_NAME);
    let region = region.as_deref().map(region::short).or_else(|| place.as_deref().and_then(region::of_address));
    let region = region.map(str::to_owned);
    let filing_on = fields.day("filing_on", day);
    let publication_on = fields.day("publication_on", day);
    let registration_on = fields.day("registration_on", day);
    let legal_instrument = fields.text("legal_instrument", LONGEST_REMARK);
    Some(Particulars::GeographicalIndication(GeographicalIndication {
        right: right?,
        number: number?,
        name: name?,
        other_names,
        product,
        protection,
        place,
        region,
        filing_on,
        publication_on,
        registration_on,
        legal_instrument,
    }))
}

fn gi_right(code: &str) -> Option<RightKind> {
    RightKind::from_code(code).filter(|right| right.record_kind() == RecordKind::GeographicalIndication)
}
