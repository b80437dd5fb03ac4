//! The JSON shape of a file, and the answers that show it.

use poem::{IntoResponse, Response};
use poem_openapi::registry::{MetaResponses, Registry};
use poem_openapi::{ApiResponse, Object};
use uuid::Uuid;

use super::FileFacts;
use super::desk::Outcome;
use crate::act::{Acted, Answer, Created};
use crate::http::Instant;

/// 文件。A file.
#[derive(Debug, Object)]
#[oai(rename = "File", skip_serializing_if_is_none)]
pub struct FileView {
    /// Its id.
    pub id: Uuid,
    /// Its name, without folders and harmful characters; absent once it is destroyed.
    pub name: Option<String>,
    /// SHA-256 of its content in hexadecimal digits; absent for a private file, of whose content no hash is kept.
    pub sha256: Option<String>,
    /// The length of its content.
    pub octets: u64,
    /// The media type that its content has, whatever was declared.
    pub media_type: String,
    /// The type by its usual extension (`pdf`, `jpg`, `docx`); more will come.
    pub kind: String,
    /// Whether it is sealed under a key of its own, which is destroyed with it.
    pub private: bool,
    /// When it came.
    pub uploaded_at: Instant,
    /// When it was destroyed; absent while it is there.
    pub destroyed_at: Option<Instant>,
}

impl FileView {
    /// A file as it is shown.
    pub(super) fn of(file: &FileFacts) -> Self {
        Self {
            id: file.id,
            name: file.name.clone(),
            sha256: (!file.is_private()).then(|| file.digest.to_string()),
            octets: file.octets,
            media_type: file.kind.media_type().to_owned(),
            kind: file.kind.extension().to_owned(),
            private: file.is_private(),
            uploaded_at: Instant(file.uploaded),
            destroyed_at: file.destroyed.map(Instant),
        }
    }
}

/// The answer to an act on a file.
pub(super) fn answer(file: &FileFacts, outcome: Outcome) -> Answer {
    let view = FileView::of(file);
    let answer = match outcome {
        Outcome::Made => Answer::created(&view),
        Outcome::Changed => Answer::done(&view),
        Outcome::Unchanged => Answer::done(&view).unchanged(),
    };
    answer.at_version(file.version)
}

/// The answer to an upload: 201, or 200 for a file that was there already.
#[derive(Debug)]
pub struct Uploaded(pub(super) Answer);

impl IntoResponse for Uploaded {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl ApiResponse for Uploaded {
    fn meta() -> MetaResponses {
        let (there, new) = (Acted::<FileView>::meta(), Created::<FileView>::meta());
        MetaResponses { responses: there.responses.into_iter().chain(new.responses).collect() }
    }

    fn register(registry: &mut Registry) {
        Created::<FileView>::register(registry);
    }
}
