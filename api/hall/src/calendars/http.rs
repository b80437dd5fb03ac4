//! The operations of legal time.

use chrono::NaiveDate;
use domain::calendar::{Period, Roll, Rule, WorkingDays, explain};
use domain::hall::Refusal;
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{OpenApi, Tags};

use super::CalendarDesk;
use super::wire::{CalculationRequest, CalculationView, CalendarEffect, CalendarRequest, CalendarView, RuleView};
use crate::act::{ActFault, Acted, Answer};
use crate::http::{Fault, Page, PageAsked, Sentence};
use crate::policy::Call;

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
enum RoomTags {
    /// 法定期间：日历、规则与计算。Legal time: calendars, rules and the calculator.
    LegalTime,
}

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct LegalTimeApi;

#[OpenApi(tag = "RoomTags::LegalTime", prefix_path = "/api/v1")]
impl LegalTimeApi {
    /// 期限计算。When a period ends, and why; nothing is stored.
    #[oai(path = "/deadlines/calculate", method = "post", operation_id = "calculateDeadline")]
    async fn calculate(
        &self,
        call: Call,
        desk: Data<&CalendarDesk>,
        body: Json<CalculationRequest>,
    ) -> Result<Json<CalculationView>, Fault> {
        let request = body.0;
        let (period, rule) = period(&request, &desk)?;
        let calendar = desk.calendar().await?;
        let basis = request.basis(period, rule);
        let explained =
            explain(&basis, &calendar).map_err(|refusal| ActFault::of_field(field_of(&refusal), refusal))?;
        Ok(Json(CalculationView::of(explained, rule, call.language)))
    }

    /// 期限规则列表。The rules of deadlines, those of other days as well.
    #[oai(path = "/deadline-rules", method = "get", operation_id = "listDeadlineRules")]
    async fn rules(
        &self,
        call: Call,
        desk: Data<&CalendarDesk>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<RuleView>>, Fault> {
        let asked = PageAsked::new("deadline rules", limit.0, cursor.0.as_deref())?;
        let all = desk.legal_time().rules().rules();
        Ok(Json(asked.page_of(all.collect(), |rule| RuleView::of(rule, call.language))))
    }

    /// 日历列表。The calendars that are held, the earliest first.
    #[oai(path = "/calendars", method = "get", operation_id = "listCalendars")]
    async fn calendars(
        &self,
        _call: Call,
        desk: Data<&CalendarDesk>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<CalendarView>>, Fault> {
        let asked = PageAsked::new("calendars", limit.0, cursor.0.as_deref())?;
        let calendar = desk.calendar().await?;
        let views = calendar.years().filter_map(|year| view(&calendar, year)).collect();
        Ok(Json(asked.page_of(views, |view| view)))
    }

    /// 年度日历。The calendar of a year.
    #[oai(path = "/calendars/:year", method = "get", operation_id = "getCalendar")]
    async fn calendar(
        &self,
        _call: Call,
        desk: Data<&CalendarDesk>,
        #[oai(example = "example_year", validator(minimum(value = "1"), maximum(value = "9998")))] year: Path<i32>,
    ) -> Result<Json<CalendarView>, Fault> {
        let calendar = desk.calendar().await?;
        view(&calendar, year.0).map(Json).ok_or_else(Fault::not_found)
    }

    /// 载入年度日历。Applies the calendar of a year: every open deadline is computed anew, and each owner of one that moves
    /// is told once. With `dry_run=true` it answers what would move, and changes nothing.
    #[oai(path = "/calendars/:year", method = "post", operation_id = "applyCalendar")]
    async fn apply(
        &self,
        call: Call,
        desk: Data<&CalendarDesk>,
        #[oai(example = "example_year", validator(minimum(value = "1"), maximum(value = "9998")))] year: Path<i32>,
        /// 仅预演。Only rehearse it.
        #[oai(default)]
        dry_run: Query<bool>,
        body: Json<CalendarRequest>,
    ) -> Result<Acted<CalendarEffect>, Fault> {
        let (year, dry_run) = (year.0, dry_run.0);
        let answer = |_: &_, found: &_| Answer::done(&CalendarEffect::of(year, dry_run, found));
        Ok(desk.apply(&call, body.0.of_year(year), dry_run, answer).await?.into())
    }
}

const fn example_year() -> i32 {
    2027
}

fn view(calendar: &WorkingDays, year: i32) -> Option<CalendarView> {
    let days = NaiveDate::from_ymd_opt(year, 1, 1)?.iter_days().take_while(|day| chrono::Datelike::year(day) == year);
    let working = days.filter(|day| calendar.is_working(*day)).count();
    Some(CalendarView::of(calendar.year(year)?, u32::try_from(working).unwrap_or_default()))
}

/// The period that is asked for, by the rule that is valid on the first day where one is named.
fn period<'d>(request: &CalculationRequest, desk: &'d CalendarDesk) -> Result<(Period, Option<&'d Rule>), Fault> {
    let refused = |pointer: &str, code, zh: &'static str, en: &'static str| {
        Err(Fault::of_field(pointer, code, Sentence::new(zh, en)))
    };
    match (&request.rule, request.unit, request.length) {
        (Some(id), None, None) if request.roll.is_none() => {
            let rule = desk.legal_time().rules().on(id, request.start_on.0);
            let Some(rule) = rule else {
                return refused(
                    "/rule",
                    "deadline.rule_unknown",
                    "没有在起算日适用的该规则",
                    "There is no such rule that applies on the first day",
                );
            };
            Ok((rule.period(), Some(rule)))
        }
        (None, Some(unit), Some(length)) => {
            let roll = request.roll.map_or(Roll::None, Into::into);
            Ok((Period { unit: unit.into(), length, roll }, None))
        }
        (Some(_), ..) => refused(
            "/rule",
            "deadline.rule_and_period",
            "指明规则时不得另填单位、长度或顺延方式",
            "A rule brings its own unit, length and roll",
        ),
        (None, ..) => refused(
            "/length",
            "deadline.period_missing",
            "请填写单位和长度，或指明规则",
            "Say the unit and the length, or name a rule",
        ),
    }
}

/// Which field of the request a rule of the calendar objects to.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal.code {
        "calendar.length_out_of_range" => "/length",
        "calendar.received_only_by_post" | "calendar.received_before_sent" => "/received_on",
        "calendar.suspension_turned" | "calendar.suspension_too_long" | "calendar.too_many_suspensions" => {
            "/suspensions"
        }
        _ => "/start_on",
    }
}
