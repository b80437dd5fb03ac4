//! Why a backup or a restore did not come about.

use std::io;
use std::path::PathBuf;

use sea_orm::DbErr;

use super::manifest::{JournalHead, Kind};
use super::postgres::ToolFault;

/// Why there is no backup. Nothing stands under its name then.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// Something stands under this name.
    #[error("{0} 已存在，不予覆盖。It exists already and is not overwritten.")]
    Exists(PathBuf),
    /// A backup under way, or one that was killed, stands beside it.
    #[error(
        "{0} 已存在：另一备份正在进行，或上次备份被中断；确认后删除。\
         It exists: another backup is under way or was killed; see which, and remove it."
    )]
    Unfinished(PathBuf),
    /// The backup would lie within what it backs up.
    #[error("{0} 在数据目录之内，备份须放在别处。It lies within the data folder; a backup belongs elsewhere.")]
    WithinTheData(PathBuf),
    /// A path that the database cannot take.
    #[error("路径 {0:?} 不是有效文本。The path is no text.")]
    NotText(PathBuf),
    /// The copy of the database is not whole.
    #[error("数据库副本已损坏 the copy of the database is damaged: {0}")]
    Damaged(String),
    /// The database failed.
    #[error("数据库出错 the database failed: {0}")]
    Database(#[from] DbErr),
    /// A program of PostgreSQL failed.
    #[error(transparent)]
    Tool(#[from] ToolFault),
    /// The machine failed.
    #[error("{path}: {cause}")]
    Machine {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

/// Why nothing was restored, or not all.
#[derive(Debug, thiserror::Error)]
pub enum RestoreFault {
    /// There is no manifest, or it cannot be read.
    #[error("备份清单 {path} 无法读取 the manifest cannot be read: {cause}")]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// A later release made it.
    #[error(
        "备份格式为 {found}，本程序只认得到 {known}；请用较新的版本恢复。\
         The backup has format {found}, this program knows up to {known}; restore it with a later release."
    )]
    Newer {
        /// Its format.
        found: u32,
        /// The latest that is known.
        known: u32,
    },
    /// The settings name another kind of database.
    #[error("备份来自 {of}，而配置的是 {configured}。The backup is of {of}, the settings name {configured}.")]
    OtherDatabase {
        /// What was backed up.
        of: Kind,
        /// What the settings name.
        configured: Kind,
    },
    /// The data folder holds something.
    #[error("数据目录 {0} 不是空的。The data folder is not empty.")]
    FolderInUse(PathBuf),
    /// The database holds tables.
    #[error("数据库不是空的（已有 {0} 个表）。The database is not empty: it has {0} tables.")]
    DatabaseInUse(i64),
    /// Something that the manifest names is missing in the backup.
    #[error("备份缺少 {0}。It is missing in the backup.")]
    Missing(String),
    /// Something in the backup is not what was backed up.
    #[error("备份中的 {0} 已损坏：与清单的摘要或长度不符。It is damaged: its digest or length is not the manifest's.")]
    Damaged(String),
    /// A list of destroyed keys cannot be read; a key must not come back because of it.
    #[error("{path} 第 {line} 行无法读取：{cause}。Line {line} cannot be read; mend it, so that no key comes back.")]
    DestroyedKeys {
        /// The list.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        cause: String,
    },
    /// The restored journal ends elsewhere than the one that was backed up.
    #[error(
        "恢复后的日志止于第 {} 条，清单为第 {} 条，或哈希不同。\
         The restored journal ends at {} and the manifest says {}, or the hashes differ.",
        .restored.position, .manifest.position, .restored.position, .manifest.position
    )]
    OtherHead {
        /// Where the restored one ends.
        restored: JournalHead,
        /// What the manifest says.
        manifest: JournalHead,
    },
    /// The database failed.
    #[error("数据库出错 the database failed: {0}")]
    Database(#[from] DbErr),
    /// A program of PostgreSQL failed.
    #[error(transparent)]
    Tool(#[from] ToolFault),
    /// The machine failed.
    #[error("{path}: {cause}")]
    Machine {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

/// A fault of the machine with the place where it happened.
#[derive(Debug)]
pub(super) struct At {
    pub(super) path: PathBuf,
    pub(super) cause: io::Error,
}

impl At {
    pub(super) fn path(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |cause| Self { path, cause }
    }
}

impl From<At> for BackupFault {
    fn from(At { path, cause }: At) -> Self {
        Self::Machine { path, cause }
    }
}

impl From<At> for RestoreFault {
    fn from(At { path, cause }: At) -> Self {
        Self::Machine { path, cause }
    }
}
