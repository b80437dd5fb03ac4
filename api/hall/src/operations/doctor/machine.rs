//! What can be looked at without the database.

use std::fs::{File, TryLockError};
use std::path::Path;

use tokio::process::Command;

use super::Finding;
use crate::clock::RealTime;
use crate::config::{Config, ConfigFault, LEAST_DAYS};
use crate::files::left_behind;
use crate::ids::new_request_id;
use crate::operations::is_half_restored;
use crate::secrets::{MasterKey, SecretFault};

/// Free space below which somebody should look, in KiB: 5 GiB.
const LITTLE_SPACE: u64 = 5 * 1024 * 1024;

/// Free space below which writing will soon fail, in KiB: 512 MiB.
const NO_SPACE: u64 = 512 * 1024;

/// The lock that a process holds on its index.
const LOCK_OF_INDEX: &str = "LOCK";

pub(super) fn settings(loaded: Result<&Config, &ConfigFault>) -> Finding {
    match loaded {
        Ok(_) => Finding::fine("settings", "配置可读且相互一致。", "The settings are readable and go together."),
        Err(fault) => Finding::wrong(
            "settings",
            format!("配置有误：{fault}；其余各项无法检查。"),
            format!("The settings are wrong: {fault}. Nothing else could be looked at."),
        ),
    }
}

pub(super) fn listening(config: &Config) -> Finding {
    const NAME: &str = "listen";
    let (address, demo) = (config.listen, &config.demo);
    match (address.ip().is_loopback(), demo.enabled) {
        (false, true) if demo.i_know => Finding::warning(
            NAME,
            format!("演示模式对外开放（{address}）：任何人都能登录演示帐号。"),
            format!("A demonstration is open to others on {address}: anybody can log in to its accounts."),
        ),
        (false, true) => Finding::wrong(
            NAME,
            format!("演示模式不得监听 {address}，只能监听本机。"),
            format!("Demo mode listens on loopback only; {address} is not."),
        ),
        (true, true) => Finding::warning(
            NAME,
            format!("演示模式，监听本机 {address}；不得用于真实业务。"),
            format!("Demo mode on loopback, {address}; not for real business."),
        ),
        (false, false) => Finding::warning(
            NAME,
            format!("直接监听 {address}，没有 TLS；应监听本机，由反向代理对外。"),
            format!("It listens on {address} itself, without TLS; listen on loopback, behind a reverse proxy."),
        ),
        (true, false) if config.rates.enabled && config.rates.trusted_proxies.is_empty() => Finding::warning(
            NAME,
            format!("监听本机 {address}，但未写 rates.trusted_proxies：代理之后的所有人共用一份限额。"),
            format!("It listens on {address} and rates.trusted_proxies is empty: all behind a proxy share one limit."),
        ),
        (true, false) => Finding::fine(NAME, format!("监听本机 {address}。"), format!("It listens on {address}.")),
    }
}

pub(super) fn data_folder(data: &Path) -> Finding {
    const NAME: &str = "data_folder";
    let shown = data.display();
    if !data.exists() {
        return Finding::warning(
            NAME,
            format!("数据目录 {shown} 尚不存在，首次启动时建立。"),
            format!("The data folder {shown} is not there yet; the first start makes it."),
        );
    }
    let trial = data.join(format!(".doctor-{}", new_request_id()));
    let tried = File::create_new(&trial).and_then(|file| {
        drop(file);
        std::fs::remove_file(&trial)
    });
    match tried {
        Ok(()) => Finding::fine(
            NAME,
            format!("数据目录 {shown} 可写。"),
            format!("The data folder {shown} can be written to."),
        ),
        Err(error) => Finding::wrong(
            NAME,
            format!("数据目录 {shown} 不可写：{error}。"),
            format!("The data folder {shown} cannot be written to: {error}."),
        ),
    }
}

pub(super) fn restored(data: &Path) -> Finding {
    const NAME: &str = "restore";
    if is_half_restored(data) {
        return Finding::wrong(
            NAME,
            "恢复没有完成，已销毁的密钥可能重现；清空数据目录与数据库后重新恢复。",
            "A restore was not ended, and destroyed keys may be back; empty the folder and the database and restore anew.",
        );
    }
    Finding::fine(NAME, "没有未完成的恢复。", "No restore was left half done.")
}

pub(super) async fn space(data: &Path) -> Finding {
    const NAME: &str = "free_space";
    // The folder may not be there yet; its disk is.
    let there = data.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let asked = Command::new("df").arg("-Pk").arg(there).env("LC_ALL", "C").output().await;
    let free = asked.ok().and_then(|output| free_kib(&String::from_utf8_lossy(&output.stdout)));
    let Some(free) = free else {
        return Finding::warning(NAME, "磁盘余量无法查知。", "Free space could not be learned.");
    };
    let mib = free / 1024;
    let (zh, en) = (format!("数据目录所在磁盘余 {mib} MiB。"), format!("{mib} MiB are free where the data folder is."));
    match free {
        0..NO_SPACE => Finding::wrong(NAME, zh, en),
        NO_SPACE..LITTLE_SPACE => Finding::warning(NAME, zh, en),
        LITTLE_SPACE.. => Finding::fine(NAME, zh, en),
    }
}

/// The column "Available" of `df -Pk` (POSIX).
fn free_kib(said: &str) -> Option<u64> {
    let line = said.lines().nth(1)?;
    // The device may hold blanks, so one counts from the share in percent.
    let columns: Vec<&str> = line.split_whitespace().collect();
    let share = columns.iter().position(|column| column.ends_with('%'))?;
    columns.get(share.checked_sub(1)?)?.parse().ok()
}

pub(super) fn index(folder: &Path) -> Finding {
    const NAME: &str = "index";
    let Ok(lock) = File::open(folder.join(LOCK_OF_INDEX)) else {
        return Finding::warning(
            NAME,
            "尚无检索索引，启动时建立。",
            "There is no search index yet; the next start builds it.",
        );
    };
    match lock.try_lock_shared() {
        Ok(()) => {
            Finding::fine(NAME, "检索索引存在，无进程占用。", "The search index is there, and no process has it open.")
        }
        Err(TryLockError::WouldBlock) => {
            Finding::fine(NAME, "检索索引由运行中的服务使用。", "The search index is in use by a process that runs.")
        }
        Err(TryLockError::Error(error)) => Finding::wrong(
            NAME,
            format!("检索索引的锁不可用：{error}。"),
            format!("The lock of the search index does not work: {error}."),
        ),
    }
}

pub(super) fn leftovers(shelf: &Path, real: &dyn RealTime) -> Finding {
    const NAME: &str = "incoming_files";
    if !shelf.is_dir() {
        return Finding::fine(NAME, "尚无上传的文件。", "No file was uploaded yet.");
    }
    match left_behind(shelf, real).map(|left| left.len()) {
        Ok(0) => Finding::fine(NAME, "没有中断后遗留的文件。", "No upload was left behind."),
        Ok(count) => Finding::warning(
            NAME,
            format!("有 {count} 个中断的上传遗留一小时以上；运行中的服务会自行清除。"),
            format!("{count} uploads were left behind more than an hour ago; a server that runs removes them."),
        ),
        Err(error) => Finding::wrong(
            NAME,
            format!("文件目录读不出：{error}。"),
            format!("The files' folder is unreadable: {error}."),
        ),
    }
}

pub(super) fn access_retention(config: &Config) -> Finding {
    const NAME: &str = "access_retention";
    let days = config.retention.access_days;
    if days < LEAST_DAYS {
        return Finding::wrong(
            NAME,
            format!("登录记录只留存 {days} 天，少于六个月（网络安全法第二十一条第三项）。"),
            format!(
                "Records of access are kept for {days} days, less than six months (Cybersecurity Law, art. 21(3))."
            ),
        );
    }
    Finding::fine(NAME, format!("登录记录留存 {days} 天。"), format!("Records of access are kept for {days} days."))
}

pub(super) fn log_retention(settings: &Path) -> Finding {
    const NAME: &str = "log_retention";
    let shown = settings.display();
    let Ok(text) = std::fs::read_to_string(settings) else {
        return Finding::warning(
            NAME,
            format!("未见 {shown}；请确认日志留存不少于六个月（网络安全法第二十一条第三项）。"),
            format!("There is no {shown}; see that logs are kept for six months (Cybersecurity Law, art. 21(3))."),
        );
    };
    match days_of_journald(&text) {
        Some(days) if days < u64::from(LEAST_DAYS) => Finding::wrong(
            NAME,
            format!("{shown} 只留存日志 {days} 天，少于六个月（网络安全法第二十一条第三项）。"),
            format!("{shown} keeps logs for {days} days, less than six months (Cybersecurity Law, art. 21(3))."),
        ),
        Some(days) => Finding::fine(NAME, format!("日志留存 {days} 天。"), format!("Logs are kept for {days} days.")),
        None => Finding::warning(
            NAME,
            format!("{shown} 未写明 MaxRetentionSec，或写法无法识别。"),
            format!("{shown} does not say MaxRetentionSec in a way that is understood."),
        ),
    }
}

/// The last `MaxRetentionSec=` in whole days (systemd.time(7): a number and a unit, seconds where there is none).
fn days_of_journald(text: &str) -> Option<u64> {
    let value = text.lines().filter_map(|line| line.trim().strip_prefix("MaxRetentionSec=")).next_back()?.trim();
    let unit = value.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let number: u64 = value.strip_suffix(unit)?.parse().ok()?;
    let seconds = match unit.trim() {
        "" | "s" | "sec" | "second" | "seconds" => 1,
        "h" | "hr" | "hour" | "hours" => 3_600,
        "d" | "day" | "days" => 86_400,
        "w" | "week" | "weeks" => 604_800,
        "M" | "month" | "months" => 2_629_800,
        "y" | "year" | "years" => 31_557_600,
        _ => return None,
    };
    Some(number.checked_mul(seconds)? / 86_400)
}

pub(super) fn master_key(key: &Result<MasterKey, SecretFault>) -> Finding {
    const NAME: &str = "master_key";
    match key {
        Ok(key) => {
            let fingerprint = key.fingerprint();
            Finding::fine(
                NAME,
                format!("主密钥可用，指纹 {fingerprint}。"),
                format!("The master key is there and safe; its fingerprint is {fingerprint}."),
            )
        }
        Err(fault) => {
            Finding::wrong(NAME, format!("主密钥不可用：{fault}。"), format!("There is no usable master key: {fault}."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_space_is_read_behind_any_name_of_a_device() {
        let said = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/my disk 100 40 60 40% /a b\n";
        assert_eq!(free_kib(said), Some(60));
        for wrong in ["", "one line", "a\nb c d", "a\n5% x"] {
            assert_eq!(free_kib(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_time_of_keeping_is_read_in_every_unit() {
        let days =
            |value: &str| days_of_journald(&format!("[Journal]\n#MaxRetentionSec=1day\nMaxRetentionSec={value}\n"));
        for (value, expected) in
            [("200day", 200), ("200 days", 200), ("26w", 182), ("6month", 182), ("1y", 365), ("86400", 1), ("0", 0)]
        {
            assert_eq!(days(value), Some(expected), "{value}");
        }
        assert_eq!(days("soon"), None);
        assert_eq!(days_of_journald("[Journal]\n"), None);
    }
}
