//! What an import is asked for with.

use hall::http::Day;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::desk::ImportOrder;
use crate::import::Shape;

/// 数据格式。The shape of the records of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "ImportShape", rename_all = "snake_case")]
pub enum ShapeWire {
    /// 公开的数据规范。The published schema.
    Published,
    /// 公报简表。Columns of a gazette list.
    GazetteBrief,
    /// 公报全字段。The whole field set of the gazette.
    GazetteFull,
    /// 知网题录。Citations exported from CNKI.
    CnkiBiblio,
    /// 境外地理标志名录。A register of geographical indications abroad.
    GiRegister,
}

impl From<ShapeWire> for Shape {
    fn from(shape: ShapeWire) -> Self {
        match shape {
            ShapeWire::Published => Self::Published,
            ShapeWire::GazetteBrief => Self::GazetteBrief,
            ShapeWire::GazetteFull => Self::GazetteFull,
            ShapeWire::CnkiBiblio => Self::CnkiBiblio,
            ShapeWire::GiRegister => Self::GiRegister,
        }
    }
}

/// 导入请求。What to import, and as what.
#[derive(Debug, Object)]
#[oai(example, skip_serializing_if_is_none)]
pub struct ImportRequest {
    /// 已上传的文件（非加密；NDJSON、CSV、JSON，可为 gzip）。The file, uploaded before and not private: NDJSON, CSV or
    /// JSON, plain or in gzip.
    pub file_id: Uuid,
    /// 来源代码。The code of the source that the records will bear.
    #[oai(validator(max_length = 200))]
    pub source: String,
    /// 取得日期。The day on which the file was taken from its source.
    pub retrieved_on: Option<Day>,
    /// 地区（数据本身不含地区时）。The region of records whose shape has none, in its short Chinese name.
    #[oai(validator(max_length = 200))]
    pub region: Option<String>,
    /// 数据格式；不填则由第一条记录判断。The shape of the records; told by the first one when not said.
    pub shape: Option<ShapeWire>,
    /// 试运行，不写入登记库。Reads, checks and compares, and writes nothing to the registry.
    #[oai(default)]
    pub dry_run: bool,
}

impl Example for ImportRequest {
    fn example() -> Self {
        Self {
            file_id: hall::http::example_id(),
            source: "cn-gazette-2024".into(),
            retrieved_on: None,
            region: Some("山东".into()),
            shape: Some(ShapeWire::Published),
            dry_run: true,
        }
    }
}

impl From<ImportRequest> for ImportOrder {
    fn from(request: ImportRequest) -> Self {
        let ImportRequest { file_id, source, retrieved_on, region, shape, dry_run } = request;
        Self {
            file: file_id,
            source,
            retrieved_on: retrieved_on.map(|day| day.0),
            region,
            shape: shape.map(Into::into),
            dry_run,
        }
    }
}
