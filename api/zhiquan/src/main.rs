//! `zhiquan`: the platform as one program.

use std::process::ExitCode;

use clap::Parser;
use zhiquan::command::{Arguments, run};

fn main() -> ExitCode {
    run(Arguments::parse())
}
