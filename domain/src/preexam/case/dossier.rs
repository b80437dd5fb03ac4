//! The documents of a case: each in a role, by its digest, every version kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::{PatentKind, refusals, text};
use crate::hall::{Id, Moment, Refusal, coded};

/// The most versions of a document.
const MOST_VERSIONS: usize = 20;

coded! {
    /// What a document is in the case.
    DocumentRole {
        /// The request form.
        Request = "request" / "请求书",
        /// The claims.
        Claims = "claims" / "权利要求书",
        /// The description.
        Description = "description" / "说明书",
        /// The drawings of the description.
        Drawings = "drawings" / "说明书附图",
        /// The abstract.
        Abstract = "abstract" / "说明书摘要",
        /// The brief description of a design.
        BriefDescription = "brief_description" / "简要说明",
        /// The views of a design.
        DesignViews = "design_views" / "图片或照片",
        /// The applicant's own examination.
        SelfCheck = "self_check" / "自检表",
        /// The commitment that was signed.
        Commitment = "commitment" / "承诺书",
        /// The search report.
        SearchReport = "search_report" / "检索报告",
        /// What proves joint research.
        JointResearchProof = "joint_research_proof" / "共同研发证明",
        /// The power of attorney.
        PowerOfAttorney = "power_of_attorney" / "代理委托书",
        /// Anything else.
        Other = "other" / "其他文件",
    }
}

impl DocumentRole {
    /// The documents that a case must have to be submitted (需提交的文件, 各中心预审申请须知).
    #[must_use]
    pub const fn required(kind: PatentKind) -> &'static [Self] {
        use DocumentRole as R;
        match kind {
            PatentKind::Invention => {
                &[R::Request, R::Claims, R::Description, R::Abstract, R::SelfCheck, R::Commitment, R::SearchReport]
            }
            PatentKind::UtilityModel => {
                &[R::Request, R::Claims, R::Description, R::Drawings, R::Abstract, R::SelfCheck, R::Commitment]
            }
            PatentKind::Design => &[R::Request, R::BriefDescription, R::DesignViews, R::SelfCheck, R::Commitment],
        }
    }

    /// The documents that are the application itself: what passed and what is filed must be identical in them.
    #[must_use]
    pub const fn filed_texts(kind: PatentKind) -> &'static [Self] {
        use DocumentRole as R;
        match kind {
            PatentKind::Invention | PatentKind::UtilityModel => {
                &[R::Request, R::Claims, R::Description, R::Drawings, R::Abstract]
            }
            PatentKind::Design => &[R::Request, R::BriefDescription, R::DesignViews],
        }
    }

    /// The documents that say what is protected; without them nobody can say that two texts are the same.
    #[must_use]
    pub const fn core_texts(kind: PatentKind) -> &'static [Self] {
        use DocumentRole as R;
        match kind {
            PatentKind::Invention | PatentKind::UtilityModel => &[R::Claims, R::Description],
            PatentKind::Design => &[R::BriefDescription, R::DesignViews],
        }
    }
}

/// One version of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The file.
    pub file: Id,
    /// The SHA-256 of its content: 64 hexadecimal digits, in lower case.
    pub digest: String,
    /// 1 for the first, and one more each time.
    pub version: u32,
    /// When it was attached.
    pub attached_at: Moment,
}

/// The documents of a case. A document that was detached is no longer presented, and its versions stay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Every version, the newest last.
    #[serde(default)]
    documents: BTreeMap<DocumentRole, Vec<Document>>,
    /// What is no longer presented.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    detached: BTreeSet<DocumentRole>,
}

impl Dossier {
    /// The document as it is presented; `None` where there is none, or it was detached.
    #[must_use]
    pub fn newest(&self, role: DocumentRole) -> Option<&Document> {
        if self.detached.contains(&role) { None } else { self.versions(role).last() }
    }

    /// Every version in this role, the newest last, also of one that was detached.
    #[must_use]
    pub fn versions(&self, role: DocumentRole) -> &[Document] {
        self.documents.get(&role).map_or(&[], Vec::as_slice)
    }

    /// What is presented, in the order of roles.
    pub fn presented(&self) -> impl Iterator<Item = (DocumentRole, &Document)> {
        self.documents.keys().filter_map(|role| self.newest(*role).map(|document| (*role, document)))
    }

    /// The digests of the application itself.
    #[must_use]
    pub fn texts(&self, kind: PatentKind) -> BTreeMap<DocumentRole, String> {
        let of_role = |role: &DocumentRole| self.newest(*role).map(|document| (*role, document.digest.clone()));
        DocumentRole::filed_texts(kind).iter().filter_map(of_role).collect()
    }

    /// The documents that are required and not presented.
    #[must_use]
    pub fn lacks(&self, kind: PatentKind) -> Vec<DocumentRole> {
        DocumentRole::required(kind).iter().copied().filter(|role| self.newest(*role).is_none()).collect()
    }

    /// Whether anything was attached at this moment or after it.
    pub(super) fn changed_since(&self, moment: Moment) -> bool {
        self.presented().any(|(_, document)| document.attached_at >= moment)
    }

    /// The next version in this role.
    ///
    /// # Errors
    /// `preexam.digest_malformed`, `preexam.nothing_changes`, `preexam.versions_too_many`.
    pub(super) fn next(&self, role: DocumentRole, file: Id, digest: &str, at: Moment) -> Result<Document, Refusal> {
        let digest = text::a_digest(digest)?;
        if self.newest(role).is_some_and(|newest| newest.digest == digest) {
            return Err(refusals::nothing_changes());
        }
        let versions = self.versions(role);
        if versions.len() >= MOST_VERSIONS {
            return Err(refusals::versions_too_many());
        }
        let version = versions.last().map_or(0, |last| last.version).saturating_add(1);
        Ok(Document { file, digest, version, attached_at: at })
    }

    pub(super) fn attach(&mut self, role: DocumentRole, document: Document) {
        self.detached.remove(&role);
        self.documents.entry(role).or_default().push(document);
    }

    pub(super) fn detach(&mut self, role: DocumentRole) {
        self.detached.insert(role);
    }
}
