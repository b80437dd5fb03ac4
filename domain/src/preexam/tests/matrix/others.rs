//! The matrices of filing entities, requests, field lists and examiners.

use super::*;

fn of_entities(states: Vec<(&'static str, Option<EntityState>)>, at: Moment) -> Matrix<Entity> {
    let commands = EntityCommandKind::ALL.iter().map(|kind| (kind.code(), of_entity(*kind))).collect();
    Matrix { states, commands, at }
}

pub(in super::super) fn entities() -> Matrix<Entity> {
    use EntityCommandKind as K;
    let states = vec![
        ("none", None),
        ("applied", Some(an_entity(&[K::Apply]))),
        ("reviewed", Some(an_entity(&[K::Apply, K::Review]))),
        ("reported", Some(an_entity(&[K::Apply, K::Review, K::Report]))),
        ("effective", Some(an_effective_entity(&[]))),
        ("reminded", Some(an_effective_entity(&[K::Remind]))),
        ("suspended", Some(an_effective_entity(&[K::Suspend]))),
        ("cancelled", Some(an_effective_entity(&[K::Cancel]))),
        ("refused", Some(an_entity(&[K::Apply, K::Refuse]))),
        ("withdrawn", Some(an_entity(&[K::Apply, K::Withdraw]))),
    ];
    of_entities(states, today())
}

/// A suspended entity on the day after its suspension.
pub(in super::super) fn entities_later() -> Matrix<Entity> {
    let suspended = an_effective_entity(&[EntityCommandKind::Suspend]);
    let mut later = of_entities(vec![("suspended", Some(suspended))], noon("2027-05-24"));
    for (_, command) in &mut later.commands {
        // Half a year from then ends later than half a year from now.
        if let EntityCommand::Suspend { until_on, .. } = command {
            *until_on = day("2027-12-31");
        }
    }
    later
}

pub(in super::super) fn requests() -> Matrix<Request> {
    use RequestCommandKind as K;
    let states = vec![
        ("none", None),
        ("filed", Some(a_request_after(&[K::File]))),
        ("triaged, recommend", Some(a_request_after(&[K::File, K::Triage]))),
        ("triaged, handle", Some(a_request_handled_here())),
        ("referred", Some(a_request_after(&[K::File, K::Triage, K::Refer]))),
        ("acknowledged", Some(a_request_after(&[K::File, K::Triage, K::Refer, K::Acknowledge]))),
        ("concluded", Some(Request::then(a_request_handled_here(), of_request(K::Conclude)))),
        ("declined", Some(a_request_after(&[K::File, K::Decline]))),
        ("withdrawn", Some(a_request_after(&[K::File, K::Withdraw]))),
    ];
    let commands = K::ALL.iter().map(|kind| (kind.code(), of_request(*kind))).collect();
    Matrix { states, commands, at: today() }
}

pub(in super::super) fn field_lists() -> Matrix<FieldList> {
    let published = FieldList::told([publish("2026", "2026-01-01", &["A01B", "A01C"])]);
    let of_another = FieldListCommand::Publish {
        centre: FIRM,
        scheme: FieldScheme::Ipc,
        version: match publish("2027", "2027-01-01", &["A01B"]) {
            FieldListCommand::Publish { version, .. } => version,
        },
    };
    let commands = vec![
        ("publish", publish("2027", "2027-01-01", &["A01B"])),
        ("publish, again", publish("2026", "2027-01-01", &["A01B"])),
        ("publish, same day", publish("2027", "2026-01-01", &["A01B"])),
        ("publish, empty", publish("2027", "2027-01-01", &[])),
        ("publish, malformed", publish("2027", "2027-01-01", &["农机"])),
        ("publish, another", of_another),
    ];
    Matrix { states: vec![("none", None), ("published", Some(published))], commands, at: today() }
}

pub(in super::super) fn examiners() -> Matrix<Examiner> {
    let known = Examiner::told([takes(&["A01C"], true)]);
    let commands = vec![
        ("set", takes(&["A01B", "15-03"], true)),
        ("set, away", takes(&["A01C"], false)),
        ("set, the same", takes(&["a01c"], true)),
        ("set, malformed", takes(&["农机"], true)),
    ];
    Matrix { states: vec![("none", None), ("known", Some(known))], commands, at: today() }
}

#[test]
fn an_entity_in_each_state_answers_each_command() {
    insta::assert_snapshot!(entities().table(), @"
                       none                       applied                    reviewed                   reported                   effective                  reminded                   suspended                  cancelled                  refused                    withdrawn
    apply              applied                    (entity_registered)        (entity_registered)        (entity_registered)        (entity_registered)        (entity_registered)        (entity_registered)        (entity_registered)        (entity_registered)        (entity_registered)
    revise             (entity_unknown)           revised                    (entity_reviewed)          (entity_reported)          revised                    revised                    (entity_suspended)         (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    review             (entity_unknown)           reviewed                   (entity_reviewed)          (entity_reported)          (entity_effective)         (entity_reminded)          (entity_suspended)         (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    report             (entity_unknown)           (entity_applied)           reported                   (entity_reported)          (entity_effective)         (entity_reminded)          (entity_suspended)         (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    take_effect        (entity_unknown)           (entity_applied)           (entity_reviewed)          took_effect                (entity_effective)         (entity_reminded)          (entity_suspended)         (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    classify           (entity_unknown)           (entity_applied)           (entity_reviewed)          (entity_reported)          classified                 classified                 (entity_suspended)         (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    set_quota          (entity_unknown)           (entity_applied)           (entity_reviewed)          (entity_reported)          quota_set                  quota_set                  quota_set                  (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    remind             (entity_unknown)           (entity_applied)           (entity_reviewed)          (entity_reported)          reminded                   reminded                   (entity_suspended)         (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    suspend            (entity_unknown)           (entity_applied)           (entity_reviewed)          (entity_reported)          suspended                  suspended                  (entity_suspended)         (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    reinstate          (entity_unknown)           (entity_applied)           (entity_reviewed)          (entity_reported)          (entity_effective)         reinstated                 reinstated                 (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    resume             (entity_unknown)           (entity_applied)           (entity_reviewed)          (entity_reported)          (entity_effective)         (entity_reminded)          (suspension_not_over)      (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    cancel             (entity_unknown)           (entity_applied)           (entity_reviewed)          (entity_reported)          cancelled                  cancelled                  cancelled                  (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    refuse             (entity_unknown)           refused                    refused                    refused                    (entity_effective)         (entity_reminded)          (entity_suspended)         (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    withdraw           (entity_unknown)           withdrawn                  withdrawn                  withdrawn                  withdrawn                  withdrawn                  (entity_suspended)         (entity_cancelled)         (entity_refused)           (entity_withdrawn)
    ");
}

#[test]
fn after_the_last_day_a_suspended_entity_answers_as_an_effective_one() {
    insta::assert_snapshot!(entities_later().table(), @"
                       suspended
    apply              (entity_registered)
    revise             revised
    review             (entity_suspended)
    report             (entity_suspended)
    take_effect        (entity_suspended)
    classify           classified
    set_quota          quota_set
    remind             reminded
    suspend            suspended
    reinstate          reinstated
    resume             resumed
    cancel             cancelled
    refuse             (entity_suspended)
    withdraw           withdrawn
    ");
}

#[test]
fn a_request_in_each_state_answers_each_command() {
    insta::assert_snapshot!(requests().table(), @"
                       none                       filed                      triaged, recommend         triaged, handle            referred                   acknowledged               concluded                  declined                   withdrawn
    file               filed                      (request_filed)            (request_triaged)          (request_triaged)          (request_referred)         (request_acknowledged)     (request_concluded)        (request_declined)         (request_withdrawn)
    triage             (request_unknown)          triaged                    (request_triaged)          (request_triaged)          (request_referred)         (request_acknowledged)     (request_concluded)        (request_declined)         (request_withdrawn)
    refer              (request_unknown)          (request_filed)            referred                   (request_handled_here)     (request_referred)         (request_acknowledged)     (request_concluded)        (request_declined)         (request_withdrawn)
    acknowledge        (request_unknown)          (request_filed)            (request_triaged)          (request_triaged)          acknowledged               (request_acknowledged)     (request_concluded)        (request_declined)         (request_withdrawn)
    conclude           (request_unknown)          (request_filed)            (request_goes_elsewhere)   concluded                  (request_referred)         concluded                  (request_concluded)        (request_declined)         (request_withdrawn)
    decline            (request_unknown)          declined                   declined                   declined                   declined                   (request_acknowledged)     (request_concluded)        (request_declined)         (request_withdrawn)
    withdraw           (request_unknown)          withdrawn                  withdrawn                  withdrawn                  withdrawn                  (request_acknowledged)     (request_concluded)        (request_declined)         (request_withdrawn)
    ");
}

#[test]
fn a_field_list_in_each_state_answers_each_version() {
    insta::assert_snapshot!(field_lists().table(), @"
                       none                       published
    publish            published                  published
    publish, again     published                  (field_version_twice)
    publish, same day  published                  (field_version_not_later)
    publish, empty     (field_version_empty)      (field_version_empty)
    publish, malformed (field_malformed)          (field_malformed)
    publish, another   published                  (field_list_of_another)
    ");
}

#[test]
fn an_examiner_in_each_state_answers_what_is_said_of_him() {
    insta::assert_snapshot!(examiners().table(), @"
                       none                       known
    set                set                        set
    set, away          set                        set
    set, the same      set                        (nothing_changes)
    set, malformed     (field_malformed)          (field_malformed)
    ");
}

#[test]
fn what_is_shown_as_possible_for_an_entity_or_a_request_is_what_is_accepted() {
    assert_eq!(entities().agrees_with(|state| entity::possible(state, &law(), today())), []);
    let later = entities_later();
    let shown = later.agrees_with(|state| entity::possible(state, &law(), later.at));
    assert_eq!(shown, []);
    assert_eq!(requests().agrees_with(request::possible), []);
}
