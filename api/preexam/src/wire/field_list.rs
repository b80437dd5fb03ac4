//! Lists of fields on the wire.

use domain::preexam::field_list::{FieldListState, FieldVersion};
use hall::act::uuid_of;
use hall::http::Day;
use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use super::acts::{body, example_day};
use super::codes::FieldSchemeWire;
use crate::cases::StoredFieldList;

body!(
    /// 发布领域清单的新版本。A version of the list of fields that is published.
    FieldListRequest {
        /// 分类体系。By what the fields are told.
        scheme: FieldSchemeWire = FieldSchemeWire::Ipc,
        /// 版本名称。The name of the version.
        #[oai(validator(max_length = 100))]
        version: String = "2026-1".into(),
        /// 施行日。The first day on which it holds.
        valid_from_on: Day = example_day(1, 1),
        /// 分类号前部。The beginnings of the classifications that are open.
        #[oai(validator(min_items = 1, max_items = 5000))]
        prefixes: Vec<String> = vec!["A01".into(), "B60".into(), "G06F".into()],
        /// 依据。The approval that it rests on.
        #[oai(validator(max_length = 1000))]
        basis: String = "国家知识产权局关于预审服务技术领域的批复".into(),
    }
);

impl FieldListRequest {
    /// The version.
    pub(crate) fn version(self) -> FieldVersion {
        FieldVersion {
            version: self.version,
            valid_from_on: self.valid_from_on.0,
            prefixes: self.prefixes.into_iter().collect(),
            basis: self.basis,
        }
    }
}

/// 领域清单的一个版本。A version of a list.
#[derive(Debug, Object)]
#[oai(rename = "FieldListVersion")]
pub struct FieldVersionView {
    /// 版本名称。Its name.
    pub version: String,
    /// 施行日。The first day on which it holds.
    pub valid_from_on: Day,
    /// 分类号前部。The beginnings of the classifications that are open.
    pub prefixes: Vec<String>,
    /// 依据。The approval that it rests on.
    pub basis: String,
}

/// 领域清单。The fields that a centre takes.
#[derive(Debug, Object)]
#[oai(rename = "FieldList")]
pub struct FieldListView {
    /// Its id.
    pub id: Uuid,
    /// 保护中心。The centre.
    pub centre_id: Uuid,
    /// 分类体系。By what the fields are told.
    pub scheme: FieldSchemeWire,
    /// 各版本，自先至后。The versions, the earliest first.
    pub versions: Vec<FieldVersionView>,
}

impl FieldListView {
    /// The list as it stands.
    pub(crate) fn of(list: &StoredFieldList) -> Self {
        let FieldListState::Published { centre, scheme, versions } = &list.state;
        let version = |version: &FieldVersion| FieldVersionView {
            version: version.version.clone(),
            valid_from_on: Day(version.valid_from_on),
            prefixes: version.prefixes.iter().cloned().collect(),
            basis: version.basis.clone(),
        };
        Self {
            id: list.id,
            centre_id: uuid_of(*centre),
            scheme: (*scheme).into(),
            versions: versions.iter().map(version).collect(),
        }
    }
}
