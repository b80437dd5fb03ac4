//! The operations of files.

use poem::http::header;
use poem::web::Data;
use poem::{Body, Request};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{OpenApi, Tags};
use uuid::Uuid;

use super::desk::{FileDesk, Upload};
use super::download::FileContent;
use super::wire::{FileView, Uploaded, answer};
use crate::act::{Acted, Versioned};
use crate::http::{Fault, Page, PageAsked};
use crate::policy::Call;

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
enum RoomTags {
    /// 文件：上传、下载与销毁。Files: brought in, fetched, destroyed.
    Files,
}

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct FilesApi;

/// A name as the contract shows one.
fn example_name() -> String {
    "专利证书.pdf".into()
}

#[OpenApi(tag = "RoomTags::Files", prefix_path = "/api/v1")]
impl FilesApi {
    /// 上传文件。Brings a file in. Its type follows from its content; PDF, PNG, JPEG, TIFF, OFD, DOCX, XLSX, ZIP, text,
    /// CSV, XML, JSON, NDJSON and gzip are taken. The same content under the same name is answered with the file that is
    /// there; a private file is always a new one.
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the contract")]
    #[oai(path = "/files", method = "post", operation_id = "uploadFile")]
    async fn upload(
        &self,
        call: Call,
        desk: Data<&FileDesk>,
        request: &Request,
        /// The name of the file. Folders and harmful characters are taken out of it.
        #[oai(example = "example_name", validator(max_length = 1000))]
        name: Query<String>,
        /// Whether it is sealed under a key of its own, so that destroying the key destroys it in every backup as well.
        #[oai(default)]
        private: Query<bool>,
        /// The media type that it is meant to have; refused where the content is of another.
        #[oai(validator(max_length = 200))]
        media_type: Query<Option<String>>,
        /// The SHA-256 of the content in hexadecimal digits; refused where something else arrives.
        #[oai(validator(max_length = 64))]
        sha256: Query<Option<String>>,
        content: Binary<Body>,
    ) -> Result<Uploaded, Fault> {
        let upload = Upload {
            name: name.0,
            private: private.0,
            media_type: media_type.0,
            sha256: sha256.0,
            octets: request.header(header::CONTENT_LENGTH).and_then(|octets| octets.parse().ok()),
        };
        let answered = desk.upload(&call, content.0.into_bytes_stream(), &upload, answer).await?;
        Ok(Uploaded(answered))
    }

    /// 文件列表。The files of the organisation, the newest first.
    #[oai(path = "/files", method = "get", operation_id = "listFiles")]
    async fn list(
        &self,
        call: Call,
        desk: Data<&FileDesk>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<FileView>>, Fault> {
        let of_request = format!("files {:?}", call.confined_to());
        let asked = PageAsked::new(of_request, limit.0, cursor.0.as_deref())?;
        let found = desk.page(&call, asked.mark(), asked.rows()).await?;
        let view = |file| FileView::of(&file);
        Ok(Json(asked.page(found, |file| file.id, view)))
    }

    /// 文件信息。What is known of a file.
    #[oai(path = "/files/:id", method = "get", operation_id = "getFile")]
    async fn get(
        &self,
        call: Call,
        desk: Data<&FileDesk>,
        #[oai(example = "crate::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<FileView>, Fault> {
        let file = desk.find(&call, id.0).await?;
        Ok(Versioned::new(FileView::of(&file), file.version))
    }

    /// 文件内容。The content of a file, as it came.
    #[oai(path = "/files/:id/content", method = "get", operation_id = "getFileContent")]
    async fn content(
        &self,
        call: Call,
        desk: Data<&FileDesk>,
        #[oai(example = "crate::http::example_id")] id: Path<Uuid>,
        /// The tags of contents that the caller has.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<FileContent, Fault> {
        let file = desk.find(&call, id.0).await?;
        Ok(desk.serve(&file, if_none_match.0.as_deref()).await?)
    }

    /// 销毁文件。Destroys a file for ever. What was sealed under its key cannot be read again, in backups neither.
    #[oai(path = "/files/:id/destroy", method = "post", operation_id = "destroyFile")]
    async fn destroy(
        &self,
        call: Call,
        desk: Data<&FileDesk>,
        #[oai(example = "crate::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<FileView>, Fault> {
        Ok(desk.destroy(&call, id.0, answer).await?.into())
    }
}

#[cfg(test)]
mod tests;
