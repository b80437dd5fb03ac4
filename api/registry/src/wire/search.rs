//! A search and its answer.

use domain::registry::{RecordKind, RightKind, SimpleStatus};
use hall::http::Day;
use poem_openapi::{Enum, Object};
use search_index::{Answer, FacetName, HighlightField, Hit, Matched, Sort};

/// 记录种类。The register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[oai(rename = "RecordKind", rename_all = "snake_case")]
pub enum KindWire {
    /// 专利.
    Patent,
    /// 商标.
    Trademark,
    /// 地理标志.
    GeographicalIndication,
}

/// 权利种类。The kind of right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[oai(rename = "RightKind", rename_all = "snake_case")]
pub enum RightKindWire {
    /// 发明.
    Invention,
    /// 实用新型.
    UtilityModel,
    /// 外观设计.
    Design,
    /// 商标.
    Trademark,
    /// 地理标志产品.
    GiProduct,
    /// 地理标志商标.
    GiMark,
    /// 农产品地理标志.
    GiAgroProduct,
    /// 境外登记的地理标志.
    GiForeignRegister,
}

/// 状态。Whether a right stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[oai(rename = "SimpleStatus", rename_all = "snake_case")]
pub enum StatusWire {
    /// 审查中.
    Pending,
    /// 有效.
    InForce,
    /// 失效.
    Dead,
    /// 未知: the known facts do not say.
    Unknown,
}

/// 排序。The order of the items. Items without the day come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[oai(rename = "SearchSort", rename_all = "snake_case")]
pub enum SortWire {
    /// Best first; newest filed first where there is no query.
    Relevance,
    /// Last filed first.
    FilingNewest,
    /// First filed first.
    FilingOldest,
    /// Last published first.
    PublicationNewest,
    /// First published first.
    PublicationOldest,
}

/// 统计项。What can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[oai(rename = "SearchFacet", rename_all = "snake_case")]
pub enum FacetWire {
    /// 记录种类.
    Kind,
    /// 权利种类.
    RightKind,
    /// 状态 as of today.
    Status,
    /// IPC 部.
    IpcSection,
    /// IPC 大类.
    IpcClass,
    /// IPC 小类.
    IpcSubclass,
    /// 洛迦诺大类.
    LocarnoClass,
    /// 尼斯类别.
    NiceClass,
    /// 地区.
    Region,
    /// 申请人或权利人.
    Applicant,
    /// 申请年份.
    FilingYear,
}

/// What an item carries beside kind, right kind, number, title and highlights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[oai(rename = "SearchItemField", rename_all = "snake_case")]
pub enum FieldWire {
    /// 摘要.
    Abstract,
    /// 申请人或权利人.
    Parties,
    /// 状态.
    Status,
    /// Filing, publication and grant days.
    Days,
    /// IPC, Nice classes.
    Classes,
    /// 地区.
    Region,
    /// The score.
    Score,
}

/// How the items matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "SearchMatched", rename_all = "snake_case")]
pub enum MatchedWire {
    /// Every term stands in every item.
    All,
    /// No record holds every term: each item holds one word at least.
    Any,
}

/// The text in which a highlight lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "HighlightField", rename_all = "snake_case")]
pub enum HighlightFieldWire {
    /// `title`.
    Title,
    /// `abstract`.
    Abstract,
}

/// What the items must also be. Fields are joined by AND, the values of one field by OR.
#[derive(Debug, Clone, Default, Object)]
#[oai(deny_unknown_fields, skip_serializing_if_is_none)]
pub struct SearchFilters {
    /// Registers.
    pub kind: Option<Vec<KindWire>>,
    /// Kinds of right.
    pub right_kind: Option<Vec<RightKindWire>>,
    /// Statuses as of today.
    pub status: Option<Vec<StatusWire>>,
    /// IPC levels: `G`, `G06`, `G06F`, `G06F16`, `G06F16/33`.
    pub ipc: Option<Vec<String>>,
    /// Locarno class `13` or subclass `13-03`.
    pub locarno: Option<Vec<String>>,
    /// Nice classes, 1 to 45.
    pub nice_class: Option<Vec<u8>>,
    /// Whole names of applicants or owners; `*` at the beginning or the end stands for anything.
    pub applicant: Option<Vec<String>>,
    /// Provinces or countries in short Chinese names: `山东`, `美国`.
    pub region: Option<Vec<String>>,
    /// Filed on or after.
    pub filing_from: Option<Day>,
    /// Filed on or before.
    pub filing_to: Option<Day>,
    /// Published on or after.
    pub publication_from: Option<Day>,
    /// Published on or before.
    pub publication_to: Option<Day>,
    /// Granted or registered on or after.
    pub grant_from: Option<Day>,
    /// Granted or registered on or before.
    pub grant_to: Option<Day>,
}

/// 检索请求。A search.
#[derive(Debug, Clone, Default, Object)]
#[oai(deny_unknown_fields, skip_serializing_if_is_none, example)]
pub struct SearchQuestion {
    /// Words, `"literal phrases"`, and `-` before what must not be there. Empty: every record.
    #[oai(validator(max_length = 4000))]
    pub q: Option<String>,
    /// What the items must also be.
    pub filters: Option<SearchFilters>,
    /// The order.
    pub sort: Option<SortWire>,
    /// Items of a page; 20 when not said.
    #[oai(validator(minimum(value = "0"), maximum(value = "200")))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[oai(validator(max_length = 2000))]
    pub cursor: Option<String>,
    /// What to count; kind, right kind, status, IPC section, region and filing year when not said.
    pub facets: Option<Vec<FacetWire>>,
    /// Values of each facet; 10 when not said.
    #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
    pub facet_size: Option<u32>,
    /// What items carry; everything when not said.
    pub fields: Option<Vec<FieldWire>>,
}

impl poem_openapi::types::Example for SearchQuestion {
    fn example() -> Self {
        Self {
            q: Some("\"石墨烯\" 制备".into()),
            filters: Some(SearchFilters {
                kind: Some(vec![KindWire::Patent]),
                ipc: Some(vec!["C01B".into()]),
                ..SearchFilters::default()
            }),
            limit: Some(10),
            ..Self::default()
        }
    }
}

/// 检索结果。One page of a search.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct SearchAnswer {
    /// This page.
    pub items: Vec<SearchItem>,
    /// Pass it as `cursor` for the next page; absent on the last one.
    pub next_cursor: Option<String>,
    /// All records found, exactly.
    pub total: u64,
    /// How they matched.
    pub matched: MatchedWire,
    /// Exact counts over all records found.
    pub facets: Vec<FacetView>,
}

/// One record found.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct SearchItem {
    /// The register.
    pub kind: KindWire,
    /// The kind of right.
    pub right_kind: RightKindWire,
    /// The number by which the record is read.
    pub number: String,
    /// 名称.
    pub title: String,
    /// 摘要.
    #[oai(rename = "abstract")]
    pub abstract_text: Option<String>,
    /// 申请人或权利人.
    pub parties: Option<Vec<String>>,
    /// Status today.
    pub status: Option<StatusWire>,
    /// 申请日.
    pub filing_on: Option<Day>,
    /// 公开（公告）日.
    pub publication_on: Option<Day>,
    /// 授权（注册）日.
    pub grant_on: Option<Day>,
    /// The main IPC symbol.
    pub main_ipc: Option<String>,
    /// Nice classes.
    pub nice_classes: Option<Vec<u8>>,
    /// 地区.
    pub region: Option<String>,
    /// Scores compare within one answer only.
    pub score: Option<f32>,
    /// What to mark, in Unicode characters.
    pub highlights: Vec<HighlightView>,
}

/// A stretch of text to mark, counted in Unicode characters from 0, `end` exclusive.
#[derive(Debug, Clone, Object)]
pub struct HighlightView {
    /// The text it lies in.
    pub field: HighlightFieldWire,
    /// Its first character.
    pub start: u32,
    /// The character after its last.
    pub end: u32,
}

/// Counts of one facet, the largest first.
#[derive(Debug, Clone, Object)]
pub struct FacetView {
    /// Which.
    pub facet: FacetWire,
    /// The largest counts.
    pub buckets: Vec<BucketView>,
    /// The sum of the counts not shown.
    pub other: u64,
}

/// One value of a facet.
#[derive(Debug, Clone, Object)]
pub struct BucketView {
    /// The value; pass it to the filter of the same name.
    pub value: String,
    /// Records that have it.
    pub count: u64,
}

macro_rules! same_words {
    ($wire:ident = $inner:ident: $($variant:ident),+) => {
        impl From<$wire> for $inner {
            fn from(wire: $wire) -> Self {
                match wire { $($wire::$variant => Self::$variant),+ }
            }
        }
        impl From<$inner> for $wire {
            fn from(inner: $inner) -> Self {
                match inner { $($inner::$variant => Self::$variant),+ }
            }
        }
    };
}

same_words!(KindWire = RecordKind: Patent, Trademark, GeographicalIndication);
same_words!(RightKindWire = RightKind:
    Invention, UtilityModel, Design, Trademark, GiProduct, GiMark, GiAgroProduct, GiForeignRegister);
same_words!(StatusWire = SimpleStatus: Pending, InForce, Dead, Unknown);
same_words!(SortWire = Sort: Relevance, FilingNewest, FilingOldest, PublicationNewest, PublicationOldest);
same_words!(FacetWire = FacetName:
    Kind, RightKind, Status, IpcSection, IpcClass, IpcSubclass, LocarnoClass, NiceClass, Region, Applicant, FilingYear);
same_words!(MatchedWire = Matched: All, Any);
same_words!(HighlightFieldWire = HighlightField: Title, Abstract);

impl SearchAnswer {
    /// The page of an answer, with the fields asked for.
    pub fn of(answer: Answer, fields: Option<&[FieldWire]>, next_cursor: Option<String>) -> Self {
        let facet = |facet: search_index::Facet| FacetView {
            facet: facet.name.into(),
            buckets: facet.buckets.into_iter().map(|b| BucketView { value: b.value, count: b.count }).collect(),
            other: facet.other,
        };
        Self {
            items: answer.hits.into_iter().map(|hit| SearchItem::of(hit, fields)).collect(),
            next_cursor,
            total: answer.total,
            matched: answer.matched.into(),
            facets: answer.facets.into_iter().map(facet).collect(),
        }
    }
}

impl SearchItem {
    fn of(hit: Hit, fields: Option<&[FieldWire]>) -> Self {
        let wanted = |field| fields.is_none_or(|fields| fields.contains(&field));
        let in_32_bits = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let highlights = hit
            .highlights
            .iter()
            .filter(|highlight| highlight.field == HighlightField::Title || wanted(FieldWire::Abstract));
        let highlights = highlights.map(|highlight| HighlightView {
            field: highlight.field.into(),
            start: in_32_bits(highlight.start),
            end: in_32_bits(highlight.end),
        });
        let days = wanted(FieldWire::Days);
        let classes = wanted(FieldWire::Classes);
        Self {
            kind: hit.kind.into(),
            right_kind: hit.right_kind.into(),
            highlights: highlights.collect(),
            number: hit.number,
            title: hit.title,
            abstract_text: hit.abstract_text.filter(|_| wanted(FieldWire::Abstract)),
            parties: wanted(FieldWire::Parties).then_some(hit.parties),
            status: wanted(FieldWire::Status).then_some(hit.status.into()),
            filing_on: hit.filing_on.filter(|_| days).map(Day),
            publication_on: hit.publication_on.filter(|_| days).map(Day),
            grant_on: hit.grant_on.filter(|_| days).map(Day),
            main_ipc: hit.main_ipc.filter(|_| classes),
            nice_classes: (classes && !hit.nice_classes.is_empty()).then_some(hit.nice_classes),
            region: hit.region.filter(|_| wanted(FieldWire::Region)),
            score: hit.score.filter(|_| wanted(FieldWire::Score)),
        }
    }
}
