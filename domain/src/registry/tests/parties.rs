//! Who holds a right, and since when.

use super::{bare, day, gi, mark_of, perhaps};
use crate::registry::{Particulars, Party, PartyRole, RightKind, holders_on};

fn party(role: PartyRole, name: &str, from_on: &str, until_on: &str) -> Party {
    Party { from_on: perhaps(from_on), until_on: perhaps(until_on), ..Party::named(role, name) }
}

fn names(parties: &[Party], on: &str) -> Vec<String> {
    holders_on(parties, day(on)).into_iter().map(|party| party.name.clone()).collect()
}

#[test]
fn an_application_belongs_to_its_applicants_and_never_to_its_inventors() {
    let parties = [
        Party::named(PartyRole::Inventor, "张三"),
        Party::named(PartyRole::Applicant, "甲"),
        Party::named(PartyRole::Applicant, "乙"),
    ];
    assert_eq!(names(&parties, "2020-01-01"), ["甲", "乙"]);
    assert!(names(&parties[..1], "2020-01-01").is_empty());
}

#[test]
fn the_applicants_hold_until_the_register_names_an_owner() {
    let parties = [Party::named(PartyRole::Applicant, "甲"), party(PartyRole::Owner, "乙", "2013-06-05", "")];
    assert_eq!(names(&parties, "2013-06-04"), ["甲"]);
    assert_eq!(names(&parties, "2013-06-05"), ["乙"]);
}

#[test]
fn owners_follow_one_another_without_a_day_between_or_a_day_of_both() {
    let parties = [
        party(PartyRole::Owner, "甲", "", "2018-01-10"),
        party(PartyRole::Owner, "乙", "2018-01-10", "2021-04-06"),
        party(PartyRole::Owner, "丙", "2021-04-06", ""),
    ];
    for (on, owner) in [
        ("1990-01-01", "甲"),
        ("2018-01-09", "甲"),
        ("2018-01-10", "乙"),
        ("2021-04-05", "乙"),
        ("2021-04-06", "丙"),
        ("2099-01-01", "丙"),
    ] {
        assert_eq!(names(&parties, on), [owner], "{on}");
    }
}

#[test]
fn co_owners_hold_together_for_as_long_as_each_is_one() {
    let parties = [party(PartyRole::Owner, "甲", "", ""), party(PartyRole::Owner, "乙", "", "2018-01-10")];
    assert_eq!(names(&parties, "2018-01-09"), ["甲", "乙"]);
    assert_eq!(names(&parties, "2018-01-10"), ["甲"]);
}

#[test]
fn a_right_whose_last_owner_gave_it_up_does_not_fall_back_to_its_applicants() {
    let parties = [Party::named(PartyRole::Applicant, "甲"), party(PartyRole::Owner, "乙", "2013-06-05", "2018-01-10")];
    assert_eq!(names(&parties, "2013-06-04"), ["甲"]);
    assert!(names(&parties, "2018-01-10").is_empty(), "who holds it is not known");
}

#[test]
fn an_applicant_holds_only_for_its_own_period() {
    let parties =
        [party(PartyRole::Applicant, "甲", "", "2011-01-01"), party(PartyRole::Applicant, "乙", "2011-01-01", "")];
    assert_eq!(names(&parties, "2010-12-31"), ["甲"]);
    assert_eq!(names(&parties, "2011-01-01"), ["乙"]);
}

#[test]
fn the_region_is_the_indication_s_own_before_that_of_a_party() {
    let mut of_a_party = Party::named(PartyRole::Applicant, "甲");
    of_a_party.region = Some("北京".into());
    let nameless = Party::named(PartyRole::Applicant, "乙");
    let mut indication = gi(RightKind::GiProduct);
    indication.region = Some("黑龙江".into());
    let mut record = bare(Particulars::GeographicalIndication(indication));
    record.parties = vec![nameless, of_a_party];
    assert_eq!(record.region(), Some("黑龙江"));
    let mut mark = mark_of("", "", "");
    mark.parties = record.parties;
    assert_eq!(mark.region(), Some("北京"), "the first party that has one");
}
