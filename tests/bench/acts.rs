//! Acts, readings, lists and logins over HTTP: acts and readings against the limit, which is the same rows written and
//! read through sqlx alone ([`crate::limit`]), in turn on the same database.

use std::path::PathBuf;

use hall::ids::new_request_id;
use serde_json::{Value, json};

use crate::client::Client;
use crate::house::House;
use crate::legs::{CLIENTS, LEGS, Leg, over_http};
use crate::limit::Limit;
use crate::measure::{Times, timed};
use crate::setting::{Outcome, Setting};
use crate::table::{Report, Table, figure, pair, verdict};

/// Acts over HTTP in a second, of those that sqlx alone performs.
const LEAST_OF_ACTS: f64 = 0.5;
/// Readings over HTTP in a second, of those that sqlx alone makes.
const LEAST_OF_READS: f64 = 0.3;
/// Organisations in the list.
const ORGANISATIONS: usize = 10_000;
/// How often each list is asked for.
const LISTS: usize = 100;
/// The demo account that renames organisations and sees all of them.
const LOGIN: &str = "system_administrator";
/// Where somebody else looks in while many log in.
const LOOK: &str = "/livez";

/// A database on which all of it is measured.
pub(crate) struct Site {
    pub(crate) name: &'static str,
    data: PathBuf,
    url: String,
}

/// Somebody who is logged in, with an organisation of his own to rename.
struct Visitor {
    client: Client,
    cookie: String,
    organisation: String,
    version: i64,
    named: u64,
}

/// What was measured on one database.
#[derive(Default)]
struct Found {
    acts: [Leg; 2],
    reads: [Leg; 2],
}

/// Measures on SQLite, and on the PostgreSQL server that waits for its disk, where there is one.
pub(crate) fn measure(setting: &Setting, report: &mut Report) -> Outcome<()> {
    let compared = ["what", "HTTP /s", "HTTP ms", "sqlx /s", "sqlx ms", "ratio", "target", "reached"];
    let mut acts = Table::new("An act and a reading over HTTP and through sqlx alone, 16 clients, durable", &compared);
    let mut lists = Table::new(
        "A list of organisations over HTTP, ms",
        &["database", "organisations", "20 of them", "200 of them"],
    );
    let mut logins = Table::new(
        "Logins, 16 at once, and who looks in meanwhile",
        &["database", "logins/s", "login ms", "/livez before, ms", "/livez meanwhile, ms"],
    );
    for site in sites(setting, "acts")? {
        let found = site.compare()?;
        acts.row(row(&format!("{}, an organisation renamed", site.name), &found.acts, LEAST_OF_ACTS));
        acts.row(row(&format!("{}, an organisation read", site.name), &found.reads, LEAST_OF_READS));
        lists.row(site.lists()?);
        logins.row(site.logins()?);
    }
    report.table(&acts)?;
    report.table(&lists)?;
    report.table(&logins)
}

/// SQLite, and the PostgreSQL server that waits for its disk, where there is one; each with a database of this name.
pub(crate) fn sites(setting: &Setting, of: &str) -> Outcome<Vec<Site>> {
    let mut sites = vec![Site { name: "SQLite", data: setting.path(&format!("{of}-sqlite")), url: String::new() }];
    if let Some(server) = &setting.durable_postgres {
        let url = crate::postgres::fresh(server, of)?;
        let data = setting.path(&format!("{of}-postgres"));
        sites.push(Site { name: "PostgreSQL", data, url });
    }
    Ok(sites)
}

fn row(name: &str, [http, sqlx]: &[Leg; 2], least: f64) -> [String; 8] {
    let ratio = http.rate() / sqlx.rate();
    [
        name.to_owned(),
        figure(http.rate()),
        pair(&http.times),
        figure(sqlx.rate()),
        pair(&sqlx.times),
        figure(ratio),
        format!("≥ {least}"),
        verdict(ratio >= least),
    ]
}

impl Site {
    pub(crate) fn house(&self) -> Outcome<House> {
        House::start(&self.data, &self.url)
    }

    /// Acts and readings, over HTTP and through sqlx in turn.
    fn compare(&self) -> Outcome<Found> {
        let mut house = self.house()?;
        house.ask("accounts")?;
        house.stop()?;
        let limit = Limit::open(&self.data, &self.url)?;
        limit.fill(ORGANISATIONS)?;
        limit.close();
        let mut found = Found::default();
        let mut visitors: Vec<(String, String)> = Vec::new();
        for _ in 0..LEGS {
            let house = self.house()?;
            if visitors.is_empty() {
                visitors = (0..CLIENTS).map(|at| let_in(&house, at)).collect::<Outcome<_>>()?;
            }
            let mut clients: Vec<Visitor> =
                visitors.iter().map(|(cookie, own)| Visitor::come(&house, cookie, own)).collect::<Outcome<_>>()?;
            let acts = over_http(&mut clients, Visitor::rename)?;
            let reads = over_http(&mut clients, |visitor| visitor.read().map(|_| ()))?;
            drop(clients);
            house.stop()?;
            let limit = Limit::open(&self.data, &self.url)?;
            let [http, sqlx] = found.acts;
            found.acts = [http.and(&acts), sqlx.and(&limit.acts()?)];
            let [http, sqlx] = found.reads;
            found.reads = [http.and(&reads), sqlx.and(&limit.reads()?)];
            limit.close();
        }
        Ok(found)
    }

    fn lists(&self) -> Outcome<[String; 4]> {
        let house = self.house()?;
        let mut client = house.client()?;
        let cookie = cookie_of(&mut client, LOGIN)?;
        let mut total = 0;
        let mut of = |limit: usize| -> Outcome<Times> {
            let mut times = Vec::new();
            for _ in 0..LISTS {
                let (answer, time) =
                    timed(|| client.get_with(&format!("/api/v1/organisations?limit={limit}"), &cookie));
                let page = answer?.json()?;
                if page["items"].as_array().map(Vec::len) != Some(limit) {
                    return Err(format!("a list of {limit} was asked for, and {page} answered").into());
                }
                total = page["total"].as_u64().unwrap_or(0);
                times.push(time);
            }
            Ok(Times::of(times))
        };
        let (short, long) = (of(20)?, of(200)?);
        house.stop()?;
        Ok([self.name.to_owned(), total.to_string(), pair(&short), pair(&long)])
    }

    /// Each client logs in under a login of its own, so that none is taken for somebody who guesses.
    fn logins(&self) -> Outcome<[String; 5]> {
        let mut house = self.house()?;
        let accounts = house.ask("accounts")?;
        let logins = accounts["logins"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let mut clients: Vec<(Client, String)> =
            logins.take(CLIENTS).map(|login| Ok((house.client()?, login.to_owned()))).collect::<Outcome<_>>()?;
        let mut onlooker = [house.client()?];
        let look = |client: &mut Client| client.get(LOOK)?.must_be(200).map(|_| ());
        let before = over_http(&mut onlooker, look)?;
        let (logins, meanwhile) = std::thread::scope(|scope| {
            let onlooker = scope.spawn(|| over_http(&mut onlooker, look));
            let logins = over_http(&mut clients, |(client, login)| cookie_of(client, login).map(|_| ()));
            (logins, onlooker.join().map_err(|_| "the onlooker died"))
        });
        let (logins, meanwhile) = (logins?, meanwhile??);
        house.stop()?;
        Ok([
            self.name.to_owned(),
            figure(logins.rate()),
            pair(&logins.times),
            pair(&before.times),
            pair(&meanwhile.times),
        ])
    }
}

/// Logs somebody in, and enters an organisation for him: the line of his cookie, and the organisation.
fn let_in(house: &House, at: usize) -> Outcome<(String, String)> {
    let mut client = house.client()?;
    let cookie = cookie_of(&mut client, LOGIN)?;
    let body = json!({ "kind": "mediation_organisation", "name": format!("更名测量第{at}号调解组织") }).to_string();
    let head = format!("{cookie}idempotency-key: {}\r\n", new_request_id());
    let entered = client.post("/api/v1/organisations", &head, &body)?.must_be(201)?;
    let entered: Value = serde_json::from_slice(&entered.body)?;
    Ok((cookie, entered["id"].as_str().unwrap_or_default().to_owned()))
}

/// Logs in; the line of the head with the session's cookie.
pub(crate) fn cookie_of(client: &mut Client, login: &str) -> Outcome<String> {
    let password = accounts::desk::DemoAccount::PASSWORD;
    let answer = client.post("/api/v1/sessions", "", &json!({ "login": login, "password": password }).to_string())?;
    let cookie = answer.must_be(200)?.cookie.ok_or("a login set no cookie")?;
    Ok(format!("cookie: {cookie}\r\n"))
}

impl Visitor {
    fn come(house: &House, cookie: &str, organisation: &str) -> Outcome<Self> {
        let client = house.client()?;
        let (cookie, organisation) = (cookie.to_owned(), organisation.to_owned());
        let mut visitor = Self { client, cookie, organisation, version: 0, named: 0 };
        visitor.version = visitor.read()?["version"].as_i64().ok_or("an organisation has no version")?;
        Ok(visitor)
    }

    fn read(&mut self) -> Outcome<Value> {
        self.client.get_with(&format!("/api/v1/organisations/{}", self.organisation), &self.cookie)?.json()
    }

    /// Gives the organisation another name, which it has not had just now.
    fn rename(&mut self) -> Outcome<()> {
        self.named += 1;
        let (cookie, version, key) = (&self.cookie, self.version, new_request_id());
        let head = format!("{cookie}idempotency-key: {key}\r\nif-match: \"{version}\"\r\n");
        let path = format!("/api/v1/organisations/{}/rename", self.organisation);
        let body = format!(r#"{{"name":"更名测量第{}次调解组织"}}"#, self.named);
        self.client.post(&path, &head, &body)?.must_be(200)?;
        self.version += 1;
        Ok(())
    }
}
