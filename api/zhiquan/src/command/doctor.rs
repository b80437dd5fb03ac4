//! `zhiquan doctor`: looks at everything that the house stands on, and changes nothing.

use std::fmt::Write as _;
use std::process::ExitCode;

use hall::clock::Clocks;
use hall::config::{Config, ConfigFault};
use hall::operations::{Finding, State, Surroundings, examine};

use super::{CommandFault, print_whole};

pub(super) async fn run(
    loaded: Result<&Config, &ConfigFault>,
    surroundings: &Surroundings,
) -> Result<ExitCode, CommandFault> {
    let findings = examine(loaded, surroundings, &Clocks::of_the_machine()).await;
    print_whole(&shown(&findings))?;
    let is_wrong = findings.iter().any(|finding| finding.state == State::Wrong);
    Ok(if is_wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn shown(findings: &[Finding]) -> String {
    let mut text = String::new();
    for Finding { name, state, zh, en } in findings {
        let state = match state {
            State::Fine => "正常 fine   ",
            State::Warning => "留意 warning",
            State::Wrong => "错误 wrong  ",
        };
        // Writing to a text does not fail.
        let _ = writeln!(text, "{state}  {name:<17} {zh}\n{:32}{en}", "");
    }
    text
}
