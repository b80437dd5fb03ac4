//! The contract: every operation of every room, and the document made from it.

use poem_openapi::{ContactObject, LicenseObject, OpenApiService};
use registry::http::RegistryApi;

use crate::operations::OperationsApi;

/// Every room's operations, in the order of the rooms.
pub type Apis = (OperationsApi, RegistryApi);

const DESCRIPTION: &str = "知识产权保护与质押融资平台的开放接口。\n\n\
Open API of the platform for intellectual-property protection and pledge financing.\n\n\
- 错误以 `application/problem+json`（RFC 9457）返回，语言由 `Accept-Language` 决定（zh-CN 或 en）。Errors are problem \
documents in the language that `Accept-Language` prefers.\n\
- `_on` 为中国法定日期，`_at` 为 UTC 时刻。`_on` is a legal day in China, `_at` an instant in UTC.\n\
- 列表返回 `items`、`next_cursor` 与准确的 `total`。Lists answer `items`, `next_cursor` and an exact `total`.\n\
- 未知的请求字段会被拒绝；响应中的枚举值今后可能增加。Unknown request fields are refused; enum values in answers may grow.";

/// The service with its contract.
pub fn service() -> OpenApiService<Apis, ()> {
    OpenApiService::new((OperationsApi, RegistryApi), "Zhiquan 知权", env!("CARGO_PKG_VERSION"))
        .description(DESCRIPTION)
        .license(LicenseObject::new("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0"))
        .contact(ContactObject::new().name("Zhiquan"))
        .server("/")
}

/// The OpenAPI document, as it is committed.
pub fn document() -> String {
    let mut text = service().spec();
    text.push('\n');
    text
}
