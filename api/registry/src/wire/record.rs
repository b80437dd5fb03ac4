//! One record in full.

use domain::registry::{
    EventEffect, GeographicalIndication, LegalEvent, Particulars, Party, PartyRole, Patent, RegistryRules, TermOfRight,
    Trademark, holders_on, term_of_right, warnings_of,
};
use hall::http::Day;
use poem_openapi::Object;

use crate::desk::RecordOn;

/// A sentence in both languages.
#[derive(Debug, Clone, Object)]
pub struct Words {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// Whether a right stands, and why we say so.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct StatusView {
    /// The day of which it is said.
    pub as_of: Day,
    /// `pending`, `in_force`, `dead` or `unknown`.
    pub simple: String,
    /// Stable code of the reason.
    pub reason_code: String,
    /// The reason.
    pub reason: Words,
    /// The last day on which this holds if nothing new becomes known.
    pub holds_until: Option<Day>,
}

/// The term of a right.
#[derive(Debug, Clone, Object)]
pub struct TermView {
    /// The day from which it runs.
    pub runs_from: Day,
    /// The last day on which the right can stand.
    pub last_day_on: Day,
    /// The rule applied.
    pub rule: String,
    /// The article.
    pub basis: String,
    /// `false`: the rule was not read in an official text.
    pub verified: bool,
}

/// An applicant, owner or inventor.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct PartyView {
    /// The name as published.
    pub name: String,
    /// 统一社会信用代码.
    pub uscc: Option<String>,
    /// The address as published.
    pub address: Option<String>,
    /// Province or country.
    pub region: Option<String>,
    /// The first day on which it is one.
    pub from_on: Option<Day>,
    /// The first day on which it no longer is one.
    pub until_on: Option<Day>,
}

/// One legal-status event.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct EventView {
    /// The day of effect.
    pub on: Day,
    /// The official code.
    pub code: String,
    /// What the code means; absent for a code that our rules do not explain.
    pub meaning: Option<Words>,
    /// What it does to the right: `opens`, `grants`, `renews`, `ends`, `restores` or `records`.
    pub effect: Option<String>,
    /// `false`: the meaning was not read in an official text.
    pub verified: Option<bool>,
    /// What the office adds.
    pub detail: Option<String>,
}

/// A published document of a patent.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct PublicationView {
    /// Its number with kind code where one is known.
    pub number: String,
    /// The day of publication.
    pub on: Option<Day>,
}

/// Where the facts come from.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct SourceView {
    /// The source's code; `demo` marks an invented record.
    pub source: String,
    /// The day on which it was taken from there.
    pub retrieved_on: Option<Day>,
}

/// 专利。A patent or an application for one.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct PatentView {
    /// Its id.
    pub id: String,
    /// `patent`.
    pub kind: String,
    /// `invention`, `utility_model` or `design`.
    pub right_kind: String,
    /// The application number with check character; where none is known, the publication number.
    pub number: String,
    /// 申请号.
    pub application_number: Option<String>,
    /// 公开（公告）.
    pub publications: Vec<PublicationView>,
    /// 名称.
    pub title: String,
    /// 摘要.
    #[oai(rename = "abstract")]
    pub abstract_text: Option<String>,
    /// 权利要求.
    pub claims: Option<String>,
    /// 说明书.
    pub description: Option<String>,
    /// 国际专利分类, the main one first.
    pub ipc: Vec<String>,
    /// 洛迦诺分类.
    pub locarno: Vec<String>,
    /// 申请日.
    pub filing_on: Option<Day>,
    /// 首次公开日.
    pub publication_on: Option<Day>,
    /// 授权公告日.
    pub grant_on: Option<Day>,
    /// 法律状态.
    pub status: StatusView,
    /// 权利期限.
    pub term: Option<TermView>,
    /// Those who hold it on that day.
    pub holders: Vec<PartyView>,
    /// 申请人.
    pub applicants: Vec<PartyView>,
    /// 权利人 with their periods.
    pub owners: Vec<PartyView>,
    /// 发明人（设计人）.
    pub inventors: Vec<PartyView>,
    /// 代理机构.
    pub agency: Option<String>,
    /// 代理人.
    pub agents: Vec<String>,
    /// 优先权.
    pub priorities: Vec<String>,
    /// 引证文献.
    pub citations: Vec<String>,
    /// 法律状态事件, oldest first.
    pub events: Vec<EventView>,
    /// Codes of what is odd about the record.
    pub warnings: Vec<String>,
    /// Where the facts come from.
    pub sources: Vec<SourceView>,
}

/// 商标。A mark.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct TrademarkView {
    /// Its id.
    pub id: String,
    /// `trademark`.
    pub kind: String,
    /// `trademark`.
    pub right_kind: String,
    /// 申请/注册号.
    pub number: String,
    /// The words of the mark.
    pub title: String,
    /// 国际分类.
    pub nice_classes: Vec<String>,
    /// 类似群.
    pub similar_groups: Vec<String>,
    /// 商品/服务.
    pub goods: Vec<String>,
    /// 申请日.
    pub filing_on: Option<Day>,
    /// 初审公告日.
    pub preliminary_publication_on: Option<Day>,
    /// 注册公告日.
    pub registration_on: Option<Day>,
    /// 状态.
    pub status: StatusView,
    /// 专用期限.
    pub term: Option<TermView>,
    /// Those who hold it on that day.
    pub holders: Vec<PartyView>,
    /// 申请人.
    pub applicants: Vec<PartyView>,
    /// 注册人 with their periods.
    pub owners: Vec<PartyView>,
    /// 状态事件, oldest first.
    pub events: Vec<EventView>,
    /// Codes of what is odd about the record.
    pub warnings: Vec<String>,
    /// Where the facts come from.
    pub sources: Vec<SourceView>,
}

/// 地理标志。A geographical indication.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct GeographicalIndicationView {
    /// Its id.
    pub id: String,
    /// `geographical_indication`.
    pub kind: String,
    /// `gi_product`, `gi_mark`, `gi_agro_product` or `gi_foreign_register`.
    pub right_kind: String,
    /// The register's number.
    pub number: String,
    /// The protected name.
    pub title: String,
    /// The name in other scripts.
    pub other_names: Vec<String>,
    /// The kind of goods.
    pub product: Option<String>,
    /// The kind of protection.
    pub protection: Option<String>,
    /// The protected area.
    pub place: Option<String>,
    /// Province or country.
    pub region: Option<String>,
    /// 申请日.
    pub filing_on: Option<Day>,
    /// 公示日.
    pub publication_on: Option<Day>,
    /// 注册日.
    pub registration_on: Option<Day>,
    /// The announcement or act that protects it.
    pub legal_instrument: Option<String>,
    /// 状态.
    pub status: StatusView,
    /// 申请人.
    pub applicants: Vec<PartyView>,
    /// 状态事件, oldest first.
    pub events: Vec<EventView>,
    /// Codes of what is odd about the record.
    pub warnings: Vec<String>,
    /// Where the facts come from.
    pub sources: Vec<SourceView>,
}

/// What every kind of record says alike.
struct Shared<'r> {
    on: &'r RecordOn,
    rules: &'r RegistryRules,
}

impl Shared<'_> {
    fn status(&self) -> StatusView {
        let reason = &self.on.standing.reason;
        StatusView {
            as_of: Day(self.on.day),
            simple: reason.status().code().into(),
            reason_code: reason.code().into(),
            reason: Words { zh: reason.zh(), en: reason.en() },
            holds_until: self.on.standing.changes_after.map(|(last_day, _)| Day(last_day)),
        }
    }

    fn term(&self) -> Option<TermView> {
        let TermOfRight { runs_from, last_day_on, rule } = term_of_right(&self.on.stored.record, self.rules)?;
        Some(TermView {
            runs_from: Day(runs_from),
            last_day_on: Day(last_day_on),
            rule: rule.id.clone(),
            basis: rule.basis.clone(),
            verified: rule.verified,
        })
    }

    fn parties(&self, role: PartyRole) -> Vec<PartyView> {
        self.on.stored.record.parties.iter().filter(|party| party.role == role).map(PartyView::of).collect()
    }

    fn holders(&self) -> Vec<PartyView> {
        holders_on(&self.on.stored.record.parties, self.on.day).into_iter().map(PartyView::of).collect()
    }

    /// The events up to the day asked for: what came after it was not known then.
    fn events(&self) -> Vec<EventView> {
        let until_then = self.on.stored.record.events.iter().filter(|event| event.on <= self.on.day);
        until_then.map(|event| EventView::of(event, self.rules)).collect()
    }

    fn warnings(&self) -> Vec<String> {
        warnings_of(&self.on.stored.record).into_iter().map(|warning| warning.code.into()).collect()
    }

    fn sources(&self) -> Vec<SourceView> {
        let sources = self.on.stored.record.sources.iter();
        sources
            .map(|from| SourceView { source: from.source.clone(), retrieved_on: from.retrieved_on.map(Day) })
            .collect()
    }

    fn number(&self) -> String {
        self.on.stored.record.number().unwrap_or_default()
    }
}

impl PartyView {
    fn of(party: &Party) -> Self {
        Self {
            name: party.name.clone(),
            uscc: party.uscc.as_ref().map(ToString::to_string),
            address: party.address.clone(),
            region: party.region.clone(),
            from_on: party.from_on.map(Day),
            until_on: party.until_on.map(Day),
        }
    }
}

impl EventView {
    fn of(event: &LegalEvent, rules: &RegistryRules) -> Self {
        let rule = rules.event_rule(&event.code);
        Self {
            on: Day(event.on),
            code: event.code.clone(),
            meaning: rule.map(|rule| Words { zh: rule.zh.clone(), en: rule.en.clone() }),
            effect: rule.map(|rule| effect_code(rule.effect).into()),
            verified: rule.map(|rule| rule.verified),
            detail: event.detail.clone(),
        }
    }
}

const fn effect_code(effect: EventEffect) -> &'static str {
    match effect {
        EventEffect::Opens => "opens",
        EventEffect::Grants => "grants",
        EventEffect::Renews => "renews",
        EventEffect::Ends => "ends",
        EventEffect::Restores => "restores",
        EventEffect::Records => "records",
    }
}

fn strings<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

impl PatentView {
    /// The view of a patent; `None` for a record of another register.
    pub fn of(on: &RecordOn, rules: &RegistryRules) -> Option<Self> {
        let Particulars::Patent(patent) = &on.stored.record.particulars else { return None };
        let Patent { application_number, publications, title, abstract_text, claims, description, .. } = patent;
        let shared = Shared { on, rules };
        let publication = |document: &domain::registry::Publication| PublicationView {
            number: document.number.to_string(),
            on: document.on.map(Day),
        };
        Some(Self {
            id: on.stored.id.to_string(),
            kind: on.stored.record.kind().code().into(),
            right_kind: on.stored.record.right().code().into(),
            number: shared.number(),
            application_number: application_number.as_ref().map(|number| number.with_check().to_string()),
            publications: publications.iter().map(publication).collect(),
            title: title.clone(),
            abstract_text: abstract_text.clone(),
            claims: claims.clone(),
            description: description.clone(),
            ipc: strings(&patent.ipc),
            locarno: strings(&patent.locarno),
            filing_on: patent.filing_on.map(Day),
            publication_on: on.stored.record.publication_on().map(Day),
            grant_on: patent.grant_on.map(Day),
            status: shared.status(),
            term: shared.term(),
            holders: shared.holders(),
            applicants: shared.parties(PartyRole::Applicant),
            owners: shared.parties(PartyRole::Owner),
            inventors: shared.parties(PartyRole::Inventor),
            agency: patent.agency.clone(),
            agents: patent.agents.clone(),
            priorities: patent.priorities.clone(),
            citations: patent.citations.clone(),
            events: shared.events(),
            warnings: shared.warnings(),
            sources: shared.sources(),
        })
    }
}

impl TrademarkView {
    /// The view of a mark; `None` for a record of another register.
    pub fn of(on: &RecordOn, rules: &RegistryRules) -> Option<Self> {
        let Particulars::Trademark(mark) = &on.stored.record.particulars else { return None };
        let Trademark { name, nice_classes, similar_groups, goods, .. } = mark;
        let shared = Shared { on, rules };
        Some(Self {
            id: on.stored.id.to_string(),
            kind: on.stored.record.kind().code().into(),
            right_kind: on.stored.record.right().code().into(),
            number: shared.number(),
            title: name.clone(),
            nice_classes: strings(nice_classes),
            similar_groups: strings(similar_groups),
            goods: goods.clone(),
            filing_on: mark.filing_on.map(Day),
            preliminary_publication_on: mark.preliminary_publication_on.map(Day),
            registration_on: mark.registration_on.map(Day),
            status: shared.status(),
            term: shared.term(),
            holders: shared.holders(),
            applicants: shared.parties(PartyRole::Applicant),
            owners: shared.parties(PartyRole::Owner),
            events: shared.events(),
            warnings: shared.warnings(),
            sources: shared.sources(),
        })
    }
}

impl GeographicalIndicationView {
    /// The view of a geographical indication; `None` for a record of another register.
    pub fn of(on: &RecordOn, rules: &RegistryRules) -> Option<Self> {
        let Particulars::GeographicalIndication(gi) = &on.stored.record.particulars else { return None };
        let GeographicalIndication { name, other_names, product, protection, place, region, .. } = gi;
        let shared = Shared { on, rules };
        Some(Self {
            id: on.stored.id.to_string(),
            kind: on.stored.record.kind().code().into(),
            right_kind: on.stored.record.right().code().into(),
            number: shared.number(),
            title: name.clone(),
            other_names: other_names.clone(),
            product: product.clone(),
            protection: protection.clone(),
            place: place.clone(),
            region: region.clone(),
            filing_on: gi.filing_on.map(Day),
            publication_on: gi.publication_on.map(Day),
            registration_on: gi.registration_on.map(Day),
            legal_instrument: gi.legal_instrument.clone(),
            status: shared.status(),
            applicants: shared.parties(PartyRole::Applicant),
            events: shared.events(),
            warnings: shared.warnings(),
            sources: shared.sources(),
        })
    }
}
