//! The only object graph: settings in, a running house out.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use accounts::desk::SecondFactorIs;
use accounts::door::AccountsDoor;
use accounts::due::AccountsDue;
use accounts::followers::SessionsEnd;
use accounts::http::Cookies;
use financing::due::FinancingDue;
use hall::act::{ActFault, Acts};
use hall::calendars::{CalendarDesk, LegalTime, LegalTimeFault};
use hall::case_keys::CaseKeys;
use hall::clock::Clocks;
use hall::config::Config;
use hall::deadlines::Sweep;
use hall::events::{Stopping, Streams};
use hall::files::{Caps, Examiner, FileDesk, Shelf, ShelfFault};
use hall::followers::Followers;
use hall::http::{Contract, Envelope, EnvelopeSettings};
use hall::journal::{Export, Sealer, Witness};
use hall::limits::Limits;
use hall::long_operations::Runner;
use hall::notices::Wordings;
use hall::operations::Housekeeping;
use hall::policy::{Guard, Policy, PolicyFault};
use hall::secrets::{MasterKey, SecretFault, purposes};
use hall::signing_keys::SigningKeys;
use hall::verify::Findings;
use poem::http::{HeaderValue, header};
use poem::{Endpoint, EndpointExt, IntoResponse, Response, Route, get, handler};
use preexam::due::PreexamDue;
use registry::desk::ImportDesk;
use registry::import::ImportRuns;
use sea_orm::DbErr;
use search_index::EngineFault;
use tokio::sync::watch;

use crate::contract;
use crate::policy::TABLE;
use crate::records::Records;

/// What must be true before requests are served.
pub mod waits {
    /// The index has caught up with the records for the first time since the start.
    pub const INDEX: &str = "index";
    /// The demo records are loaded.
    pub const DEMO: &str = "demo_records";
}

/// Uploads that are looked into at once.
const EXAMINED_AT_ONCE: usize = 2;

/// The house, built and not served yet.
#[derive(Debug, Clone)]
pub struct App {
    /// Records and their index.
    pub records: Records,
    /// How acts are performed.
    pub acts: Acts,
    /// The sealer of the journal.
    pub sealer: Sealer,
    /// Those who do something when something has happened.
    pub followers: Followers,
    /// What raises deadlines.
    pub sweep: Sweep,
    /// The desk of legal time.
    pub calendars: CalendarDesk,
    /// The desk of accounts.
    pub accounts: accounts::desk::Desk,
    /// The desk of pre-examination.
    pub preexam: preexam::desk::Desk,
    /// The desk of financing.
    pub financing: financing::desk::Desk,
    /// The watch over collateral.
    pub watch: financing::watch::Watch,
    /// What was uploaded.
    pub files: FileDesk,
    /// What runs long operations.
    pub runner: Runner,
    /// The desk of imports.
    pub imports: ImportDesk,
    /// What the journal says of itself outside the database.
    pub export: Export,
    /// What tidies.
    pub housekeeping: Housekeeping,
    stopping: Arc<watch::Sender<bool>>,
    streams: Streams,
    guard: Guard,
    wordings: Wordings,
}

impl Deref for App {
    type Target = Records;

    fn deref(&self) -> &Records {
        &self.records
    }
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
    /// The shipped rules of accounts are wrong.
    #[error("the rules of accounts could not be read: {0}")]
    AccountsRules(#[from] domain::accounts::RulesFault),
    /// The shipped calendars, or the rules of deadlines, are wrong.
    #[error(transparent)]
    LegalTime(#[from] LegalTimeFault),
    /// The shipped rules of pre-examination are wrong.
    #[error("the rules of pre-examination could not be read: {0}")]
    PreexamRules(#[from] domain::preexam::PreexamRulesFault),
    /// The shipped rules of financing are wrong.
    #[error("the rules of financing could not be read: {0}")]
    FinancingRules(#[from] domain::financing::FinancingRulesFault),
    /// The shipped questionnaire of valuation is wrong.
    #[error("the questionnaire of valuation could not be read: {0}")]
    Indicators(#[from] domain::financing::valuation::IndicatorFault),
    /// No master key is named, and this is no demonstration.
    #[error("secrets.master_key is not set: name the file of the master key; `zhiquan init` makes one")]
    NoMasterKey,
    /// The master key is missing, weak, or open to others.
    #[error(transparent)]
    MasterKey(#[from] SecretFault),
    /// A restore was begun and not ended.
    #[error("a restore into {} was begun and not ended: empty the folder (and the database) and restore again", .0.display())]
    HalfRestored(std::path::PathBuf),
    /// Where the moment was moved to could not be read.
    #[error("the moment of the demonstration could not be read: {0}")]
    Moment(ActFault),
    /// The signing keys could not be opened.
    #[error("the signing keys could not be opened: {0}")]
    SigningKeys(ActFault),
    /// The folder of files could not be opened.
    #[error("the folder of files could not be opened: {0}")]
    Files(#[from] ShelfFault),
    /// The policy table does not fit the contract.
    #[error(transparent)]
    Policy(#[from] PolicyFault),
}

impl App {
    /// Builds the house: opens and migrates the database, opens or heals the index, opens the keys.
    ///
    /// # Errors
    /// [`BuildFault`].
    pub async fn build(config: Config, clocks: Clocks) -> Result<Self, BuildFault> {
        if hall::operations::is_half_restored(&config.data) {
            return Err(BuildFault::HalfRestored(config.data));
        }
        let master = master_key(&config)?;
        let records = Records::build(config, clocks).await?;
        Self::around(records, &master).await
    }

    /// The house around its records.
    async fn around(records: Records, master: &MasterKey) -> Result<Self, BuildFault> {
        let (database, clocks) = (records.database.clone(), records.clocks.clone());
        hall::demo::go_on(&database, &clocks).await.map_err(BuildFault::Moment)?;
        let sealer = Sealer::new(database.clone(), clocks.clone());
        let answers = master.purpose(purposes::STORED_ANSWERS);
        let acts = Acts::new(database.clone(), clocks.clone(), sealer.clone(), answers);
        let signing = SigningKeys::open(database.clone(), clocks.clone(), master.purpose(purposes::SIGNING_KEYS));
        let signing = signing.await.map_err(BuildFault::SigningKeys)?;
        let signing_again = signing.clone();
        let case_keys = CaseKeys::new(master.purpose(purposes::CASE_KEYS));
        let shelf = Shelf::open(records.config.data.join("files"), clocks.real.as_ref())?;
        let retention = records.config.retention.clone();
        let kept: Vec<Arc<dyn hall::operations::KeptByARoom>> = vec![Arc::new(accounts::KeptSessions)];
        let housekeeping = Housekeeping::new(database.clone(), shelf.clone(), clocks.clone(), retention, kept);
        let examiner = Examiner::new(Caps::default(), EXAMINED_AT_ONCE);
        let files = FileDesk::new(acts.clone(), shelf, examiner, case_keys.clone(), records.config.files.clone());
        let second_factor = if records.config.demo.enabled { SecondFactorIs::Off } else { SecondFactorIs::Needed };
        let rules = accounts::rules::shipped()?;
        let accounts = accounts::desk::Desk::new(acts.clone(), case_keys, master, rules, signing, second_factor);
        let settings = &records.config.journal;
        let export = Export::in_folder(&settings.folder(&records.config.data));
        let pause = Duration::from_millis(settings.checkpoint_pause_ms);
        let witness = Witness::new(database.clone(), clocks.clone(), signing_again, export.clone(), pause);
        let followers: Vec<Arc<dyn hall::followers::Follower>> = vec![Arc::new(SessionsEnd), Arc::new(witness)];
        let legal_time = LegalTime::of(&[
            ("deadlines.toml", include_str!("../../../rules/deadlines.toml")),
            ("preexam.toml", &preexam::rules::clocks()?),
            ("financing.toml", &financing::rules::clocks()?),
        ])?;
        let preexam_rules = preexam::rules::shipped()?;
        let preexam = preexam::desk::Desk::new(acts.clone(), files.clone(), preexam_rules, legal_time.clone());
        let financing = financing::desk::Desk::new(
            acts.clone(),
            files.clone(),
            records.registry.clone(),
            (financing::rules::shipped()?, financing::rules::indicators()?),
            legal_time.clone(),
        );
        let due: Vec<Arc<dyn hall::deadlines::FallsDue>> = vec![
            Arc::new(AccountsDue(accounts.clone())),
            Arc::new(PreexamDue(preexam.clone())),
            Arc::new(FinancingDue(financing.clone())),
        ];
        let wordings: Vec<hall::notices::Wording> = vec![
            accounts::notices::wording,
            preexam::notices::wording,
            financing::notices::wording,
            hall::long_operations::wording,
            hall::calendars::wording,
        ];
        let sweep = Sweep::new(acts.clone(), due);
        let importer = records.importer.close_to(&records.indexing);
        let importing = ImportRuns::new(importer, files.clone(), records.config.data.join("imports"));
        Ok(Self {
            runner: Runner::new(acts.clone(), vec![Arc::new(importing)]),
            imports: ImportDesk::new(acts.clone(), files.clone()),
            followers: Followers::new(acts.clone(), sealer.clone(), records.readiness.clone(), followers),
            calendars: CalendarDesk::new(acts.clone(), legal_time, sweep.clone()),
            sweep,
            guard: guard(&records.config, accounts.clone())?,
            wordings: Wordings(wordings.into()),
            stopping: Arc::new(watch::Sender::new(false)),
            streams: Streams::default(),
            export,
            housekeeping,
            accounts,
            preexam,
            watch: financing::watch::Watch(financing.clone()),
            financing,
            files,
            acts,
            sealer,
            records,
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
            guard: Some(self.guard.clone()),
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
        let cookies = if self.config.demo.enabled { Cookies::OnLoopback } else { Cookies::Secure };
        Route::new()
            .at("/openapi.json", get(openapi_json).data(Document(Arc::new(document))))
            .nest("/docs", get(swagger))
            .nest("/", rooms)
            .data(self.registry.clone())
            .data(self.calendars.clone())
            .data(self.accounts.clone())
            .data(self.preexam.clone())
            .data(self.financing.clone())
            .data(self.files.clone())
            .data(self.imports.clone())
            .data(self.acts.clone())
            .data(self.sealer.clone())
            .data(self.export.clone())
            .data(self.streams.clone())
            .data(Stopping(self.stopping.subscribe()))
            .data(self.wordings.clone())
            .data(cookies)
            .data(self.readiness.clone())
            .with(envelope)
    }

    /// Runs what goes on behind requests, for ever: the sealer, followers, the sweep, long operations, and the watch over
    /// collateral.
    pub async fn work(&self) {
        let ((), (), (), (), (), ()) = tokio::join!(
            self.sealer.run(&self.readiness),
            self.followers.run(),
            self.sweep.run(),
            self.housekeeping.run(),
            self.runner.run(),
            self.watch.run(),
        );
    }

    /// Lets go of what this process holds among all that may, at an orderly end.
    pub async fn let_go(&self) {
        self.followers.let_go().await;
        self.runner.let_go().await;
    }

    /// Tells what would go on for ever that the house is being left: streams of events end.
    pub fn is_stopping(&self) {
        self.stopping.send_replace(true);
    }

    /// Whether the journal is whole, and everything stands as it says.
    ///
    /// # Errors
    /// What could not be read was not verified.
    pub async fn verify(&self) -> Result<Findings, ActFault> {
        let now = self.clocks.real.now_millis();
        verify_all(&self.database, &self.export, now).await
    }
}

/// Whether the journal is whole, and the tables of the hall and of every room stand as it says.
///
/// # Errors
/// What could not be read was not verified.
pub(crate) async fn verify_all(database: &hall::db::Database, export: &Export, now: i64) -> Result<Findings, ActFault> {
    let cases = [hall::calendars::verified(), accounts::verified(), preexam::verified(), financing::verified()];
    let cases = cases.into_iter().flatten().collect();
    hall::verify::verify(database, export, cases, registry::verified(), now).await
}

/// The master key of these settings; a demonstration makes its own.
///
/// # Errors
/// [`BuildFault::NoMasterKey`], or what is wrong with the file.
pub fn master_key(config: &Config) -> Result<MasterKey, BuildFault> {
    let file = config.secrets.file(&config.data);
    let is_named = !config.secrets.master_key.as_os_str().is_empty();
    match (is_named || config.demo.enabled, is_named || file.exists()) {
        (true, true) => Ok(MasterKey::load(&file)?),
        (true, false) => Ok(MasterKey::create(&file)?),
        (false, _) => Err(BuildFault::NoMasterKey),
    }
}

/// The guard with its table, checked against the contract. A demonstration on loopback asks as often as it likes.
fn guard(config: &Config, accounts: accounts::desk::Desk) -> Result<Guard, BuildFault> {
    let document = serde_json::from_str(&contract::document()).unwrap_or_default();
    let contract = Contract::of_document(&document);
    let policy = Policy::checked(TABLE, contract.operations())?;
    let at_home = config.demo.enabled && config.listen.ip().is_loopback();
    let limits = if at_home { Limits::off() } else { Limits::new(&config.rates) };
    Ok(Guard::new(policy, Arc::new(AccountsDoor(accounts)), limits))
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
