//! What is asked of whom would register: each check answers yes, no, or that a person must look.

use chrono::{Months, NaiveDate};

use super::super::{Answer, CheckAnswer, Law, PreexamNumbers};
use super::{EntityFacts, EntityKind};
use crate::hall::coded;

/// On this the checks of an applicant rest, by default; each centre publishes its own.
const APPLICANTS: &str = "宁波市知识产权保护中心备案管理办法（2025年）第八条";
/// On this those of an agency.
const AGENCIES: &str = "宁波市知识产权保护中心备案管理办法（2025年）第十三条";

coded! {
    /// The checks of a registration.
    EntityCheckId {
        /// It exists for long enough.
        OldEnough = "old_enough" / "成立时间",
        /// It insures enough people.
        EnoughStaff = "enough_staff" / "参保人数",
        /// It has been granted enough.
        EnoughRights = "enough_rights" / "已授权专利",
        /// It manages its intellectual property.
        HasIpManagement = "has_ip_management" / "知识产权管理",
        /// It has a site and people for research.
        HasResearchSite = "has_research_site" / "研发场所和人员",
        /// It names its fields.
        FieldsNamed = "fields_named" / "技术领域",
        /// An agency stands on the list of assured service.
        OnAssuredList = "on_assured_list" / "精准服务保障名单",
        /// It is without dishonesty and abnormal filing.
        CleanRecord = "clean_record" / "无失信和非正常申请记录",
    }
}

type Checked = CheckAnswer<EntityCheckId>;

/// What each check of a registration says on a day, in the order of [`EntityCheckId::ALL`]; an agency is asked less.
#[must_use]
pub fn checks(facts: &EntityFacts, law: &Law<'_>, today: NaiveDate) -> Vec<Checked> {
    let numbers = law.numbers.on(today);
    match facts.kind {
        EntityKind::Applicant => vec![
            it_exists_for_long_enough(facts.founded_on, &numbers, today),
            it_insures_enough_people(facts.insured_staff, &numbers),
            it_has_been_granted_enough(facts, &numbers),
            it_manages_its_property(facts.has_ip_management),
            it_has_a_research_site(facts.has_research_site),
            it_names_its_fields(facts),
            its_record_is_clean(&numbers, APPLICANTS),
        ],
        EntityKind::Agency => {
            vec![it_stands_on_the_assured_list(facts.on_assured_list), its_record_is_clean(&numbers, AGENCIES)]
        }
    }
}

fn said(check: EntityCheckId, fulfilled: bool, zh: (String, String), en: (String, String)) -> Checked {
    let (answer, zh, en) = if fulfilled { (Answer::Yes, zh.0, en.0) } else { (Answer::No, zh.1, en.1) };
    CheckAnswer::new(check, answer, zh, en).on(APPLICANTS)
}

fn unknown(check: EntityCheckId, zh: &str, en: &str) -> Checked {
    CheckAnswer::new(
        check,
        Answer::NeedsPerson,
        format!("未填写{zh}，需人工核查"),
        format!("{en} is not told, so a person must look"),
    )
    .on(APPLICANTS)
}

fn it_exists_for_long_enough(founded_on: Option<NaiveDate>, numbers: &PreexamNumbers, today: NaiveDate) -> Checked {
    let (check, months) = (EntityCheckId::OldEnough, numbers.entity_min_age_months);
    let Some(founded_on) = founded_on else { return unknown(check, "成立日期", "The day of foundation") };
    let old_enough = founded_on.checked_add_months(Months::new(months)).is_some_and(|day| day <= today);
    said(
        check,
        old_enough,
        (format!("成立已满{months}个月"), format!("{founded_on}成立，未满{months}个月")),
        (
            format!("It exists for {months} months"),
            format!("It was founded on {founded_on}, less than {months} months ago"),
        ),
    )
}

fn it_insures_enough_people(staff: Option<u32>, numbers: &PreexamNumbers) -> Checked {
    let (check, least) = (EntityCheckId::EnoughStaff, numbers.entity_min_insured);
    let Some(staff) = staff else { return unknown(check, "参保人数", "The number of insured people") };
    said(
        check,
        staff >= least,
        (format!("参保{staff}人，不少于{least}人"), format!("参保{staff}人，少于{least}人")),
        (format!("It insures {staff}, at least {least}"), format!("It insures {staff}, fewer than {least}")),
    )
}

/// Enough inventions, or enough of the others.
fn it_has_been_granted_enough(facts: &EntityFacts, numbers: &PreexamNumbers) -> Checked {
    let (inventions, others) = (facts.granted_inventions, facts.granted_others);
    let (least, least_others) = (numbers.entity_min_inventions, numbers.entity_min_others);
    let told_zh = format!("已授权发明{inventions}件、实用新型和外观设计{others}件");
    let told_en = format!("{inventions} inventions and {others} others are granted");
    said(
        EntityCheckId::EnoughRights,
        inventions >= least || others >= least_others,
        (told_zh.clone(), format!("{told_zh}，须有发明{least}件或者其他{least_others}件")),
        (told_en.clone(), format!("{told_en}; {least} inventions or {least_others} others are asked for")),
    )
}

fn it_manages_its_property(has: bool) -> Checked {
    said(
        EntityCheckId::HasIpManagement,
        has,
        ("有知识产权管理制度".into(), "没有知识产权管理制度".into()),
        ("It manages its intellectual property".into(), "It does not manage its intellectual property".into()),
    )
}

fn it_has_a_research_site(has: bool) -> Checked {
    said(
        EntityCheckId::HasResearchSite,
        has,
        ("有研发场所和人员".into(), "没有研发场所和人员".into()),
        ("It has a site and people for research".into(), "It has no site and people for research".into()),
    )
}

fn it_names_its_fields(facts: &EntityFacts) -> Checked {
    said(
        EntityCheckId::FieldsNamed,
        !facts.fields.is_empty(),
        (format!("已列明技术领域{}项", facts.fields.len()), "未列明技术领域".into()),
        (format!("It names {} fields", facts.fields.len()), "It names no field".into()),
    )
}

fn it_stands_on_the_assured_list(on_list: Option<bool>) -> Checked {
    let check = EntityCheckId::OnAssuredList;
    let (answer, zh, en) = match on_list {
        Some(true) => (Answer::Yes, "在精准服务保障名单内", "It stands on the list of assured service"),
        Some(false) => (Answer::No, "不在精准服务保障名单内", "It does not stand on the list of assured service"),
        None => {
            (Answer::NeedsPerson, "未说明是否在名单内，需人工核查", "The list is not told of, so a person must look")
        }
    };
    CheckAnswer::new(check, answer, zh, en).on(AGENCIES)
}

/// Nobody can be asked for the record, so a person looks.
fn its_record_is_clean(numbers: &PreexamNumbers, basis: &str) -> Checked {
    let years = numbers.entity_clean_years;
    let zh = format!("须近{years}年无失信和非正常申请记录；未接入信用数据源，需人工核查");
    let en =
        format!("Its record must be clean for {years} years; no credit source is connected, so a person must look");
    CheckAnswer::new(EntityCheckId::CleanRecord, Answer::NeedsPerson, zh, en).on(basis)
}
