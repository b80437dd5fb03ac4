//! The contract: every operation of every room, and the document made from it.

mod admission;

use std::collections::BTreeSet;

use accounts::http::{DelegationApi, OrganisationsApi, PeopleApi, SessionsApi};
use financing::http::{
    BundlesApi, CalculatorsApi, ConsentsApi, DealAnswersApi, DealContractsApi, DealsApi, DemandsApi,
    FinancingStatisticsApi, LendingApi, MatchingApi, PledgesApi, PoolsApi, ProductsApi, RegisterApi,
};
use hall::calendars::LegalTimeApi;
use hall::deadlines::DeadlineFeedsApi;
use hall::demo::DemoApi;
use hall::events::EventsApi;
use hall::files::FilesApi;
use hall::journal::JournalApi;
use hall::long_operations::LongOperationsApi;
use hall::notices::NoticesApi;
use poem_openapi::{ContactObject, LicenseObject, OpenApiService};
use preexam::http::{ApplicantsApi, CasesApi, EntitiesApi, ExaminationApi, RequestsApi, WorkApi};
use registry::http::{ImportsApi, RegistryApi};
use serde_json::Value;

use crate::operations::OperationsApi;

/// Every room's operations, in the order of the rooms.
pub type Apis = (
    OperationsApi,
    (RegistryApi, ImportsApi),
    (SessionsApi, OrganisationsApi, PeopleApi, DelegationApi),
    (EntitiesApi, CasesApi, ApplicantsApi, ExaminationApi, RequestsApi, WorkApi),
    (CalculatorsApi, ProductsApi, DemandsApi, BundlesApi, MatchingApi, ConsentsApi),
    (DealsApi, DealAnswersApi, DealContractsApi, LendingApi, PledgesApi, RegisterApi, PoolsApi, FinancingStatisticsApi),
    (LegalTimeApi, DeadlineFeedsApi, NoticesApi, FilesApi, LongOperationsApi, EventsApi, JournalApi, DemoApi),
);

/// All of them.
const APIS: Apis = (
    OperationsApi,
    (RegistryApi, ImportsApi),
    (SessionsApi, OrganisationsApi, PeopleApi, DelegationApi),
    (EntitiesApi, CasesApi, ApplicantsApi, ExaminationApi, RequestsApi, WorkApi),
    (CalculatorsApi, ProductsApi, DemandsApi, BundlesApi, MatchingApi, ConsentsApi),
    (DealsApi, DealAnswersApi, DealContractsApi, LendingApi, PledgesApi, RegisterApi, PoolsApi, FinancingStatisticsApi),
    (LegalTimeApi, DeadlineFeedsApi, NoticesApi, FilesApi, LongOperationsApi, EventsApi, JournalApi, DemoApi),
);

const DESCRIPTION: &str = "知识产权保护与质押融资平台的开放接口。\n\n\
Open API of the platform for intellectual-property protection and pledge financing.\n\n\
- 错误以 `application/problem+json`（RFC 9457）返回，语言由 `Accept-Language` 决定（zh-CN 或 en）。Errors are problem \
documents in the language that `Accept-Language` prefers.\n\
- `_on` 为中国法定日期，`_at` 为 UTC 时刻。`_on` is a legal day in China, `_at` an instant in UTC.\n\
- 列表返回 `items`、`next_cursor` 与准确的 `total`。Lists answer `items`, `next_cursor` and an exact `total`.\n\
- 未知的请求字段会被拒绝；响应中的枚举值今后可能增加。Unknown request fields are refused; enum values in answers may grow.";

/// The service with its contract.
pub fn service() -> OpenApiService<Apis, ()> {
    OpenApiService::new(APIS, "Zhiquan 知权", env!("CARGO_PKG_VERSION"))
        .description(DESCRIPTION)
        .license(LicenseObject::new("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0"))
        .contact(ContactObject::new().name("Zhiquan"))
        .server("/")
}

/// The OpenAPI document, as it is committed and served: the framework's, with what it cannot say.
pub fn document() -> String {
    let mut document: Value = serde_json::from_str(&service().spec()).unwrap_or_default();
    for schema in request_schemas(&document) {
        // The framework refuses unknown fields and does not say so.
        document["components"]["schemas"][schema]["additionalProperties"] = Value::Bool(false);
    }
    for (schema, field) in NULLABLE {
        document["components"]["schemas"][schema]["properties"][field]["nullable"] = Value::Bool(true);
    }
    admission::write_into(&mut document);
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// The media type of what is sent as JSON, as the framework writes it.
const JSON: &str = "application/json; charset=utf-8";

/// Fields of answers that stand there as `null` and are not left out.
const NULLABLE: [(&str, &str); 2] = [("IdentifierAnswer", "kind"), ("IdentifierAnswer", "normalised")];

/// The schemas of JSON bodies and all that they refer to. What a form brings too much is ignored (RFC 6749 section 3.2).
fn request_schemas(document: &Value) -> BTreeSet<String> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    let mut open: Vec<String> =
        operations.flat_map(|(_, operation)| named_in(&operation["requestBody"]["content"][JSON])).collect();
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop() {
        let schema = &document["components"]["schemas"][&name];
        open.extend(named_in(schema).into_iter().filter(|inner| !found.contains(inner)));
        if schema["type"] == "object" {
            found.insert(name);
        }
    }
    found
}

/// The schemas that a part of the document refers to.
fn named_in(part: &Value) -> Vec<String> {
    match part {
        Value::Object(fields) => {
            let own = fields.get("$ref").and_then(Value::as_str).and_then(|reference| reference.rsplit('/').next());
            own.map(Into::into).into_iter().chain(fields.values().flat_map(named_in)).collect()
        }
        Value::Array(items) => items.iter().flat_map(named_in).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}
