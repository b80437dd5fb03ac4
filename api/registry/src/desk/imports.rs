//! Imports by request: what is asked is checked, and an operation is queued that does it.

use chrono::NaiveDate;
use domain::hall::Refusal;
use hall::act::{Act, ActFault, Acts, Answer};
use hall::files::{FileDesk, FileFacts, Kind};
use hall::long_operations;
use hall::policy::Call;
use uuid::Uuid;

use crate::import::{ImportWish, KIND, Shape, is_source_code};

/// The longest name of a region, in characters.
const LONGEST_REGION: usize = 40;

/// The types of files that hold records.
const KINDS: [Kind; 4] = [Kind::Ndjson, Kind::Csv, Kind::Json, Kind::Gzip];

/// Begins imports. Clones share everything.
#[derive(Debug, Clone)]
pub struct ImportDesk {
    acts: Acts,
    files: FileDesk,
}

/// What to import, and as what.
#[derive(Debug, Clone)]
pub struct ImportOrder {
    /// The file.
    pub file: Uuid,
    /// The source's code.
    pub source: String,
    /// The day on which it was taken from there.
    pub retrieved_on: Option<NaiveDate>,
    /// The region of records whose shape has none of its own, in its short Chinese name.
    pub region: Option<String>,
    /// The shape of the records; `None`: the first record tells it.
    pub shape: Option<Shape>,
    /// Read, shape and compare, and write nothing to the registry.
    pub dry_run: bool,
}

impl ImportDesk {
    /// The desk with what it works with.
    pub const fn new(acts: Acts, files: FileDesk) -> Self {
        Self { acts, files }
    }

    /// Queues an import.
    ///
    /// # Errors
    /// What is wrong field by field, that the same file is being imported already, or the database's.
    pub async fn begin(&self, call: &Call, order: &ImportOrder) -> Result<Answer, ActFault> {
        self.check(order)?;
        let file = match self.files.find(call, order.file).await {
            Err(ActFault::NotFound) => return Err(refused("/file_id", no_such_file())),
            found => found?,
        };
        check_file(&file)?;
        self.acts.perform(call, |act| Box::pin(queue(act, order, &file))).await
    }

    fn check(&self, order: &ImportOrder) -> Result<(), ActFault> {
        if !is_source_code(&order.source) {
            let said = Refusal::new(
                "registry.import.source_code",
                "来源代码由小写字母、数字和 - . _ 组成，不超过 64 个字符",
                "The code of a source has lower-case letters, digits and - . _, at most 64",
            );
            return Err(refused("/source", said));
        }
        if order.retrieved_on.is_some_and(|day| day > self.acts.clocks().moment.moment().legal_day()) {
            let said = Refusal::new(
                "registry.import.retrieved_later",
                "取得日期晚于今日",
                "It cannot be retrieved after today",
            );
            return Err(refused("/retrieved_on", said));
        }
        let is_a_name = |region: &String| !region.trim().is_empty() && region.chars().count() <= LONGEST_REGION;
        if order.region.as_ref().is_some_and(|region| !is_a_name(region)) {
            let said = Refusal::new(
                "registry.import.region",
                "地区应为其中文简称，如“山东”",
                "A region is given by its short Chinese name",
            );
            return Err(refused("/region", said));
        }
        Ok(())
    }
}

fn refused(pointer: &str, refusal: Refusal) -> ActFault {
    ActFault::of_field(pointer, refusal)
}

fn no_such_file() -> Refusal {
    Refusal::new("registry.import.no_such_file", "没有此文件", "There is no such file")
}

fn check_file(file: &FileFacts) -> Result<(), ActFault> {
    if file.destroyed.is_some() {
        return Err(refused("/file_id", no_such_file()));
    }
    if file.is_private() {
        let said = Refusal::new(
            "registry.import.private_file",
            "加密保存的文件不能导入，请以公开方式重新上传",
            "A private file cannot be imported; upload it openly",
        );
        return Err(refused("/file_id", said));
    }
    if !KINDS.contains(&file.kind) {
        let said = Refusal::new(
            "registry.import.kind",
            "文件应为 NDJSON、CSV、JSON 或其 gzip 压缩",
            "The file must be NDJSON, CSV or JSON, plain or in gzip",
        );
        return Err(refused("/file_id", said));
    }
    Ok(())
}

async fn queue(act: &Act<'_>, order: &ImportOrder, file: &FileFacts) -> Result<Answer, ActFault> {
    let sha256 = file.digest.to_string();
    let is_the_same = |wish: &ImportWish| wish.sha256 == sha256 && wish.source == order.source;
    let open = long_operations::open(act, KIND).await?;
    let wishes = open.iter().filter_map(|other| serde_json::from_value(other.asked.request.clone()).ok());
    if wishes.filter(|wish: &ImportWish| !wish.dry_run).any(|wish| !order.dry_run && is_the_same(&wish)) {
        return Err(Refusal::new(
            "registry.import.under_way",
            "同一来源的同一文件正在导入",
            "The same file is being imported from the same source",
        )
        .into());
    }
    let wish = ImportWish {
        import_id: act.new_id(),
        file_id: file.id,
        extension: file.kind.extension().to_owned(),
        source: order.source.clone(),
        retrieved_on: order.retrieved_on,
        region: order.region.as_ref().map(|region| region.trim().to_owned()),
        shape: order.shape.map(|shape| shape.code().to_owned()),
        dry_run: order.dry_run,
        sha256,
    };
    let wish = serde_json::to_value(&wish).unwrap_or_default();
    let operation = long_operations::begin(act, KIND, wish).await?;
    Ok(long_operations::accepted(&operation, act.call().language))
}
