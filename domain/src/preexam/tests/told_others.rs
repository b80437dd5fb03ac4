//! Filing entities, requests, field lists and examiners as they come, and one command of each kind that fits them.

use super::*;

pub(super) fn firm() -> EntityFacts {
    EntityFacts {
        centre: CENTRE,
        organisation: FIRM,
        kind: EntityKind::Applicant,
        name: "黑龙江某农机有限公司".into(),
        uscc: None,
        fields: ["A01C".into()].into(),
        founded_on: Some(day("2020-05-06")),
        insured_staff: Some(30),
        granted_inventions: 2,
        granted_others: 0,
        has_ip_management: true,
        has_research_site: true,
        on_assured_list: None,
    }
}

pub(super) fn of_entity(command: EntityCommandKind) -> EntityCommand {
    use EntityCommand as C;
    use EntityCommandKind as K;
    let by = LI;
    match command {
        K::Apply => C::Apply(firm()),
        K::Revise => C::Revise(EntityFacts { insured_staff: Some(40), ..firm() }),
        K::Review => C::Review { by, settled: [(EntityCheckId::CleanRecord, "已人工核查".into())].into() },
        K::Report => C::Report { on: day(TODAY), receipt: Some("报送2026-17".into()) },
        K::TakeEffect => C::TakeEffect { from_on: day("2026-12-01"), class: EntityClass::A, quota: Some(20) },
        K::Classify => C::Classify { by, class: EntityClass::B },
        K::SetQuota => C::SetQuota { by, year: 2027, quota: Some(30) },
        K::Remind => C::Remind { by, reason: reason() },
        K::Suspend => C::Suspend { by, reason: reason(), until_on: day("2027-05-23") },
        K::Reinstate => C::Reinstate { by, reason: reason() },
        K::Resume => C::Resume,
        K::Cancel => C::Cancel { by, reason: reason() },
        K::Refuse => C::Refuse { by, reasons: vec![reason()] },
        K::Withdraw => C::Withdraw,
    }
}

pub(super) fn an_entity(commands: &[EntityCommandKind]) -> EntityState {
    Entity::told(commands.iter().map(|command| of_entity(*command)))
}

/// An entity that may apply, after these further commands.
pub(super) fn an_effective_entity(further: &[EntityCommandKind]) -> EntityState {
    use EntityCommandKind as K;
    an_entity(&[&[K::Apply, K::Review, K::Report, K::TakeEffect], further].concat())
}

pub(super) fn a_request() -> RequestFacts {
    RequestFacts {
        centre: CENTRE,
        applicant: FIRM,
        kind: RequestKind::EvaluationReport,
        right_number: Some("202020123456".into()),
        subject: "免耕播种机专利权评价报告".into(),
        statement: "请求加快出具。".into(),
        respondent: None,
        ecommerce: false,
        files: vec![Id::from_u128(0xd200)],
        client_reference: None,
    }
}

pub(super) fn of_request(command: RequestCommandKind) -> RequestCommand {
    use RequestCommand as C;
    use RequestCommandKind as K;
    let (by, on) = (LI, day(TODAY));
    match command {
        K::File => C::File(a_request()),
        K::Triage => C::Triage { by, route: Route::Recommend },
        K::Refer => C::Refer { sent_on: on, receipt: None },
        K::Acknowledge => C::Acknowledge { receipt: "2026-88".into(), on },
        K::Conclude => C::Conclude { result: "已出具".into(), on },
        K::Decline => C::Decline { by, reason: reason(), basis: "专利法第六十六条".into() },
        K::Withdraw => C::Withdraw { reason: None },
    }
}

pub(super) fn a_request_after(commands: &[RequestCommandKind]) -> RequestState {
    Request::told(commands.iter().map(|command| of_request(*command)))
}

/// A request that the centre handles itself.
pub(super) fn a_request_handled_here() -> RequestState {
    let filed = a_request_after(&[RequestCommandKind::File]);
    Request::then(filed, RequestCommand::Triage { by: LI, route: Route::Handle })
}

pub(super) fn publish(version: &str, valid_from_on: &str, prefixes: &[&str]) -> FieldListCommand {
    let version = FieldVersion {
        version: version.into(),
        valid_from_on: day(valid_from_on),
        prefixes: prefixes.iter().map(|prefix| (*prefix).to_owned()).collect(),
        basis: "国家知识产权局批复".into(),
    };
    FieldListCommand::Publish { centre: CENTRE, scheme: FieldScheme::Ipc, version }
}

pub(super) fn takes(fields: &[&str], available: bool) -> ExaminerCommand {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    ExaminerCommand::Set { by: LI, centre: CENTRE, person: WANG, fields, available }
}
