//! Filters narrow and nothing else.

use chrono::NaiveDate;
use domain::registry::{RecordKind, RightKind, SimpleStatus};
use search_index::analysis::fold_text;
use search_index::{DayRange, Entry, Filters, Matched, Request, SearchFault, Sort};

use crate::lab::{Lab, day, holds, request, today};

fn narrowed(query: &str, filters: Filters) -> Request {
    Request { filters, ..request(query) }
}

fn strings(values: &[&str]) -> Vec<String> {
    values.iter().map(|&value| value.to_owned()).collect()
}

/// The same filter with a phrase, with nothing typed, and in an order without scores.
fn check(lab: &Lab, filters: Filters, condition: impl Fn(&Entry) -> bool, what: &str) {
    let expected = lab.scan(&condition);
    assert!(!expected.is_empty() && expected.len() < lab.entries.len(), "{what} divides the records");
    assert_eq!(lab.keys(&narrowed("", filters.clone())), expected, "{what}");
    let by_day = Request { sort: Sort::PublicationOldest, ..narrowed("", filters.clone()) };
    assert_eq!(lab.keys(&by_day), expected, "{what}, by day");
    let both = lab.scan(|entry| condition(entry) && holds(entry, "装置"));
    assert_eq!(lab.keys(&narrowed("\"装置\"", filters)), both, "{what}, with a phrase");
}

#[test]
fn codes_are_any_of_those_given() {
    let lab = Lab::new();
    let kinds =
        Filters { kinds: vec![RecordKind::Trademark, RecordKind::GeographicalIndication], ..Filters::default() };
    check(&lab, kinds, |entry| entry.kind != RecordKind::Patent, "kinds");
    let right_kinds = Filters { right_kinds: vec![RightKind::Design], ..Filters::default() };
    check(&lab, right_kinds, |entry| entry.right_kind == RightKind::Design, "a rare kind of right");
    let common = Filters { right_kinds: vec![RightKind::Invention, RightKind::Design], ..Filters::default() };
    let condition = |entry: &Entry| matches!(entry.right_kind, RightKind::Invention | RightKind::Design);
    check(&lab, common, condition, "common kinds of right");
    let regions = Filters { regions: strings(&["济南市", "青岛市"]), ..Filters::default() };
    check(&lab, regions, |entry| entry.region.as_deref() == Some("济南市"), "regions");
    let nice = Filters { nice_classes: vec![30, 36], ..Filters::default() };
    check(&lab, nice, |entry| !entry.nice_classes.is_empty(), "Nice classes");
    let many = Filters { nice_classes: (1..=30).collect(), ..Filters::default() };
    check(&lab, many, |entry| !entry.nice_classes.is_empty(), "many Nice classes");
}

#[test]
fn statuses_are_those_of_the_day() {
    let lab = Lab::new();
    for status in SimpleStatus::ALL {
        let filters = Filters { statuses: vec![status], ..Filters::default() };
        check(&lab, filters, |entry| entry.standing.on(today()) == status, status.code());
    }
}

#[test]
fn a_level_of_the_classification_is_a_whole_level() {
    let lab = Lab::new();
    let has = |levels: &[&str]| {
        let levels = strings(levels);
        move |entry: &Entry| {
            entry.ipc.iter().any(|symbol| {
                let group = symbol.split('/').next().unwrap_or_default();
                let prefixes = [symbol.as_str(), group, &symbol[..4], &symbol[..3], &symbol[..1]];
                levels.iter().any(|level| prefixes.contains(&level.as_str()))
            })
        }
    };
    for levels in [vec!["G06F"], vec!["A"], vec!["B65"], vec!["G06F16"], vec!["G06F16/00"], vec!["A01", "H02K"]] {
        let filters = Filters { ipc: strings(&levels), ..Filters::default() };
        check(&lab, filters, has(&levels), &levels.join(","));
    }
    let keys = |symbol: &str| lab.keys(&narrowed("", Filters { ipc: strings(&[symbol]), ..Filters::default() }));
    assert!(keys("G06F1").is_empty(), "main group 1 is not main group 16");
    assert_eq!(keys(" g06f 16/ "), keys("G06F16"));
    assert!(keys("无此类").is_empty());
}

#[test]
fn a_design_class_is_found_with_and_without_its_subclass() {
    let lab = Lab::new();
    let symbol = lab.entries.iter().find_map(|entry| entry.locarno.first()).expect("the sample has designs").clone();
    let class = symbol.split('-').next().unwrap_or_default().to_owned();
    let whole = Filters { locarno: vec![symbol.clone()], ..Filters::default() };
    check(&lab, whole, |entry| entry.locarno.contains(&symbol), "subclass");
    let start = format!("{class}-");
    let part = Filters { locarno: vec![class], ..Filters::default() };
    check(&lab, part, |entry| entry.locarno.iter().any(|symbol| symbol.starts_with(&start)), "class");
}

#[test]
fn a_name_is_whole_or_open_at_its_stars() {
    let lab = Lab::new();
    type Test = fn(&str) -> bool;
    let cases: [(&str, Test); 7] = [
        ("泰安市科源电器有限公司", |name| name == "泰安市科源电器有限公司"),
        ("泰安*", |name| name.starts_with("泰安")),
        ("泰*", |name| name.starts_with('泰')),
        ("*有限公司", |name| name.ends_with("有限公司")),
        ("*煤矿*", |name| name.contains("煤矿")),
        ("*煤*", |name| name.contains('煤')),
        ("*矿", |name| name.ends_with('矿')),
    ];
    for (pattern, test) in cases {
        let filters = Filters { applicants: strings(&[pattern]), ..Filters::default() };
        let condition = |entry: &Entry| entry.parties.iter().any(|name| test(&fold_text(name)));
        check(&lab, filters, condition, pattern);
    }
    let part = Filters { applicants: strings(&["科源电器"]), ..Filters::default() };
    assert!(lab.keys(&narrowed("", part)).is_empty(), "a part of a name is not the name");
}

#[test]
fn days_are_inclusive_and_leave_out_records_without_one() {
    let lab = Lab::new();
    let range = DayRange { from: Some(day(2008, 1, 1)), to: Some(day(2010, 6, 30)) };
    let within = |found: Option<NaiveDate>| found.is_some_and(|d| d >= day(2008, 1, 1) && d <= day(2010, 6, 30));
    check(&lab, Filters { filing: range, ..Filters::default() }, |e| within(e.filing_on), "filing");
    check(&lab, Filters { publication: range, ..Filters::default() }, |e| within(e.publication_on), "publication");
    check(&lab, Filters { grant: range, ..Filters::default() }, |e| within(e.grant_on), "grant");
    let exact = lab.entries.iter().find_map(|entry| entry.filing_on).expect("a day");
    let one = DayRange { from: Some(exact), to: Some(exact) };
    check(&lab, Filters { filing: one, ..Filters::default() }, |e| e.filing_on == Some(exact), "one day");
    let open = DayRange { from: Some(day(2012, 1, 1)), to: None };
    let condition = |entry: &Entry| entry.filing_on.is_some_and(|filed| filed >= day(2012, 1, 1));
    check(&lab, Filters { filing: open, ..Filters::default() }, condition, "open end");
}

#[test]
fn fields_are_joined_by_and() {
    let lab = Lab::new();
    let filters = Filters {
        right_kinds: vec![RightKind::Invention],
        statuses: vec![SimpleStatus::Dead],
        regions: strings(&["泰安市"]),
        ipc: strings(&["A", "B", "G"]),
        ..Filters::default()
    };
    let condition = |entry: &Entry| {
        entry.right_kind == RightKind::Invention
            && entry.standing.on(today()) == SimpleStatus::Dead
            && entry.region.as_deref() == Some("泰安市")
            && entry.ipc.iter().any(|symbol| symbol.starts_with(['A', 'B', 'G']))
    };
    check(&lab, filters, condition, "four fields");
}

#[test]
fn a_filter_never_turns_all_words_into_any_word() {
    let lab = Lab::new();
    let filters = Filters { regions: strings(&["青岛市"]), ..Filters::default() };
    assert_eq!(lab.ask("招商 证券").matched, Matched::All);
    let answer = lab.engine.search(&narrowed("招商 证券", filters)).expect("the request is answered");
    assert_eq!((answer.total, answer.matched), (0, Matched::All));
}

#[test]
fn filters_out_of_bounds_are_refused() {
    let lab = Lab::with(Vec::new());
    let refused = [
        (Filters { ipc: vec!["A".to_owned(); 101], ..Filters::default() }, "ipc"),
        (Filters { applicants: strings(&["*"]), ..Filters::default() }, "applicants"),
        (Filters { regions: strings(&[" "]), ..Filters::default() }, "regions"),
        (Filters { numbers: vec!["9".repeat(201)], ..Filters::default() }, "numbers"),
        (Filters { nice_classes: vec![1; 101], ..Filters::default() }, "nice_classes"),
    ];
    for (filters, filter) in refused {
        let fault = lab.engine.search(&narrowed("", filters)).expect_err("the filter is refused");
        assert_eq!(fault, SearchFault::FilterRefused { filter });
        assert_eq!(fault.code(), "search.filter.refused");
    }
}
