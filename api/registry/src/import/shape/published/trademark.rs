//! Marks of the published schema.

use domain::identifier::{NiceClass, SimilarGroup, TrademarkNumber};
use domain::registry::{Particulars, Trademark};

use super::super::day::day;
use super::super::fields::Fields;
use super::super::patent_facts::{LONGEST_REMARK, LONGEST_TITLE};

/// The particulars of a mark.
pub(super) fn take(fields: &mut Fields<'_>) -> Option<Particulars> {
    let number = fields.required_identifier("number", TrademarkNumber::parse);
    let name = fields.required("name", LONGEST_TITLE);
    let nice_classes = fields.identifiers("nice_classes", NiceClass::parse);
    let similar_groups = fields.identifiers("similar_groups", SimilarGroup::parse);
    let goods = fields.texts("goods", LONGEST_REMARK);
    let filing_on = fields.day("filing_on", day);
    let preliminary_publication_on = fields.day("preliminary_publication_on", day);
    let registration_on = fields.day("registration_on", day);
    let expires_on = fields.day("expires_on", day);
    Some(Particulars::Trademark(Trademark {
        number: number?,
        name: name?,
        nice_classes,
        similar_groups,
        goods,
        filing_on,
        preliminary_publication_on,
        registration_on,
        expires_on,
    }))
}
