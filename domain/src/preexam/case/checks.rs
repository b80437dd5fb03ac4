//! The rules behind the gate: what each check says of the facts, and why.

use super::super::entity::{EntityClass, EntityKind, EntityStanding};
use super::super::field_list::FieldAnswer;
use super::super::{Answer, CheckAnswer, PatentKind, PreexamNumbers};
use super::gate::{CheckId, CreditAnswer, EntityAnswer, Quota};
use super::{CoApplicant, DocumentRole, Dossier};
use crate::hall::Id;

/// On this most checks rest; how is each centre's to publish.
const PILOT_RULES: &str = "专利申请预审业务管理办法（试行）（国知办发办字〔2023〕25号）";
/// What is excluded, as centres have published it.
const EXCLUDED: &str = "专利申请预审业务管理办法（试行）；南昌市知识产权保护中心通知第四条、第五条";

pub(super) fn it_is_no_international_application(declared: bool) -> CheckAnswer {
    not_declared(CheckId::NotPct, declared, "国际申请", "an international application").on(EXCLUDED)
}

pub(super) fn it_has_no_twin_of_the_same_day(declared: bool) -> CheckAnswer {
    let (zh, en) = ("同日申请发明和实用新型的申请", "an invention with a utility model of the same day");
    not_declared(CheckId::NoSameDayTwin, declared, zh, en).on(EXCLUDED)
}

pub(super) fn it_is_no_divisional_application(declared: bool) -> CheckAnswer {
    not_declared(CheckId::NotDivisional, declared, "分案申请", "a divisional application").on(EXCLUDED)
}

pub(super) fn it_needs_no_secrecy_review(declared: bool) -> CheckAnswer {
    let (zh, en) = ("须作保密审查的申请", "an application that needs the secrecy review");
    not_declared(CheckId::NoSecrecyReview, declared, zh, en).on("专利法实施细则第七条")
}

pub(super) fn it_is_not_accelerated_elsewhere(declared: bool) -> CheckAnswer {
    let (zh, en) = ("已在同一程序中加快的申请", "an application accelerated elsewhere in the same procedure");
    let basis = "专利优先审查管理办法（国家知识产权局令第85号）第八条";
    not_declared(CheckId::NotAcceleratedElsewhere, declared, zh, en).on(basis)
}

/// What is declared keeps it out; what is not declared the applicant answers for with the commitment.
fn not_declared(check: CheckId, declared: bool, zh: &str, en: &str) -> CheckAnswer {
    if declared {
        let en = format!("The applicant declares that it is {en}");
        CheckAnswer::new(check, Answer::No, format!("申请人声明属于{zh}"), en)
    } else {
        let en = format!("The applicant does not declare that it is {en}");
        CheckAnswer::new(check, Answer::Yes, format!("申请人未声明属于{zh}"), en)
    }
}

pub(super) fn the_commitment_is_signed(signed: bool) -> CheckAnswer {
    let (answer, zh, en) = if signed {
        (Answer::Yes, "承诺书已签署", "The commitment is signed")
    } else {
        (Answer::No, "承诺书尚未签署", "The commitment is not signed")
    };
    CheckAnswer::new(CheckId::CommitmentSigned, answer, zh, en).on(PILOT_RULES)
}

pub(super) fn the_documents_are_complete(kind: PatentKind, dossier: &Dossier) -> CheckAnswer {
    let check = CheckId::DocumentsComplete;
    let lacking = dossier.lacks(kind);
    let answer = if lacking.is_empty() {
        CheckAnswer::new(check, Answer::Yes, "必需的文件齐全", "Every required document is there")
    } else {
        let zh: Vec<&str> = lacking.iter().map(|role| role.zh()).collect();
        let en: Vec<&str> = lacking.iter().map(|role| role.code()).collect();
        let (zh, en) = (format!("缺少：{}", zh.join("、")), format!("Missing: {}", en.join(", ")));
        CheckAnswer::new(check, Answer::No, zh, en)
    };
    answer.on(PILOT_RULES)
}

/// Who applies together proves that he researched together.
pub(super) fn joint_research_is_proved(co_applicants: &[CoApplicant], dossier: &Dossier) -> CheckAnswer {
    let unproved: Vec<&str> =
        co_applicants.iter().filter(|other| !other.joint_research_proved).map(|other| other.name.as_str()).collect();
    let (answer, zh, en) = if co_applicants.is_empty() {
        (Answer::Yes, "没有共同申请人".into(), "There is no co-applicant".into())
    } else if !unproved.is_empty() {
        let names = unproved.join("、");
        (Answer::No, format!("未证明共同研发：{names}"), format!("Joint research is not proved for: {names}"))
    } else if dossier.newest(DocumentRole::JointResearchProof).is_none() {
        (Answer::No, "未提交共同研发证明".into(), "The proof of joint research is not attached".into())
    } else {
        (Answer::Yes, "已提交共同研发证明".into(), "The proof of joint research is attached".into())
    };
    CheckAnswer::new(CheckId::JointResearchProved, answer, zh, en).on(PILOT_RULES)
}

pub(super) fn the_entity_may_apply(entity: Option<&EntityAnswer>) -> CheckAnswer {
    let check = CheckId::EntityEffective;
    let answer = match entity {
        None => CheckAnswer::new(check, Answer::No, "未在本中心备案", "It is not registered with this centre"),
        Some(EntityAnswer { kind: EntityKind::Agency, .. }) => {
            CheckAnswer::new(check, Answer::No, "备案为代理机构，不是申请主体", "It is registered as an agency")
        }
        Some(EntityAnswer { standing, .. }) => {
            let (answer, zh, en) = of_a_registration(standing);
            CheckAnswer::new(check, answer, zh, en)
        }
    };
    answer.on(PILOT_RULES)
}

pub(super) fn the_first_applicant_is_the_entity(applicant: Id, entity: Option<&EntityAnswer>) -> CheckAnswer {
    let is_the_entity = entity.is_some_and(|entity| entity.organisation == applicant);
    let (answer, zh, en) = if is_the_entity {
        (Answer::Yes, "第一申请人为备案主体", "The first applicant is the registered entity")
    } else {
        (Answer::No, "第一申请人不是备案主体", "The first applicant is not the registered entity")
    };
    CheckAnswer::new(CheckId::FirstApplicantIsEntity, answer, zh, en).on(PILOT_RULES)
}

pub(super) fn the_field_is_open(classification: &str, field: &FieldAnswer) -> CheckAnswer {
    let (answer, zh, en) = match field {
        FieldAnswer::Open { list_version } => (
            Answer::Yes,
            format!("{classification}在领域清单{list_version}之内"),
            format!("{classification} is in the list of fields {list_version}"),
        ),
        FieldAnswer::Closed { list_version } => (
            Answer::No,
            format!("{classification}不在领域清单{list_version}之内"),
            format!("{classification} is not in the list of fields {list_version}"),
        ),
        FieldAnswer::NoList => (
            Answer::NeedsPerson,
            "中心未公布当日有效的领域清单，需人工核查".into(),
            "The centre has no list of fields for this day, so a person must look".into(),
        ),
    };
    CheckAnswer::new(CheckId::FieldOpen, answer, zh, en).on(PILOT_RULES)
}

/// Where the quota is used up, an entity of class B that passes often enough may bring some inventions more each week.
pub(super) fn there_is_quota_left(
    kind: PatentKind,
    entity: Option<&EntityAnswer>,
    quota: &Quota,
    numbers: &PreexamNumbers,
) -> CheckAnswer {
    let check = CheckId::QuotaLeft;
    let Some(allowed) = quota.allowed else {
        return CheckAnswer::new(check, Answer::Yes, "未设年度限额", "No quota is set for the year");
    };
    let used = quota.used;
    if used < allowed {
        let (zh, en) = (format!("年度限额{allowed}件，已用{used}件"), format!("{used} of {allowed} are used"));
        return CheckAnswer::new(check, Answer::Yes, zh, en);
    }
    let class_b =
        matches!(entity.map(|entity| &entity.standing), Some(EntityStanding::Effective { class: EntityClass::B, .. }));
    let passes_often = quota.pass_rate_percent.is_some_and(|rate| rate >= numbers.quota_b_pass_rate_percent);
    let within_the_week = quota.beyond_this_week < numbers.quota_b_weekly;
    if class_b && kind == PatentKind::Invention && passes_often && within_the_week {
        let (beyond, weekly) = (quota.beyond_this_week, numbers.quota_b_weekly);
        let zh = format!("年度限额已用完；B类主体合格率达标，本周超额发明{beyond}件，上限{weekly}件");
        let en =
            format!("The quota is used up; by its pass rate the entity may bring {weekly} a week, {beyond} are used");
        return CheckAnswer::new(check, Answer::Yes, zh, en).on("河北省预审限额规定（2024年）");
    }
    let (zh, en) = (format!("年度限额{allowed}件已用完"), format!("All {allowed} of the year's quota are used"));
    CheckAnswer::new(check, Answer::No, zh, en)
}

/// A case needs no agency; one that has one has a registered one.
pub(super) fn the_agency_is_registered(has_agency: bool, agency: Option<&EntityStanding>) -> CheckAnswer {
    let check = CheckId::AgencyRegistered;
    let answer = match (has_agency, agency) {
        (false, _) => CheckAnswer::new(check, Answer::Yes, "未委托代理机构", "The case has no agency"),
        (true, None) => CheckAnswer::new(
            check,
            Answer::No,
            "代理机构未在本中心备案",
            "The agency is not registered with this centre",
        ),
        (true, Some(standing)) => {
            let (answer, zh, en) = of_a_registration(standing);
            CheckAnswer::new(check, answer, zh, en)
        }
    };
    answer.on("各中心代理机构备案规定；宁波市知识产权保护中心备案管理办法（2025年）第十三条")
}

/// Where nobody can be asked, that is what is said.
pub(super) fn credit_is_clear(credit: &CreditAnswer) -> CheckAnswer {
    let check = CheckId::CreditClear;
    match credit {
        CreditAnswer::NotConnected => CheckAnswer::new(
            check,
            Answer::NeedsPerson,
            "未接入信用数据源，需人工核查",
            "No credit source is connected, so a person must look",
        ),
        CreditAnswer::Clear => {
            CheckAnswer::new(check, Answer::Yes, "信用记录无限制措施", "No measure of credit stands in the way")
        }
        CreditAnswer::Measure { name, basis } => {
            let (zh, en) =
                (format!("受信用惩戒措施限制：{name}"), format!("A measure of credit stands in the way: {name}"));
            CheckAnswer::new(check, Answer::No, zh, en).on(basis.as_str())
        }
    }
}

fn of_a_registration(standing: &EntityStanding) -> (Answer, String, String) {
    match standing {
        EntityStanding::Effective { reminded: false, .. } => {
            (Answer::Yes, "备案有效".into(), "The registration is effective".into())
        }
        EntityStanding::Effective { reminded: true, .. } => {
            (Answer::Yes, "备案有效，曾被提醒".into(), "The registration is effective, with a reminder".into())
        }
        EntityStanding::NotYet { from_on } => {
            (Answer::No, format!("备案自{from_on}起生效"), format!("The registration takes effect on {from_on}"))
        }
        EntityStanding::Pending => (Answer::No, "备案尚未生效".into(), "The registration is not effective yet".into()),
        EntityStanding::Suspended { until_on } => {
            (Answer::No, format!("备案暂停至{until_on}"), format!("The registration is suspended up to {until_on}"))
        }
        EntityStanding::Cancelled { .. } => (Answer::No, "备案已取消".into(), "The registration is cancelled".into()),
        EntityStanding::Ended => {
            (Answer::No, "备案未通过或已退出".into(), "The registration was refused or given up".into())
        }
    }
}
