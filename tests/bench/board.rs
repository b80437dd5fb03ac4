//! The centre's board with 100,000 open cases, and a calendar that moves their deadlines.
//!
//! One case is taken over through the front door and multiplied in the database: the rows are as long as real ones, of 50
//! examiners and 50 fields, with clocks that run out from two weeks ago to two months ahead.

use hall::ids::new_request_id;
use sea_orm::DbBackend;
use serde_json::{Value, json};

use crate::acts::{Site, cookie_of, sites};
use crate::client::Client;
use crate::house::House;
use crate::measure::{Times, millis, timed};
use crate::setting::{Outcome, Setting};
use crate::table::{Report, Table, figure, pair, verdict};

/// Open cases.
const CASES: usize = 100_000;
/// How often the board is asked for.
const BOARDS: usize = 200;
/// The board's slowest hundredth, in milliseconds.
const MOST_MS_OF_A_BOARD: f64 = 50.0;
/// A calendar's recomputation, in seconds.
const MOST_SECONDS_OF_A_CALENDAR: f64 = 5.0;

/// Measures on every database there is.
pub(crate) fn measure(setting: &Setting, report: &mut Report) -> Outcome<()> {
    let mut boards = Table::new(
        "The board of a centre over HTTP, ms",
        &["database", "open cases", "p50 / p99", "target, p99", "reached"],
    );
    let mut calendars =
        Table::new("A calendar that is applied", &["database", "deadlines", "moved", "seconds", "target", "reached"]);
    for site in sites(setting, "board")? {
        let (board, moved) = of_site(&site)?;
        boards.row(board);
        for row in moved {
            calendars.row(row);
        }
    }
    report.table(&boards)?;
    report.table(&calendars)
}

fn of_site(site: &Site) -> Outcome<([String; 5], Vec<[String; 6]>)> {
    let mut house = site.house()?;
    house.ask("accounts")?;
    let mut people = People::come(&house)?;
    people.one_case()?;
    house.ask(&format!("multiply {CASES}"))?;
    let mut times = Vec::new();
    for _ in 0..BOARDS {
        let (board, time) = timed(|| people.client.get_with("/api/v1/preexam/board", &people.lead));
        if board?.json()?["all"]["open"].as_u64() != Some(CASES as u64 + 1) {
            return Err("the board does not count every case".into());
        }
        times.push(time);
    }
    let times = Times::of(times);
    let board = [
        site.name.to_owned(),
        figure(CASES as f64),
        pair(&times),
        format!("≤ {MOST_MS_OF_A_BOARD}"),
        verdict(times.p99() <= MOST_MS_OF_A_BOARD),
    ];
    // The multiplied rows stand on another day than their basis says: the first calendar moves nearly all of them.
    let mut moved = Vec::new();
    for (name, off) in [("nearly all", "2026-12-30"), ("one more day off", "2026-12-16")] {
        let (answer, time) = people.apply(off)?;
        let seconds = millis(time) / 1_000.0;
        let number = |field: &str| answer[field].as_u64().unwrap_or_default();
        moved.push([
            format!("{}, {name}", site.name),
            figure(number("examined") as f64),
            figure(number("moved") as f64),
            figure(seconds),
            format!("≤ {MOST_SECONDS_OF_A_CALENDAR}"),
            verdict(seconds <= MOST_SECONDS_OF_A_CALENDAR),
        ]);
    }
    house.stop()?;
    Ok((board, moved))
}

/// Those who are needed, with their cookies.
struct People {
    client: Client,
    system: String,
    lead: String,
    firm: String,
}

impl People {
    fn come(house: &House) -> Outcome<Self> {
        let mut client = house.client()?;
        let system = cookie_of(&mut client, "system_administrator")?;
        let lead = cookie_of(&mut client, "centre_lead")?;
        let firm = cookie_of(&mut client, "enterprise_member")?;
        Ok(Self { client, system, lead, firm })
    }

    fn post(&mut self, path: &str, cookie: &str, version: Option<i64>, body: &Value) -> Outcome<Value> {
        let version = version.map(|version| format!("if-match: \"{version}\"\r\n")).unwrap_or_default();
        let head = format!("{cookie}idempotency-key: {}\r\n{version}", new_request_id());
        let answer = self.client.post(path, &head, &body.to_string())?;
        if !(200..300).contains(&answer.status) {
            return Err(format!("{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body)).into());
        }
        Ok(serde_json::from_slice(&answer.body)?)
    }

    /// Registers the firm with the centre, and takes one case over.
    fn one_case(&mut self) -> Outcome<()> {
        let (lead, firm) = (self.lead.clone(), self.firm.clone());
        let centres = self.client.get("/api/v1/preexam/centres")?.json()?;
        let facts = json!({
            "fields": ["A01"], "founded_on": "2015-03-02", "insured_staff": 40, "granted_inventions": 3,
            "granted_others": 6, "has_ip_management": true, "has_research_site": true,
        });
        let asked = json!({"centre_id": centres["items"][0]["id"], "facts": facts});
        let entity = self.post("/api/v1/preexam/entities", &firm, None, &asked)?;
        let id = entity["id"].as_str().ok_or("a registration has no id")?.to_owned();
        let settled = json!({"settled": [{"check": "clean_record", "reason": "已核查"}]});
        let mut version = entity["version"].as_i64().ok_or("a registration has no version")?;
        for (verb, body) in [
            ("review", settled),
            ("report", json!({"on": "2026-11-02"})),
            ("take-effect", json!({"from_on": "2026-11-02", "class": "a"})),
        ] {
            let path = format!("/api/v1/preexam/entities/{id}/{verb}");
            version = self.post(&path, &lead, Some(version), &body)?["version"].as_i64().ok_or("no version")?;
        }
        let case = json!({
            "filing_entity_id": id, "kind": "utility_model", "title": "一种寒地水稻插秧机的栽植臂总成及其控制方法",
            "classification": "A01C11/02",
        });
        let taken =
            json!({"source": "旧系统", "case": case, "submitted_on": "2026-11-23", "accepted_on": "2026-11-24"});
        self.post("/api/v1/preexam/cases/import", &lead, None, &taken)?;
        Ok(())
    }

    /// Applies the calendar of 2026 with one more day off.
    fn apply(&mut self, off: &str) -> Outcome<(Value, std::time::Duration)> {
        let held = self.client.get("/api/v1/calendars/2026")?.json()?;
        let mut days = held["off"].as_array().cloned().unwrap_or_default();
        days.push(json!({"on": off, "name": "测量"}));
        let body = json!({"source": "测量", "off": days, "working": held["working"]});
        let system = self.system.clone();
        let (answer, time) = timed(|| self.post("/api/v1/calendars/2026", &system, None, &body));
        Ok((answer?, time))
    }
}

/// Multiplies the one case that there is, with its deadlines.
pub(crate) fn multiplied(backend: DbBackend, cases: usize) -> [String; 3] {
    let (series, id, examiner, due, risk, start) = if backend == DbBackend::Postgres {
        (
            format!("generate_series(1, {cases}) AS s(n)"),
            "gen_random_uuid()",
            "lpad(to_hex(n % 50 + 1), 32, '0')::uuid",
            "to_char(current_date + (n % 75 - 15), 'YYYY-MM-DD')",
            "to_char(current_date + (n % 75 - 17), 'YYYY-MM-DD')",
            "to_char(current_date + (abs(hashtext(c.id::text)) % 30), 'YYYY-MM-DD')",
        )
    } else {
        (
            format!(
                "(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < {cases}) SELECT n FROM r) AS s"
            ),
            "randomblob(16)",
            "unhex(printf('%032x', n % 50 + 1))",
            "date('now', (n % 75 - 15) || ' days')",
            "date('now', (n % 75 - 17) || ' days')",
            "date('now', (unicode(hex(c.id)) % 30) || ' days')",
        )
    };
    let lpad = if backend == DbBackend::Postgres { "lpad((n % 50)::text, 2, '0')" } else { "printf('%02d', n % 50)" };
    [
        format!(
            "INSERT INTO preexam_case (id, version, centre_id, applicant_id, entity_id, kind, field, state, is_open, \
             examiner_id, client_reference, application_number, step, step_due_on, target_due_on, first_due_on, at_risk_on, \
             submitted_at, accepted_at, passed_at, pre_exam_days, filed_on, granted_on, body, updated_at) \
             SELECT {id}, version, centre_id, applicant_id, entity_id, kind, 'A' || {lpad} || 'B', state, is_open, \
             {examiner}, client_reference, application_number, step, {due}, target_due_on, {due}, {risk}, submitted_at, \
             accepted_at, passed_at, pre_exam_days, filed_on, granted_on, body, updated_at FROM preexam_case, {series}"
        ),
        format!(
            "INSERT INTO hall_deadline (aggregate_id, kind, aggregate_kind, due_at, raised_at, due_on, provisional, \
             basis, owner_id, keeper_id, person_id, facts) SELECT c.id, d.kind, d.aggregate_kind, \
             4000000000000, NULL, d.due_on, d.provisional, \
             replace(d.basis, '2026-11-24', {start}), d.owner_id, d.keeper_id, c.examiner_id, d.facts \
             FROM preexam_case c, hall_deadline d WHERE d.aggregate_kind = 'preexam.case' AND c.id <> d.aggregate_id"
        ),
        // What autovacuum does within a minute or so.
        if backend == DbBackend::Postgres { "VACUUM ANALYZE preexam_case" } else { "ANALYZE preexam_case" }.into(),
    ]
}
