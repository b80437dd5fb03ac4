//! Whom this room tells what, and in which words.

use domain::financing::consent::ConsentEvent;
use domain::financing::demand::DemandEvent;
use hall::act::{Act, ActFault, Case, uuid_of};
use hall::http::Sentence;
use hall::journal::Aggregate;
use hall::notices::{self, Notice, Recipient};
use serde_json::{Value, json};

use crate::cases::{ConsentCase, DemandCase, StoredConsent, StoredDemand};

/// Something happened to a demand that its firm did not do itself.
const DEMAND: &str = "financing.demand_changed";

/// Tells the firm what others, or the calendar, did to its demand.
pub(crate) async fn tell_of_demand(
    act: &Act<'_>,
    demand: &StoredDemand,
    events: &[DemandEvent],
) -> Result<(), ActFault> {
    for event in events.iter().filter(|event| title(event.name()).is_some()) {
        let notice = Notice {
            recipient: Recipient::Organisation(uuid_of(demand.state.demand().firm)),
            kind: DEMAND,
            aggregate: Aggregate { kind: DemandCase::KIND, id: demand.id },
            facts: json!({"event": event.name(), "amount": demand.state.demand().facts.amount.to_string()}),
        };
        notices::raise(act, notice).await?;
    }
    Ok(())
}

/// A firm let a bank see something, or no longer does.
const CONSENT: &str = "financing.consent_changed";

/// Tells the bank that it may look, or may no longer.
pub(crate) async fn tell_of_consent(
    act: &Act<'_>,
    consent: &StoredConsent,
    events: &[ConsentEvent],
) -> Result<(), ActFault> {
    let of = consent.state.consent();
    for event in events {
        let notice = Notice {
            recipient: Recipient::Organisation(uuid_of(of.bank)),
            kind: CONSENT,
            aggregate: Aggregate { kind: ConsentCase::KIND, id: consent.id },
            facts: json!({"event": event.name(), "until_on": of.until_on.to_string()}),
        };
        notices::raise(act, notice).await?;
    }
    Ok(())
}

/// What an event is called; `None`: nobody is told of it.
fn title(event: &str) -> Option<(&'static str, &'static str)> {
    Some(match event {
        "declaration_checked" => ("申报的权利已核验", "A declared right was checked"),
        "check_settled" => ("核查项目已人工确认", "A check was settled"),
        "matched" => ("银行已受理融资需求", "A bank accepted the demand"),
        "released" => ("融资需求重新开放", "The demand is open again"),
        "expired" => ("融资需求已过期", "The demand has expired"),
        _ => return None,
    })
}

/// The words of a notice of this room: its title and its text; `None` for a kind of another room.
pub fn wording(kind: &str, facts: &Value) -> Option<(Sentence, Sentence)> {
    let of = |name: &str| facts.get(name).and_then(Value::as_str).unwrap_or_default();
    match kind {
        DEMAND => {
            let ((zh, en), amount) = (title(of("event"))?, of("amount"));
            let text =
                Sentence::new(format!("{amount}元的融资需求：{zh}"), format!("The demand of {amount} yuan: {en}"));
            Some((Sentence::new(zh, en), text))
        }
        CONSENT if of("event") == "given" => {
            let until = of("until_on");
            let text = Sentence::new(
                format!("企业授权查阅融资需求资料，有效期至{until}"),
                format!("A firm lets the bank see data of a demand until {until}"),
            );
            Some((Sentence::new("收到企业授权", "A firm gave a consent"), text))
        }
        CONSENT => {
            let text =
                Sentence::new("授权已撤回，不得再查阅", "The consent is taken back: the data are no longer open");
            Some((Sentence::new("企业撤回授权", "A firm took a consent back"), text))
        }
        _ => None,
    }
}
