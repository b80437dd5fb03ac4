//! What Cargo does not hold: the arrows between packages and inside a room, purity, names and sizes.
//!
//! The sources are read as text. Comments do not count, so a file may say what it must not use. An exception is named
//! here with its reason, and an exception that is no longer needed fails as well.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tests::TestApp;

/// The rooms in their order: a room may know those before it.
const ROOMS: [&str; 6] = ["accounts", "registry", "credit", "mediation", "preexam", "financing"];

/// The packages of the product; the tests stand outside and see everything.
const PRODUCT: [&str; 4] = ["domain/src", "search-index/src", "migrations/src", "api"];

/// A file that is read at a sitting has no more lines.
const MOST_LINES: usize = 400;

/// Longer files, with the reason.
const LONG_FILES: [(&str, &str); 0] = [];

/// How many there are.
const BESIDE: usize = 10;

/// Files beside a room's `rows` and `store` that name the database's library, with the only names they may take.
const BESIDE_THE_STORE: [(&str, &[&str]); BESIDE] = [
    // A chunk is written in one transaction of the store's.
    ("api/registry/src/import/chunk.rs", &["DatabaseTransaction"]),
    // An act holds its transaction and hands it to stores.
    ("api/hall/src/act/perform.rs", &["DatabaseTransaction"]),
    ("api/hall/src/act/idempotency.rs", &["DatabaseTransaction"]),
    // These pass the database's error on.
    ("api/hall/src/act/fault.rs", &["DbErr"]),
    ("api/hall/src/journal/sealer.rs", &["DbErr"]),
    ("api/hall/src/notices/mod.rs", &["DbErr"]),
    ("api/hall/src/operations/fault.rs", &["DbErr"]),
    ("api/registry/src/import/fault.rs", &["DbErr"]),
    ("api/zhiquan/src/app.rs", &["DbErr"]),
    ("api/zhiquan/src/command/mod.rs", &["DbErr"]),
];

/// The files that ask the machine for time or chance. The index asks how long it has kept a snapshot, which no answer
/// says.
const ASK_THE_MACHINE: [&str; 3] = ["api/hall/src/clock.rs", "api/hall/src/ids.rs", "search-index/src/embedded/mod.rs"];

struct Source {
    path: String,
    /// The text without comments.
    code: String,
    text: String,
}

impl Source {
    fn is_under(&self, folder: &str) -> bool {
        self.path.starts_with(&format!("{folder}/"))
    }

    fn mentions(&self, words: &[&str]) -> Vec<String> {
        let found = words.iter().filter(|word| stands_in(&self.code, word));
        found.map(|word| format!("{} mentions {word}", self.path)).collect()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the repository").to_owned()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether the text holds this word, or path of words, between characters that belong to no word.
fn stands_in(code: &str, word: &str) -> bool {
    let of_a_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(start, _)| {
        let before = code[..start].chars().next_back();
        let after = code[start + word.len()..].chars().next();
        !before.is_some_and(of_a_word) && !after.is_some_and(of_a_word)
    })
}

fn without_comments(text: &str) -> String {
    let code = |line: &str| match line.trim_start().starts_with("//") {
        true => String::new(),
        false => line.split(" // ").next().unwrap_or_default().to_owned(),
    };
    text.lines().map(|line| code(line) + "\n").collect()
}

/// Every source file under these folders.
fn sources(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source file is text");
                let name = path.strip_prefix(root()).expect("it lies in the repository");
                let path = name.to_string_lossy().replace('\\', "/");
                found.push(Source { path, code: without_comments(&text), text });
            }
        }
    }
    assert!(!found.is_empty(), "no sources were found");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The names in one section of a package's manifest.
fn section(manifest: &str, name: &str) -> BTreeSet<String> {
    let heading = format!("[{name}]");
    let lines = manifest.lines().map(str::trim).skip_while(|line| *line != heading).skip(1);
    let entries = lines.take_while(|line| !line.starts_with('[')).filter(|line| line.contains('='));
    entries.filter_map(|line| line.split(['.', '=', ' ']).next()).map(ToOwned::to_owned).collect()
}

/// The dependencies of every package, by its folder.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let workspace = read("Cargo.toml");
    let members = workspace.lines().find_map(|line| line.strip_prefix("members = ")).expect("the list of packages");
    let members = members.split('"').filter(|name| name.chars().any(char::is_alphabetic));
    members.map(|name| (name.to_owned(), section(&read(&format!("{name}/Cargo.toml")), "dependencies"))).collect()
}

/// The last segment of a package's folder is its name.
fn package(folder: &str) -> &str {
    folder.rsplit('/').next().unwrap_or(folder)
}

fn nothing(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_rules_know_no_machine_no_database_and_no_wire() {
    let machine = ["std::fs", "std::net", "std::env", "std::io", "std::process", "std::thread", "std::sync"];
    let time_and_chance = ["SystemTime", "Instant", "Local", "rand", "uuid"];
    let frameworks = ["async", "await", "tokio", "poem", "poem_openapi", "hyper", "sea_orm", "sqlx", "tracing"];
    let domain = sources(&["domain/src"]);
    // Its tests read and draw documents, and are no part of the program.
    let rules = domain.iter().filter(|source| !source.path.contains("/tests/"));
    let found = rules.flat_map(|source| {
        [machine.as_slice(), &time_and_chance, &frameworks].into_iter().flat_map(|words| source.mentions(words))
    });
    nothing(&found.collect::<Vec<_>>());
    let allowed = ["chrono", "rust_decimal", "serde", "thiserror", "toml"].map(ToOwned::to_owned);
    let dependencies = section(&read("domain/Cargo.toml"), "dependencies");
    assert!(dependencies.is_subset(&allowed.into()), "the domain depends on {dependencies:?}");
}

#[test]
fn a_package_knows_only_what_lies_below_it() {
    let dependencies = dependencies();
    let packages: BTreeSet<&str> = dependencies.keys().map(|folder| package(folder)).collect();
    for (folder, known) in &dependencies {
        let known: BTreeSet<&str> = known.iter().map(String::as_str).filter(|name| packages.contains(name)).collect();
        let below: BTreeSet<&str> = match (folder.as_str(), ROOMS.iter().position(|room| *room == package(folder))) {
            ("domain" | "migrations" | "api/papers", _) => BTreeSet::new(),
            ("search-index", _) => ["domain"].into(),
            ("api/hall", _) => ["domain", "migrations"].into(),
            ("api/zhiquan" | "tests", _) => packages.clone(),
            (_, Some(place)) => ["domain", "search-index", "migrations", "hall", "papers"]
                .iter()
                .chain(&ROOMS[..place])
                .copied()
                .collect(),
            (_, None) => panic!("{folder} is neither a room nor anything else that the house knows"),
        };
        assert!(known.is_subset(&below), "{folder} knows {known:?} and may know {below:?}");
        assert!(folder == "tests" || !known.contains("tests"), "{folder} knows the tests");
    }
}

#[test]
fn only_the_embedded_engine_knows_its_library() {
    let library = "tantivy";
    let outside = sources(&PRODUCT).into_iter().filter(|source| !source.is_under("search-index/src/embedded"));
    nothing(&outside.flat_map(|source| source.mentions(&[library])).collect::<Vec<_>>());
    for (folder, known) in dependencies() {
        let may = ["search-index", "tests"].contains(&folder.as_str());
        assert!(may || !known.contains(library), "{folder} depends on {library}");
    }
}

#[test]
fn only_rows_and_stores_speak_to_the_database() {
    let libraries = ["sea_orm", "sea_query", "sea_orm_migration", "sqlx"];
    let at_home = |source: &Source| {
        let place = |part: &str| part == "rows" || part == "store" || part == "rows.rs" || part == "store.rs";
        let in_a_room = ["hall"].iter().chain(&ROOMS).any(|room| source.is_under(&format!("api/{room}/src")));
        (in_a_room && source.path.split('/').any(place))
            || source.is_under("api/hall/src/db")
            || source.is_under("migrations/src")
    };
    let mut found = Vec::new();
    let mut needed = BTreeSet::new();
    for source in sources(&PRODUCT).into_iter().filter(|source| !at_home(source)) {
        let mentions = source.mentions(&libraries);
        match BESIDE_THE_STORE.iter().find(|(path, _)| *path == source.path) {
            None => found.extend(mentions),
            Some((path, allowed)) => {
                needed.extend((!mentions.is_empty()).then_some(*path));
                let names = source.code.split("sea_orm::").skip(1);
                let names = names.map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
                let more = names.filter(|name| !allowed.contains(name));
                found.extend(more.map(|name| format!("{path} takes {name:?} of the database's library")));
            }
        }
    }
    nothing(&found);
    let named: BTreeSet<&str> = BESIDE_THE_STORE.iter().map(|(path, _)| *path).collect();
    assert_eq!(needed, named, "an exception is not needed any more");
}

#[test]
fn inside_a_room_the_arrows_point_one_way() {
    let mut found = Vec::new();
    for room in ROOMS.iter().map(|room| format!("api/{room}/src")).filter(|folder| root().join(folder).is_dir()) {
        for source in sources(&[&room]) {
            let place = source.path.trim_start_matches(&format!("{room}/"));
            let part = place.split(['/', '.']).next().unwrap_or_default();
            let must_not_know: &[&str] = match part {
                "http" => &["crate::store", "store::", "crate::rows", "rows::"],
                "wire" => &["crate::store", "store::", "crate::rows", "rows::", "crate::http"],
                "desk" => &["crate::rows", "rows::", "crate::http", "crate::wire", "poem", "poem_openapi"],
                "store" => &["crate::desk", "crate::http", "crate::wire", "poem", "poem_openapi", "search_index"],
                "rows" => &["crate::desk", "crate::http", "crate::wire", "crate::store", "domain"],
                "import" | "indexing" => &["crate::rows", "crate::http", "crate::wire", "poem", "poem_openapi"],
                _ => &[],
            };
            // A path that ends in colons goes on with a word.
            let (paths, words): (Vec<&str>, Vec<&str>) = must_not_know.iter().partition(|name| name.ends_with("::"));
            found.extend(source.mentions(&words));
            let begins = |path: &&str| {
                source
                    .code
                    .match_indices(*path)
                    .any(|(start, _)| !source.code[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            };
            found.extend(paths.into_iter().filter(begins).map(|path| format!("{} mentions {path}", source.path)));
        }
    }
    nothing(&found);
}

#[test]
fn only_the_hall_asks_the_machine_for_time_and_chance() {
    let questions = [
        "SystemTime::now",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "Uuid::new_v4",
        "Uuid::now_v7",
        "rand::rng",
        "rand::random",
        "thread::sleep",
    ];
    let (asking, others): (Vec<_>, Vec<_>) =
        sources(&PRODUCT).into_iter().partition(|source| ASK_THE_MACHINE.contains(&source.path.as_str()));
    nothing(&others.iter().flat_map(|source| source.mentions(&questions)).collect::<Vec<_>>());
    for path in ASK_THE_MACHINE {
        let asks = asking.iter().any(|source| source.path == path && !source.mentions(&questions).is_empty());
        assert!(asks, "{path} asks the machine for nothing and needs no exception");
    }
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let everywhere = ["domain", "search-index", "migrations", "api", "tests"];
    let silent = sources(&everywhere).into_iter().filter(|source| !source.text.starts_with("//!"));
    nothing(&silent.map(|source| source.path).collect::<Vec<_>>());
}

#[test]
fn a_file_is_read_at_a_sitting() {
    let everywhere = ["domain", "search-index", "migrations", "api", "tests"];
    let sources = sources(&everywhere);
    let long = sources.iter().filter(|source| source.text.lines().count() > MOST_LINES);
    let long: BTreeSet<&str> = long.map(|source| source.path.as_str()).collect();
    let named: BTreeSet<&str> = LONG_FILES.iter().map(|(path, _)| *path).collect();
    assert_eq!(long, named, "files above {MOST_LINES} lines, and those that are named with a reason");
}

#[test]
fn the_repository_names_no_machine_and_no_registry() {
    // In pieces, or this file would name them.
    let names = [
        ["/ro", "ot/"],
        ["/ho", "me/"],
        ["/Us", "ers/"],
        ["/wo", "rk/"],
        ["/tm", "p/"],
        ["C:", "\\"],
        ["crates", ".io"],
        ["docs", ".rs"],
        ["pypi", ".org"],
        ["npm", "js."],
        ["proxy.go", "lang"],
    ]
    .map(|pieces| pieces.concat());
    let listed =
        Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().expect("git lists the files");
    assert!(listed.status.success(), "git lists the files");
    let listed = String::from_utf8(listed.stdout).expect("file names are text");
    let mut found = Vec::new();
    // Cargo itself writes its registry into the lock file.
    for path in listed.split('\0').filter(|path| !path.is_empty() && *path != "Cargo.lock") {
        // A file may be listed and taken away in the folder; a packed one is no text.
        let Ok(text) = std::fs::read_to_string(root().join(path)) else { continue };
        found.extend(names.iter().filter(|name| text.contains(*name)).map(|name| format!("{path} names {name}")));
    }
    nothing(&found);
}

#[tokio::test]
async fn every_table_bears_the_name_of_its_room() {
    let house = TestApp::start().await;
    let database = house.app.database.reader();
    let question = match house.app.database.backend() {
        DbBackend::Postgres => "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
        DbBackend::Sqlite | DbBackend::MySql | _ => "SELECT name AS table_name FROM sqlite_master WHERE type = 'table'",
    };
    let rows = database.query_all_raw(Statement::from_string(house.app.database.backend(), question)).await;
    let rows = rows.expect("the database tells its tables");
    let tables: Vec<String> = rows.iter().map(|row| row.try_get("", "table_name").expect("a name")).collect();
    assert!(tables.iter().any(|table| table == "registry_record"), "{tables:?}");
    let of_a_room = |table: &str| {
        let room = |room: &&str| table.strip_prefix(*room).is_some_and(|rest| rest.starts_with('_'));
        let of_the_database = table == "seaql_migrations" || table.starts_with("sqlite_");
        of_the_database || ["hall"].iter().chain(&ROOMS).any(room)
    };
    nothing(&tables.into_iter().filter(|table| !of_a_room(table)).collect::<Vec<_>>());
}

#[test]
fn every_path_of_the_contract_is_versioned_but_those_that_others_place() {
    let document: serde_json::Value = serde_json::from_str(&read("openapi/zhiquan.v1.json")).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    assert!(!paths.is_empty());
    // What operators ask, and what OAuth 2 and RFC 8615 place outside.
    let outside = ["/livez", "/readyz", "/oauth/token", "/.well-known/jwks.json"];
    let unversioned = paths.keys().filter(|path| !path.starts_with("/api/v1/") && !outside.contains(&path.as_str()));
    nothing(&unversioned.cloned().collect::<Vec<_>>());
}
