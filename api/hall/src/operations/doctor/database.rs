//! What the database says.

use super::{Finding, State};
use crate::act::ActFault;
use crate::clock::Clocks;
use crate::db::Database;
use crate::secrets::{MasterKey, purposes};
use crate::signing_keys::SigningKeys;
use crate::{deadlines, followers, journal};

use super::super::store;

/// The most that two clocks may be apart, in milliseconds.
const CLOCKS_APART: i64 = 5_000;

/// The most entries that a follower may be behind.
const FAR_BEHIND: i64 = 1_000;

/// A deadline is raised within a second. One that waits for longer than this, in milliseconds, waits for somebody.
const OVERDUE_AFTER: i64 = 10 * 60 * 1_000;

/// The oldest PostgreSQL that is still maintained by its makers.
const OLDEST_POSTGRES: u32 = 13;

/// Everything that the database is asked. Where it does not answer the first question, the others are left out.
pub(super) async fn all(database: &Database, key: Option<&MasterKey>, clocks: &Clocks) -> Vec<Finding> {
    let reached = reached(database).await;
    let away = reached.state == State::Wrong;
    let mut findings = vec![reached];
    if away {
        return findings;
    }
    let current = migrations(database).await;
    let is_current = current.state == State::Fine;
    findings.push(current);
    findings.push(whole(database).await);
    if !database.is_sqlite() {
        findings.extend(server(database).await);
        findings.push(clock(database, clocks).await);
    }
    // The tables that the rest asks for may be missing.
    if is_current {
        findings.push(signing_key(database, key).await);
        findings.push(unsealed(database, clocks).await);
        findings.extend(cursors(database).await);
        findings.push(overdue(database, clocks).await);
    }
    findings
}

/// The answer, or a finding that there was none.
fn answered<T, E: std::fmt::Display>(name: &'static str, answer: Result<T, E>) -> Result<T, Finding> {
    answer.map_err(|error| {
        Finding::wrong(name, format!("数据库未能回答：{error}。"), format!("The database did not answer: {error}."))
    })
}

fn either(finding: Result<Finding, Finding>) -> Finding {
    finding.unwrap_or_else(|finding| finding)
}

async fn reached(database: &Database) -> Finding {
    const NAME: &str = "database";
    either(answered(NAME, store::version(database).await).map(|version| {
        let kind = if database.is_sqlite() { "SQLite" } else { "PostgreSQL" };
        let (zh, en) = (format!("数据库 {kind} {version} 可用。"), format!("{kind} {version} answers."));
        let major = version.split(['.', ' ']).next().and_then(|major| major.parse::<u32>().ok());
        let is_old = !database.is_sqlite() && major.is_some_and(|major| major < OLDEST_POSTGRES);
        if is_old {
            Finding::warning(NAME, zh + "版本过旧。", en + " It is too old.")
        } else {
            Finding::fine(NAME, zh, en)
        }
    }))
}

async fn migrations(database: &Database) -> Finding {
    const NAME: &str = "migrations";
    either(answered(NAME, store::pending(database).await).map(|pending| match pending.is_empty() {
        true => Finding::fine(NAME, "数据表是最新的。", "The tables are current."),
        false => Finding::warning(
            NAME,
            format!("有待执行的升级：{}；启动服务或执行 zhiquan migrate。", pending.join("、")),
            format!("Migrations wait: {}. A start or `zhiquan migrate` carries them out.", pending.join(", ")),
        ),
    }))
}

async fn whole(database: &Database) -> Finding {
    const NAME: &str = "integrity";
    if !database.is_sqlite() {
        return Finding::fine(
            NAME,
            "PostgreSQL 自行校验页面（应启用 data_checksums）。",
            "PostgreSQL checks its pages itself (with data_checksums on).",
        );
    }
    either(answered(NAME, store::damage(database).await).map(|damage| match damage {
        None => Finding::fine(NAME, "数据库文件完好。", "The database file is whole."),
        Some(wrong) => Finding::wrong(
            NAME,
            format!("数据库文件已损坏：{wrong}。请从备份恢复。"),
            format!("The database file is damaged: {wrong}. Restore a backup."),
        ),
    }))
}

async fn server(database: &Database) -> Vec<Finding> {
    const ENCODING: &str = "encoding";
    let said = match answered(ENCODING, store::server(database).await) {
        Ok(said) => said,
        Err(finding) => return vec![finding],
    };
    let (encoding, types) = (&said.encoding, &said.character_types);
    let is_bare = ["C", "POSIX"].contains(&types.as_str());
    let (zh, en) =
        (format!("编码 {encoding}，字符分类 {types}。"), format!("Encoding {encoding}, character types {types}."));
    let encoding = match (encoding.as_str(), is_bare) {
        ("UTF8", false) => Finding::fine(ENCODING, zh, en),
        ("UTF8", true) => Finding::warning(
            ENCODING,
            zh + "应为 C.UTF-8 一类。",
            en + " Character types should be of UTF-8, such as C.UTF-8.",
        ),
        (_, _) => Finding::wrong(ENCODING, zh + "须为 UTF8。", en + " The encoding must be UTF8."),
    };
    let isolation = &said.isolation;
    let isolation = Finding::fine(
        "isolation",
        format!("默认隔离级别 {isolation}；本平台的写事务自行指定 serializable。"),
        format!("The default isolation is {isolation}; the platform's writes ask for serializable themselves."),
    );
    let standby = match said.is_a_standby {
        false => Finding::fine("primary", "数据库是主库。", "The database is a primary."),
        true => Finding::wrong("primary", "数据库是备库，不能写入。", "The database is a standby and takes no writes."),
    };
    vec![encoding, isolation, standby]
}

async fn clock(database: &Database, clocks: &Clocks) -> Finding {
    const NAME: &str = "clock";
    let asked_at = clocks.real.now_millis();
    either(answered(NAME, store::clock(database).await).map(|theirs| {
        // It looked at its clock somewhere between question and answer.
        let answered_at = clocks.real.now_millis();
        let apart = if theirs < asked_at { theirs - asked_at } else { (theirs - answered_at).max(0) };
        let seconds = apart / 1_000;
        let (zh, en) = (format!("数据库与本机时钟相差 {seconds} 秒。"), format!("The clocks are {seconds} s apart."));
        match apart.abs() > CLOCKS_APART {
            true => Finding::warning(NAME, zh + "请校时（NTP）。", en + " Set them by NTP."),
            false => Finding::fine(NAME, zh, en),
        }
    }))
}

async fn signing_key(database: &Database, key: Option<&MasterKey>) -> Finding {
    const NAME: &str = "signing_key";
    let Some(key) = key else {
        return Finding::warning(
            NAME,
            "没有主密钥，签名密钥无法检查。",
            "Without a master key the signing key could not be looked at.",
        );
    };
    match SigningKeys::look(database, &key.purpose(purposes::SIGNING_KEYS)).await {
        Ok(None) => Finding::warning(
            NAME,
            "尚无签名密钥，首次启动时生成。",
            "There is no signing key yet; the first start makes one.",
        ),
        Ok(Some(kid)) => Finding::fine(
            NAME,
            format!("主密钥打得开签名密钥 {kid}。"),
            format!("The master key opens the signing key {kid}."),
        ),
        Err(ActFault::Inconsistent { cause, .. }) => Finding::wrong(
            NAME,
            format!("主密钥打不开签名密钥，它不是此数据库的主密钥：{cause}。"),
            format!("The master key does not open the signing key; it is not this database's: {cause}."),
        ),
        Err(error) => either(answered(NAME, Err(error))),
    }
}

async fn unsealed(database: &Database, clocks: &Clocks) -> Finding {
    const NAME: &str = "journal";
    let oldest = journal::oldest_unsealed(database.reader()).await;
    let age = oldest.map(|oldest| oldest.map(|recorded_at| clocks.real.now_millis() - recorded_at));
    either(answered(NAME, age).map(|age| match age {
        Some(age) if age > journal::OLD_AFTER => Finding::warning(
            NAME,
            format!("有日志条目 {} 秒未入链；没有服务在运行，或封存停滞。", age / 1_000),
            format!("An entry has been unsealed for {} s; no server runs, or the sealer stands still.", age / 1_000),
        ),
        Some(_) | None => Finding::fine(NAME, "日志条目均已入链。", "Every entry is in the chain."),
    }))
}

async fn cursors(database: &Database) -> Vec<Finding> {
    const NAME: &str = "followers";
    let asked = async {
        let head = journal::last_position(database.reader()).await?;
        Ok::<_, ActFault>((head, followers::cursors(database.reader()).await?))
    };
    let (head, cursors) = match answered(NAME, asked.await) {
        Ok(answer) => answer,
        Err(finding) => return vec![finding],
    };
    let troubled = cursors.iter().filter(|cursor| cursor.failures > 0 || head - cursor.position > FAR_BEHIND);
    let troubled: Vec<Finding> = troubled
        .map(|cursor| {
            let (name, behind, failures) = (&cursor.name, head - cursor.position, cursor.failures);
            // What it failed with may tell of a case; the log has it.
            Finding::warning(
                NAME,
                format!("{name} 落后 {behind} 条，连续失败 {failures} 次；原因见日志。"),
                format!("{name} is {behind} entries behind and has failed {failures} times in a row; see the log."),
            )
        })
        .collect();
    match troubled.is_empty() {
        true => vec![Finding::fine(NAME, "各跟随者均已跟上。", "Every follower keeps up.")],
        false => troubled,
    }
}

async fn overdue(database: &Database, clocks: &Clocks) -> Finding {
    const NAME: &str = "deadlines";
    let moment = clocks.moment.moment();
    let before = domain::hall::Moment::from_millis(moment.millis() - OVERDUE_AFTER).unwrap_or(moment);
    either(answered(NAME, deadlines::overdue(database.reader(), before).await).map(|count| match count {
        0 => Finding::fine(NAME, "没有逾期未处理的期限。", "No deadline waits."),
        count => Finding::warning(
            NAME,
            format!("有 {count} 项期限已到十分钟以上而未处理；没有服务在运行，或处理失败。"),
            format!("{count} deadlines have been due for ten minutes; no server runs, or raising them fails."),
        ),
    }))
}
