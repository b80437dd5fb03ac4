//! The operations of the registry: who, what, one call, out. All but imports are public; nobody needs to
//! log in.

mod imports;

use std::fmt::Write as _;

use domain::identifier::recognise;
use domain::registry::RecordKind;
use hall::http::{Day, Fault, Sentence, decode_cursor, encode_cursor};
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{OpenApi, Tags};
use search_index::{DayRange, FacetName, FacetRequest, FacetSelection, Filters, PageMark, Request, Sort};

use crate::desk::Desk;
use crate::faults::of_query;
use crate::wire::{
    FacetWire, FieldWire, GeographicalIndicationView, IdentifierAnswer, KindWire, PatentView, RightKindWire,
    SearchAnswer, SearchFilters, SearchQuestion, SortWire, StatusWire, TrademarkView,
};

pub use imports::ImportsApi;

/// Items of a page when the caller does not say.
const DEFAULT_LIMIT: u32 = 20;

/// What is counted when the caller does not say.
const DEFAULT_FACETS: [FacetName; 6] = [
    FacetName::Kind,
    FacetName::RightKind,
    FacetName::Status,
    FacetName::IpcSection,
    FacetName::Region,
    FacetName::FilingYear,
];

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
enum RoomTags {
    /// 登记库：专利、商标、地理标志的检索与查询。The registry: search and look-up.
    Registry,
}

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct RegistryApi;

#[OpenApi(tag = "RoomTags::Registry", prefix_path = "/api/v1")]
impl RegistryApi {
    /// 检索专利、商标和地理标志。Search patents, trademarks and geographical indications.
    ///
    /// 词语按相关度检索；引号内为原样匹配的短语（短语内的引号写作 `\"`）；词前加 `-` 表示排除。多个值用逗号分隔。
    /// Words are ranked; a quoted phrase is literal (a quote inside it is `\"`); `-` before a term excludes it. Several
    /// values of one filter are separated by commas.
    #[oai(path = "/search", method = "get", operation_id = "searchRecords")]
    #[expect(clippy::too_many_arguments, reason = "each is a query parameter of the contract")]
    async fn search(
        &self,
        desk: Data<&Desk>,
        /// Words, `"literal phrases"`, and `-` before what must not be there. Empty: every record.
        #[oai(example = "example::query", validator(max_length = 4000))]
        q: Query<Option<String>>,
        /// Registers.
        #[oai(explode = false, default)]
        kind: Query<Vec<KindWire>>,
        /// Kinds of right.
        #[oai(explode = false, default)]
        right_kind: Query<Vec<RightKindWire>>,
        /// Statuses as of today.
        #[oai(explode = false, default)]
        status: Query<Vec<StatusWire>>,
        /// IPC levels: `G`, `G06`, `G06F`, `G06F16`, `G06F16/33`.
        #[oai(explode = false, default, example = "example::ipc")]
        ipc: Query<Vec<String>>,
        /// Locarno class `13` or subclass `13-03`.
        #[oai(explode = false, default)]
        locarno: Query<Vec<String>>,
        /// Nice classes, 1 to 45.
        #[oai(explode = false, default)]
        nice_class: Query<Vec<u8>>,
        /// The whole name of an applicant or owner; `*` at the beginning or the end stands for anything.
        applicant: Query<Option<String>>,
        /// Provinces or countries in short Chinese names: `山东`, `美国`.
        #[oai(explode = false, default)]
        region: Query<Vec<String>>,
        /// Filed on or after.
        filing_from: Query<Option<Day>>,
        /// Filed on or before.
        filing_to: Query<Option<Day>>,
        /// Published on or after.
        publication_from: Query<Option<Day>>,
        /// Published on or before.
        publication_to: Query<Option<Day>>,
        /// Granted or registered on or after.
        grant_from: Query<Option<Day>>,
        /// Granted or registered on or before.
        grant_to: Query<Option<Day>>,
        /// The order; relevance when not said.
        sort: Query<Option<SortWire>>,
        /// Items of a page, 0 to 200; 20 when not said.
        #[oai(validator(minimum(value = "0"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
        /// What to count; kind, right kind, status, IPC section, region and filing year when not said.
        #[oai(explode = false, default)]
        facets: Query<Vec<FacetWire>>,
        /// Values of each facet, 1 to 100; 10 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
        facet_size: Query<Option<u32>>,
        /// What items carry beside kind, number, title and highlights; everything when not said.
        #[oai(explode = false, default)]
        fields: Query<Vec<FieldWire>>,
    ) -> Result<Json<SearchAnswer>, Fault> {
        let filters = SearchFilters {
            kind: some(kind.0),
            right_kind: some(right_kind.0),
            status: some(status.0),
            ipc: some(ipc.0),
            locarno: some(locarno.0),
            nice_class: some(nice_class.0),
            applicant: applicant.0.map(|name| vec![name]),
            region: some(region.0),
            filing_from: filing_from.0,
            filing_to: filing_to.0,
            publication_from: publication_from.0,
            publication_to: publication_to.0,
            grant_from: grant_from.0,
            grant_to: grant_to.0,
        };
        let question = SearchQuestion {
            q: q.0,
            filters: Some(filters),
            sort: sort.0,
            limit: limit.0,
            cursor: cursor.0,
            facets: some(facets.0),
            facet_size: facet_size.0,
            fields: some(fields.0),
        };
        answer(&desk, question).await
    }

    /// 检索（请求体形式）。The same search with its question in the body.
    ///
    /// 不改变任何数据。It changes nothing.
    #[oai(path = "/search", method = "post", operation_id = "searchRecordsByBody")]
    async fn search_by_body(
        &self,
        desk: Data<&Desk>,
        question: Json<SearchQuestion>,
    ) -> Result<Json<SearchAnswer>, Fault> {
        answer(&desk, question.0).await.map_err(|fault| fault.with_pointers(in_the_body))
    }

    /// 查询一件专利。One patent.
    ///
    /// 接受申请号、专利号（ZL）、公开（公告）号的各种写法。Takes any usual writing of the application, patent or publication
    /// number.
    #[oai(path = "/patents/:number", method = "get", operation_id = "getPatent")]
    async fn patent(
        &self,
        desk: Data<&Desk>,
        /// `202010566088.9`, `ZL202010566088.9`, `CN106540253A`, …
        #[oai(example = "example::patent_number", validator(max_length = 200))]
        number: Path<String>,
        /// The day it is seen from; today when not said.
        as_of: Query<Option<Day>>,
    ) -> Result<Json<PatentView>, Fault> {
        let found = desk.record(RecordKind::Patent, &number, as_of.0.map(|day| day.0)).await?;
        PatentView::of(&found, desk.rules()).map(Json).ok_or_else(Fault::not_found)
    }

    /// 查询一件商标。One mark.
    #[oai(path = "/trademarks/:number", method = "get", operation_id = "getTrademark")]
    async fn trademark(
        &self,
        desk: Data<&Desk>,
        /// The application or registration number.
        #[oai(example = "example::trademark_number", validator(max_length = 200))]
        number: Path<String>,
        /// The day it is seen from; today when not said.
        as_of: Query<Option<Day>>,
    ) -> Result<Json<TrademarkView>, Fault> {
        let found = desk.record(RecordKind::Trademark, &number, as_of.0.map(|day| day.0)).await?;
        TrademarkView::of(&found, desk.rules()).map(Json).ok_or_else(Fault::not_found)
    }

    /// 查询一件地理标志。One geographical indication.
    #[oai(path = "/geographical-indications/:number", method = "get", operation_id = "getGeographicalIndication")]
    async fn geographical_indication(
        &self,
        desk: Data<&Desk>,
        /// The register's number: `AGI01459`, `PDO-CN-0628`, …
        #[oai(example = "example::gi_number", validator(max_length = 200))]
        number: Path<String>,
        /// The day it is seen from; today when not said.
        as_of: Query<Option<Day>>,
    ) -> Result<Json<GeographicalIndicationView>, Fault> {
        let found = desk.record(RecordKind::GeographicalIndication, &number, as_of.0.map(|day| day.0)).await?;
        GeographicalIndicationView::of(&found, desk.rules()).map(Json).ok_or_else(Fault::not_found)
    }

    /// 识别号码。What kind of identifier a string is.
    ///
    /// 校验位不符时 `valid` 为 `false`；不是号码时 `kind` 为 `null`，原因见 `warnings`。`valid` is false whenever a check
    /// character fails; what is no identifier has no `kind` and its reason in `warnings`.
    #[oai(path = "/identifiers", method = "get", operation_id = "recogniseIdentifier")]
    async fn identifier(
        &self,
        /// The string.
        #[oai(example = "example::identifier", validator(max_length = 1000))]
        value: Query<String>,
    ) -> Result<Json<IdentifierAnswer>, Fault> {
        let recognition = recognise(&value);
        Ok(Json(IdentifierAnswer::of(value.0, recognition)))
    }
}

/// What the contract shows as examples.
mod example {
    pub(super) fn query() -> Option<String> {
        Some("\"石墨烯\" 制备".into())
    }

    pub(super) fn ipc() -> Vec<String> {
        vec!["C01B".into()]
    }

    pub(super) fn patent_number() -> String {
        "201220217832.5".into()
    }

    pub(super) fn trademark_number() -> String {
        "9900000".into()
    }

    pub(super) fn gi_number() -> String {
        "PDO-CN-0628".into()
    }

    pub(super) fn identifier() -> String {
        "ZL 2020 1 0566088.9".into()
    }
}

async fn answer(desk: &Desk, question: SearchQuestion) -> Result<Json<SearchAnswer>, Fault> {
    let fields = question.fields.clone();
    let of_request = what_pages_share(&question);
    let after = question.cursor.as_deref().map(|cursor| mark(&of_request, cursor)).transpose()?;
    let query = search_index::query::parse(question.q.as_deref().unwrap_or_default()).map_err(|f| of_query(&f))?;
    let request = Request {
        query,
        filters: filters(question.filters.unwrap_or_default())?,
        sort: question.sort.map_or(Sort::Relevance, Into::into),
        limit: question.limit.unwrap_or(DEFAULT_LIMIT) as usize,
        after,
        facets: selection(question.facets, question.facet_size),
        today: desk.today(),
    };
    let answer = desk.search(request).await?;
    let next_cursor = answer.next.map(|mark| encode_cursor(&of_request, &mark));
    Ok(Json(SearchAnswer::of(answer, fields.as_deref(), next_cursor)))
}

/// Where a query parameter of the search stands in its body.
fn in_the_body(pointer: &str) -> String {
    match pointer.strip_prefix('?') {
        Some(name @ ("q" | "sort" | "limit" | "cursor" | "facets" | "facet_size" | "fields")) => format!("/{name}"),
        Some(filter) => format!("/filters/{filter}"),
        None => pointer.to_owned(),
    }
}

/// Everything that the pages of one search have in common.
fn what_pages_share(question: &SearchQuestion) -> String {
    let mut shared = String::new();
    // Writing to a string does not fail.
    let _ = write!(shared, "{:?} {:?} {:?}", question.q, question.filters, question.sort);
    shared
}

fn mark(of_request: &str, cursor: &str) -> Result<PageMark, Fault> {
    Ok(decode_cursor(of_request, cursor)?)
}

fn selection(facets: Option<Vec<FacetWire>>, size: Option<u32>) -> FacetSelection {
    let mut names: Vec<FacetName> = match facets {
        Some(facets) => facets.into_iter().map(Into::into).collect(),
        None => DEFAULT_FACETS.to_vec(),
    };
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    let buckets = size.map_or(search_index::DEFAULT_BUCKETS, |size| size as usize);
    FacetSelection { facets: names.into_iter().map(|name| FacetRequest { name, buckets }).collect() }
}

fn filters(wire: SearchFilters) -> Result<Filters, Fault> {
    fn into<W, T: From<W>>(values: Option<Vec<W>>) -> Vec<T> {
        values.into_iter().flatten().map(Into::into).collect()
    }
    let nice_classes = wire.nice_class.unwrap_or_default();
    if nice_classes.iter().any(|class| !(1..=45).contains(class)) {
        let said = Sentence::new("尼斯类别为 1 至 45", "Nice classes run from 1 to 45");
        return Err(Fault::of_field("?nice_class", "validation.out_of_range", said));
    }
    Ok(Filters {
        kinds: into(wire.kind),
        right_kinds: into(wire.right_kind),
        statuses: into(wire.status),
        ipc: wire.ipc.unwrap_or_default(),
        locarno: wire.locarno.unwrap_or_default(),
        nice_classes,
        applicants: wire.applicant.unwrap_or_default(),
        regions: wire.region.unwrap_or_default(),
        numbers: Vec::new(),
        filing: range("filing", wire.filing_from, wire.filing_to)?,
        publication: range("publication", wire.publication_from, wire.publication_to)?,
        grant: range("grant", wire.grant_from, wire.grant_to)?,
    })
}

fn range(name: &str, from: Option<Day>, to: Option<Day>) -> Result<DayRange, Fault> {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let said = Sentence::new("截止日早于起始日", "The range ends before it begins");
        return Err(Fault::of_field(format!("?{name}_to"), "validation.empty_range", said));
    }
    Ok(DayRange { from: from.map(|day| day.0), to: to.map(|day| day.0) })
}

fn some<T>(values: Vec<T>) -> Option<Vec<T>> {
    (!values.is_empty()).then_some(values)
}
