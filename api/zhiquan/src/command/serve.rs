//! `zhiquan serve`: the API, the index's follower, the figures, and an orderly end.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use hall::clock::Clocks;
use hall::config::Config;
use hall::http::{Listening, serve};
use hall::readiness::Hindrance;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::{CommandFault, demo, reindex, say};
use crate::app::{App, waits};

/// Why the server could not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeFault {
    /// The address cannot be had.
    #[error("the address {address} cannot be had: {cause}")]
    Address {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        cause: std::io::Error,
    },
}

/// A house that is served.
#[derive(Debug)]
pub struct Serving {
    /// The address of the API.
    pub address: SocketAddr,
    /// The address of the figures, where they are served.
    pub figures: Option<SocketAddr>,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
    app: App,
}

impl Serving {
    /// Ends it: no new connections, requests under way finish within their limit, followers stop.
    pub async fn stop(mut self) {
        self.app.is_stopping();
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
        self.app.let_go().await;
    }
}

/// Serves the house on the address of its settings.
///
/// # Errors
/// [`ServeFault::Address`]. A metrics address that cannot be had is a warning only.
pub async fn start(app: &App) -> Result<Serving, ServeFault> {
    let address = app.config.listen;
    let listening = Listening::on(address).await.map_err(|cause| ServeFault::Address { address, cause })?;
    let address = listening.address();
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let limits = app.config.http.clone();
    let until = told(stopped.clone());
    let endpoint = app.endpoint();
    tasks.spawn(async move { serve(listening, endpoint, &limits, until).await });
    let listening = listening_for_figures(&app.config.metrics.listen).await;
    let figures = listening.as_ref().map(Listening::address);
    if let Some(listening) = listening {
        let (endpoint, limits, until) = (app.metrics.endpoint(), app.config.http.clone(), told(stopped.clone()));
        tasks.spawn(async move { serve(listening, endpoint, &limits, until).await });
    }
    let (follower, until) = (app.clone(), told(stopped));
    tasks.spawn(async move {
        tokio::select! {
            () = follower.follow_changes() => {}
            () = follower.work() => {}
            () = reindex::when_asked(&follower) => {}
            () = until => {}
        }
    });
    Ok(Serving { address, figures, stop, tasks, app: app.clone() })
}

async fn told(mut stopped: watch::Receiver<bool>) {
    // The sender lives as long as the server; if it is gone, the server is too.
    let _gone = stopped.wait_for(|stopped| *stopped).await;
}

async fn listening_for_figures(address: &str) -> Option<Listening> {
    if address.is_empty() {
        return None;
    }
    let listening = match address.parse() {
        Ok(address) => Listening::on(address).await,
        Err(_) => Err(std::io::Error::other("not an address")),
    };
    listening.inspect_err(|error| tracing::warn!(address, %error, "/metrics is not served")).ok()
}

pub(super) async fn until_stopped(config: Config) -> Result<ExitCode, CommandFault> {
    // Taken first, so that a signal during the start is not missed.
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    let clocks = if config.demo.enabled { Clocks::of_a_demonstration() } else { Clocks::of_the_machine() };
    let app = App::build(config, clocks).await?;
    if app.config.demo.enabled {
        app.readiness.hinder(waits::DEMO, Hindrance::NotYet("the demo records are being loaded".into()));
    }
    let serving = start(&app).await?;
    say(&format!("知权已启动 Zhiquan listens on http://{}", serving.address));
    let work = async {
        if app.config.demo.enabled {
            let accounts = app.accounts.make_demo_accounts().await?;
            demo::load(&app).await?;
            app.readiness.clear(waits::DEMO);
            demo::show(&accounts);
        }
        welcome(&app, serving.address, serving.figures);
        std::future::pending::<Result<(), CommandFault>>().await
    };
    let outcome = tokio::select! {
        outcome = work => outcome,
        _ = terminated.recv() => Ok(()),
        _ = interrupted.recv() => Ok(()),
    };
    tracing::info!("stopping");
    serving.stop().await;
    app.database.clone().close().await?;
    outcome.map(|()| ExitCode::SUCCESS)
}

fn welcome(app: &App, address: SocketAddr, figures: Option<SocketAddr>) {
    let figures = match figures {
        Some(figures) => format!("http://{figures}/metrics"),
        None => "（未提供 not served）".to_owned(),
    };
    say(&format!(
        "\n  接口文档 API and Swagger UI   http://{address}/docs\n  \
         检索 search                   http://{address}/api/v1/search?q=石墨烯\n  \
         就绪 readiness                http://{address}/readyz\n  \
         指标 figures                  {figures}\n  \
         数据目录 data folder          {}\n",
        Arc::clone(&app.config).data.display()
    ));
}
