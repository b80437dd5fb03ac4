//! The only object graph: settings in, a running house out.

use std::sync::Arc;

use hall::clock::Clocks;
use hall::config::Config;
use hall::db::Database;
use hall::http::{Contract, Envelope, EnvelopeSettings};
use hall::metrics::Metrics;
use hall::readiness::{Hindrance, Readiness};
use poem::http::{HeaderValue, header};
use poem::{Endpoint, EndpointExt, IntoResponse, Response, Route, get, handler};
use registry::desk::Desk;
use registry::import::Importer;
use registry::indexing::{Indexing, IndexingFault, Progress};
use sea_orm::DbErr;
use search_index::{Engine, EngineFault, EngineOptions};

use crate::contract;

/// What must be true before requests are served.
pub mod waits {
    /// The index has caught up with the records for the first time since the start.
    pub const INDEX: &str = "index";
    /// The demo records are loaded.
    pub const DEMO: &str = "demo_records";
}

/// The house, built and not served yet.
#[derive(Debug, Clone)]
pub struct App {
    /// The settings it was built from.
    pub config: Arc<Config>,
    /// Both clocks.
    pub clocks: Clocks,
    /// The database.
    pub database: Database,
    /// The desk of the registry.
    pub registry: Desk,
    /// How records come in.
    pub importer: Importer,
    /// The follower that keeps the index.
    pub indexing: Indexing,
    /// Figures for monitoring.
    pub metrics: Metrics,
    /// Whether requests may be sent.
    pub readiness: Readiness,
}

/// Why the house could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildFault {
    /// The database could not be opened or migrated.
    #[error("the database could not be opened: {0}")]
    Database(#[from] DbErr),
    /// The index could not be opened.
    #[error("the index could not be opened: {0}")]
    Engine(#[from] EngineFault),
    /// The shipped rules are wrong.
    #[error("the rules could not be read: {0}")]
    Rules(#[from] domain::registry::RulesFault),
}

impl App {
    /// Builds the house: opens and migrates the database, opens or heals the index.
    ///
    /// # Errors
    /// [`BuildFault`].
    pub async fn build(config: Config, clocks: Clocks) -> Result<Self, BuildFault> {
        let database = Database::open(&config).await?;
        database.migrate().await?;
        let rules = Arc::new(registry::rules::shipped()?);
        let options = EngineOptions {
            writer_memory_bytes: config.search.writer_memory_mib * 1024 * 1024,
            threads: config.search.writer_threads,
            made_by: registry::indexing::made_by(),
        };
        let opened = Engine::open(&config.data.join("index"), options)?;
        tracing::info!(state = ?opened.state, cursor = ?opened.cursor, "the index is open");
        let engine = Arc::new(opened.engine);
        let readiness = Readiness::default();
        readiness.hinder(waits::INDEX, Hindrance::NotYet("the index is catching up".into()));
        let places = config.search.concurrent_searches;
        Ok(Self {
            registry: Desk::new(database.clone(), Arc::clone(&engine), Arc::clone(&rules), clocks.clone(), places),
            indexing: Indexing::new(database.clone(), Arc::clone(&engine), Arc::clone(&rules), clocks.clone()),
            importer: Importer::new(database.clone(), clocks.clone()),
            metrics: Metrics::default(),
            readiness,
            database,
            clocks,
            config: Arc::new(config),
        })
    }

    /// The endpoint that production serves and tests call.
    pub fn endpoint(&self) -> impl Endpoint<Output = Response> + use<> {
        let service = contract::service();
        let document = contract::document();
        let parsed = serde_json::from_str(&document).unwrap_or_default();
        let envelope = Envelope::new(EnvelopeSettings {
            contract: Contract::of_document(&parsed),
            limits: self.config.http.clone(),
            metrics: self.metrics.clone(),
        });
        let swagger = service.swagger_ui().with(
            poem::middleware::SetHeader::new()
                .overriding(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SWAGGER_POLICY)),
        );
        // The rooms are nested at the top, where they would answer for the front door as well.
        let front_door = Arc::new(get(to_documents));
        let rooms = service.around(move |rooms, request| {
            let front_door = Arc::clone(&front_door);
            async move {
                let is_front_door = request.uri().path() == "/";
                if is_front_door { front_door.call(request).await } else { rooms.call(request).await }
            }
        });
        Route::new()
            .at("/openapi.json", get(openapi_json).data(Document(Arc::new(document))))
            .nest("/docs", get(swagger))
            .nest("/", rooms)
            .data(self.registry.clone())
            .data(self.readiness.clone())
            .with(envelope)
    }

    /// Runs the index's follower for ever; readiness and figures hear of it.
    pub async fn follow_changes(&self) {
        let poll = std::time::Duration::from_millis(self.config.search.poll_interval_ms);
        self.indexing.follow(poll, |outcome| self.heard_of_index(outcome)).await;
    }

    /// Waits until the index holds every record there is at this moment.
    pub async fn index_is_current(&self) {
        let target = registry::store::last_change_number(self.database.reader()).await.unwrap_or(0);
        self.indexing.has_reached(u64::try_from(target).unwrap_or(0)).await;
    }

    fn heard_of_index(&self, outcome: &Result<Progress, IndexingFault>) {
        match outcome {
            Ok(progress) => {
                self.metrics.index_stands_at(self.indexing.documents(), progress.last_change - progress.cursor);
                if progress.is_current() {
                    self.readiness.clear(waits::INDEX);
                }
            }
            Err(fault) => self.readiness.hinder(waits::INDEX, Hindrance::Degraded(fault.to_string())),
        }
    }
}

/// Swagger UI brings its script and style within the page.
const SWAGGER_POLICY: &str = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; \
                              img-src 'self' data:; frame-ancestors 'none'";

#[derive(Debug, Clone)]
struct Document(Arc<String>);

#[handler]
fn to_documents() -> Response {
    poem::web::Redirect::temporary("/docs").into_response()
}

#[handler]
fn openapi_json(document: poem::web::Data<&Document>) -> Response {
    document.0.0.as_str().to_owned().with_content_type("application/json").into_response()
}
