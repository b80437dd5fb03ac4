//! Why something is done, as many acts ask.

use poem_openapi::Object;
use poem_openapi::types::Example;

/// 理由。Why.
#[derive(Debug, Object)]
#[oai(example)]
pub struct ReasonRequest {
    /// 理由，1 至 500 个字符。Why, 1 to 500 characters.
    #[oai(validator(max_length = 1000))]
    pub reason: String,
}

impl Example for ReasonRequest {
    fn example() -> Self {
        Self { reason: "登记信息与营业执照不符".into() }
    }
}
