//! The columns of the registry.

use super::super::PersonalData::{FreeText, None, PersonalFact};
use super::super::{Column, PersonalData};

/// Every column of the registry, by table, in the order of the migration.
pub(super) const COLUMNS: &[Column] = &[
    registry_batch("id", None, "批次标识。The batch's id."),
    registry_batch("source", None, "数据来源代码。The code of the source."),
    registry_batch("file_name", FreeText, "追溯来源；文件名由人所起。To trace the source; people name their files."),
    registry_batch("file_digest", None, "同一文件不重复导入。The same file is not imported twice."),
    registry_batch("started_at", None, "导入时间。When the import began."),
    registry_batch("finished_at", None, "导入时间。When it ended."),
    registry_batch("lines_done", None, "中断后续传。To go on after a break."),
    registry_batch("rejects_bytes", None, "中断后续传。To go on after a break."),
    registry_batch("progress", None, "计数与质量，不含内容。Counts and quality, no content."),
    registry_record("id", None, "权利记录标识。The record's id."),
    registry_record("kind", None, "权利种类。The kind of right."),
    registry_record("number", None, "权利的官方编号。The right's official number."),
    registry_record(
        "body",
        PersonalFact,
        "官方依法公告的权利人、发明人等；在合理范围内处理已公开信息（个人信息保护法第十三条、第二十七条）。\
         Holders, inventors and others as officially published; published information within reason (articles 13, 27).",
    ),
    registry_record("key", None, "索引中的键。The key in the index."),
    registry_record("change_number", None, "变更顺序。The order of changes."),
    registry_record("batch_id", None, "来自哪一批次。The batch that brought it."),
    registry_record("version", None, "乐观锁版本。The version of the row."),
    registry_record("updated_at", None, "更新时间。When it changed."),
    registry_number("kind", None, "编号种类。The kind of number."),
    registry_number("lookup_key", None, "按编号查找权利。To find a right by its number."),
    registry_number("record_id", None, "所指权利记录。The record it leads to."),
    registry_change_counter("id", None, "仅一行。The only row."),
    registry_change_counter("last_number", None, "最近的变更序号。The last change number given out."),
];

const fn registry_batch(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "registry_batch", column, class, why }
}

const fn registry_record(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "registry_record", column, class, why }
}

const fn registry_number(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "registry_number", column, class, why }
}

const fn registry_change_counter(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "registry_change_counter", column, class, why }
}
