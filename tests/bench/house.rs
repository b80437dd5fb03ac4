//! A house under measure, as the process that measures sees it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::client::Client;
use crate::role;
use crate::setting::Outcome;

/// A house that serves. It goes away with this.
pub(crate) struct House {
    process: Child,
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    /// Where it serves.
    pub(crate) address: SocketAddr,
    /// Milliseconds until it was built.
    pub(crate) built_ms: f64,
    /// Milliseconds until it was ready, with every record found.
    pub(crate) ready_ms: f64,
    /// Records in its index when it was ready.
    pub(crate) documents: u64,
}

impl House {
    /// Starts it on a data folder; an empty URL means SQLite there.
    pub(crate) fn start(data: &Path, url: &str) -> Outcome<Self> {
        // It logs as in production, and nobody reads it.
        let mut process = Command::new(std::env::current_exe()?)
            .args([role::ARGUMENT, &data.to_string_lossy(), url])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let orders = process.stdin.take();
        let mut answers = BufReader::new(process.stdout.take().ok_or("the house has no voice")?);
        let started = answer(&mut answers)?;
        Ok(Self {
            process,
            orders,
            answers,
            address: started["address"].as_str().unwrap_or_default().parse()?,
            built_ms: started["built_ms"].as_f64().unwrap_or(f64::NAN),
            ready_ms: started["ready_ms"].as_f64().unwrap_or(f64::NAN),
            documents: started["documents"].as_u64().unwrap_or(0),
        })
    }

    /// Gives an order and waits for its answer.
    pub(crate) fn ask(&mut self, order: &str) -> Outcome<Value> {
        let orders = self.orders.as_mut().ok_or("the house has been stopped")?;
        writeln!(orders, "{order}")?;
        orders.flush()?;
        answer(&mut self.answers)
    }

    /// Anonymous memory in bytes.
    pub(crate) fn memory(&mut self) -> Outcome<u64> {
        self.ask("memory")?["bytes"].as_u64().ok_or_else(|| "the house does not tell its memory".into())
    }

    pub(crate) fn client(&self) -> Outcome<Client> {
        Client::connect(self.address)
    }

    /// Ends it in order.
    pub(crate) fn stop(mut self) -> Outcome<()> {
        self.orders = None;
        let status = self.process.wait()?;
        if status.success() { Ok(()) } else { Err(format!("the house ended with {status}").into()) }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        // After an orderly end there is nothing left to kill, and the error says so.
        let _ended = self.process.kill();
        let _reaped = self.process.wait();
    }
}

fn answer(answers: &mut BufReader<ChildStdout>) -> Outcome<Value> {
    let mut line = String::new();
    if answers.read_line(&mut line)? == 0 {
        return Err("the house died".into());
    }
    Ok(serde_json::from_str(&line)?)
}
