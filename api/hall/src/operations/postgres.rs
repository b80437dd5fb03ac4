//! PostgreSQL's own programs as child processes.
//!
//! Where the server is and the password go through the environment, which on Linux other users cannot read, and never
//! through the list of arguments, which everybody can.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;

/// Where distributions lay the programs of each version.
const INSTALLED: &str = "/usr/lib/postgresql";

/// The most that is repeated of what a program said, in characters.
const MOST_SAID: usize = 2_000;

/// Why a program of PostgreSQL did not do it.
#[derive(Debug, thiserror::Error)]
pub enum ToolFault {
    /// The URL is none of PostgreSQL.
    #[error("database.url 无法解析 it cannot be read: {0}")]
    Url(&'static str),
    /// The program is not installed, or does not start.
    #[error(
        "{program} 无法运行（请安装 PostgreSQL 客户端）。It does not start; are PostgreSQL's programs installed? {cause}"
    )]
    NotStarted {
        /// The program.
        program: &'static str,
        /// What the system says.
        cause: io::Error,
    },
    /// It failed.
    #[error("{program} 失败 failed: {said}")]
    Failed {
        /// The program.
        program: &'static str,
        /// What it said.
        said: String,
    },
}

/// Where the server is, as its programs take it from the environment.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Server {
    environment: BTreeMap<&'static str, String>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("variables", &self.environment.keys()).finish()
    }
}

impl Server {
    /// Reads `postgres://user:password@host:port/database?…`. What is not said, the programs take from where the
    /// platform takes it too: `PGHOST` and its like.
    pub(super) fn of_url(url: &str) -> Result<Self, ToolFault> {
        let (scheme, rest) = url.split_once("://").ok_or(ToolFault::Url("no scheme"))?;
        if !["postgres", "postgresql"].contains(&scheme) {
            return Err(ToolFault::Url("the scheme is not postgres"));
        }
        let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = place.split_once('/').unwrap_or((place, ""));
        let (user, address) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, password) = user.split_once(':').unwrap_or((user, ""));
        let (host, port) = match address.rsplit_once(':') {
            Some((host, port)) if port.chars().all(|digit| digit.is_ascii_digit()) => (host, port),
            Some(_) | None => (address, ""),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let mut environment = BTreeMap::new();
        let said = [("PGUSER", user), ("PGPASSWORD", password), ("PGHOST", host), ("PGPORT", port)];
        let said = said.into_iter().chain([("PGDATABASE", database)]);
        let parameters = parameters.split('&').filter_map(|parameter| parameter.split_once('='));
        let parameters = parameters.filter_map(|(name, value)| variable(name).map(|variable| (variable, value)));
        for (variable, value) in said.chain(parameters).filter(|(_, value)| !value.is_empty()) {
            environment.insert(variable, decoded(value).ok_or(ToolFault::Url("a character is encoded wrongly"))?);
        }
        Ok(Self { environment })
    }

    /// Copies the database at an exported moment into a file; answers the program's name and version.
    pub(super) async fn dump(&self, snapshot: &str, to: &Path) -> Result<String, ToolFault> {
        const PROGRAM: &str = "pg_dump";
        let mut dump = self.command(PROGRAM);
        dump.args(["--format=custom", "--no-owner", "--no-password", "--snapshot"]).arg(snapshot);
        done(PROGRAM, dump.arg("--file").arg(to)).await?;
        let said = done(PROGRAM, self.command(PROGRAM).arg("--version")).await?;
        Ok(said.trim().to_owned())
    }

    /// Restores a copy into the database, all of it or nothing.
    pub(super) async fn restore(&self, from: &Path) -> Result<(), ToolFault> {
        const PROGRAM: &str = "pg_restore";
        let mut restore = self.command(PROGRAM);
        // Rights of roles that are not there would end it; they are the operator's to grant.
        restore.args(["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--no-password"]);
        // An empty connection string: everything comes from the environment.
        let database = self.environment.get("PGDATABASE").or_else(|| self.environment.get("PGUSER"));
        let database = database.map(|name| format!("dbname='{}'", name.replace('\\', "\\\\").replace('\'', "\\'")));
        done(PROGRAM, restore.arg("--dbname").arg(database.unwrap_or_default()).arg(from)).await?;
        Ok(())
    }

    fn command(&self, program: &'static str) -> Command {
        let mut command = Command::new(found(program, &path_folders(), Path::new(INSTALLED)));
        command.envs(&self.environment).env("PGAPPNAME", "zhiquan").env("LC_MESSAGES", "C");
        command.stdin(Stdio::null()).kill_on_drop(true);
        command
    }
}

/// The variable for a parameter of the URL. What the platform's own driver alone understands is left out.
fn variable(parameter: &str) -> Option<&'static str> {
    Some(match parameter {
        "host" => "PGHOST",
        "hostaddr" => "PGHOSTADDR",
        "port" => "PGPORT",
        "dbname" => "PGDATABASE",
        "user" => "PGUSER",
        "password" => "PGPASSWORD",
        "sslmode" | "ssl-mode" => "PGSSLMODE",
        "sslrootcert" | "ssl-root-cert" | "ssl-ca" => "PGSSLROOTCERT",
        "sslcert" | "ssl-cert" => "PGSSLCERT",
        "sslkey" | "ssl-key" => "PGSSLKEY",
        "options" => "PGOPTIONS",
        _ => return None,
    })
}

/// Percent-encoding undone (RFC 3986 section 2.1).
fn decoded(text: &str) -> Option<String> {
    let (mut octets, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'%' {
            octets.push(*first);
            continue;
        }
        let (digits, behind) = rest.split_at_checked(2)?;
        let digit = |octet: u8| char::from(octet).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        octets.push(digit(*digits.first()?)? * 16 + digit(*digits.get(1)?)?);
        rest = behind;
    }
    String::from_utf8(octets).ok()
}

fn path_folders() -> Vec<PathBuf> {
    std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default()
}

/// The program in the newest version's folder, which reads and dumps every older server, or the first on the path.
fn found(program: &str, path: &[PathBuf], installed: &Path) -> PathBuf {
    let versions = std::fs::read_dir(installed).into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.split('.').next()?.parse().ok()?;
            Some((version, entry.path().join("bin").join(program)))
        })
        .filter(|(_, program)| program.is_file())
        .collect();
    versions.sort();
    let newest = versions.pop().map(|(_, program)| program);
    let on_path = || path.iter().map(|folder| folder.join(program)).find(|program| program.is_file());
    newest.or_else(on_path).unwrap_or_else(|| PathBuf::from(program))
}

/// Runs a program to its end; what it wrote.
async fn done(program: &'static str, command: &mut Command) -> Result<String, ToolFault> {
    let output = command.output().await.map_err(|cause| ToolFault::NotStarted { program, cause })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(ToolFault::Failed { program, said: said.trim().chars().take(MOST_SAID).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> BTreeMap<&'static str, String> {
        Server::of_url(url).expect("a URL").environment
    }

    #[test]
    fn a_url_says_where_the_server_is_and_nothing_of_it_is_shown() {
        let all = "postgres://zh%40iquan:p%3Aa%2Fss%E7%9F%A5@db.example.cn:5433/hou%27se?sslmode=require&statement-cache-capacity=9";
        let expected = [
            ("PGDATABASE", "hou'se"),
            ("PGHOST", "db.example.cn"),
            ("PGPASSWORD", "p:a/ss知"),
            ("PGPORT", "5433"),
            ("PGSSLMODE", "require"),
            ("PGUSER", "zh@iquan"),
        ];
        let expected: BTreeMap<_, _> = expected.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        assert_eq!(read(all), expected);
        assert!(!format!("{:?}", Server::of_url(all).expect("a URL")).contains("ss知"));
    }

    #[test]
    fn what_a_url_leaves_out_is_left_to_the_environment() {
        assert!(read("postgresql://").is_empty());
        assert_eq!(read("postgres://[::1]:5432/a")["PGHOST"], "::1");
        assert_eq!(read("postgres://[::1]/a")["PGHOST"], "::1");
        let socket = read("postgres:///house?host=%2Frun%2Fpostgresql&password=x");
        assert_eq!(socket["PGHOST"], "/run/postgresql");
        assert_eq!((socket["PGPASSWORD"].as_str(), socket["PGDATABASE"].as_str()), ("x", "house"));
        for wrong in ["", "mysql://a", "postgres://a%2", "postgres://a%zz", "postgres://%ff"] {
            assert!(matches!(Server::of_url(wrong), Err(ToolFault::Url(_))), "{wrong}");
        }
    }

    #[test]
    fn the_newest_installed_program_is_taken_and_else_the_one_on_the_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |place: &str| {
            let path = folder.path().join(place);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(&path, "").expect("written");
            path
        };
        let installed = folder.path().join("installed");
        let on_path = [folder.path().join("bin")];
        assert_eq!(found("pg_dump", &on_path, &installed), Path::new("pg_dump"));
        let plain = put("bin/pg_dump");
        assert_eq!(found("pg_dump", &on_path, &installed), plain);
        put("installed/9.6/bin/pg_dump");
        let newest = put("installed/15/bin/pg_dump");
        assert_eq!(found("pg_dump", &on_path, &installed), newest);
    }
}
