//! Figures for monitoring, in the OpenMetrics text format. They are served alone on a port of their own.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use poem::EndpointExt;
use poem::http::StatusCode;
use poem::web::Data;
use poem::{Endpoint, IntoResponse, Route, get, handler};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// The figures. Clones share them.
#[derive(Debug, Clone)]
pub struct Metrics(Arc<Figures>);

#[derive(Debug)]
struct Figures {
    registry: Registry,
    requests: Family<Request, Counter>,
    durations: Family<Operation, Histogram>,
    index_documents: Gauge<u64, AtomicU64>,
    index_lag: Gauge<u64, AtomicU64>,
}

/// Requests are told apart by the operation of the contract, never by the raw path.
#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Request {
    operation: String,
    status: u16,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Operation {
    operation: String,
}

/// Upper bounds of the duration buckets, in seconds.
const DURATIONS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("zhiquan");
        let requests = Family::<Request, Counter>::default();
        registry.register("http_requests", "Requests answered", requests.clone());
        let durations = Family::<Operation, Histogram>::new_with_constructor(|| Histogram::new(DURATIONS));
        registry.register("http_request_duration_seconds", "Time to answer", durations.clone());
        let index_documents = Gauge::default();
        registry.register("index_documents", "Records in the search index", index_documents.clone());
        let index_lag = Gauge::default();
        registry.register("index_lag_changes", "Changes not in the search index yet", index_lag.clone());
        Self(Arc::new(Figures { registry, requests, durations, index_documents, index_lag }))
    }
}

impl Metrics {
    /// One request was answered.
    pub fn answered(&self, operation: &str, status: StatusCode, elapsed: Duration) {
        let figures = &self.0;
        let label = Request { operation: operation.into(), status: status.as_u16() };
        figures.requests.get_or_create(&label).inc();
        figures.durations.get_or_create(&Operation { operation: operation.into() }).observe(elapsed.as_secs_f64());
    }

    /// How much the index holds and how far it is behind.
    pub fn index_stands_at(&self, documents: u64, lag: u64) {
        self.0.index_documents.set(documents);
        self.0.index_lag.set(lag);
    }

    /// The figures as text.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        if encode(&mut text, &self.0.registry).is_err() {
            tracing::error!("the figures could not be written");
        }
        text
    }

    /// The endpoint that serves them, and nothing else.
    pub fn endpoint(&self) -> impl Endpoint + use<> {
        Route::new().at("/metrics", get(metrics_as_text)).data(self.clone())
    }
}

#[handler]
fn metrics_as_text(Data(metrics): Data<&Metrics>) -> impl IntoResponse + use<> {
    metrics.to_text().with_content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
}
