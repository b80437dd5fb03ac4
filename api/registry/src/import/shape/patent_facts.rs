//! What the numbers of a patent say of it.

use chrono::NaiveDate;
use domain::identifier::{IdentifierFault, IpcSymbol, KindMeaning, LocarnoClass, PatentKind, PatentNumber};
use domain::registry::Publication;

/// The kind of patent: told by the application number, else by the documents published.
pub(super) fn right_told_by(application: Option<&PatentNumber>, publications: &[Publication]) -> Option<PatentKind> {
    let by_document = |publication: &Publication| {
        publication.number.meaning().map(KindMeaning::patent_kind).or_else(|| publication.number.right_kind())
    };
    application.map(PatentNumber::right_kind).or_else(|| publications.iter().find_map(by_document))
}

/// The day of grant, where one of the documents is a grant 授权公告: it is published on that day (PL 39, 40).
pub(super) fn grant_told_by(publications: &[Publication]) -> Option<NaiveDate> {
    let is_grant = |publication: &&Publication| matches!(publication.number.meaning(), Some(KindMeaning::Granted(_)));
    publications.iter().find(is_grant).and_then(|publication| publication.on)
}

/// A symbol without the version and level behind it, which the stored form does not keep: so one symbol written with
/// and without them is one.
///
/// # Errors
/// As [`IpcSymbol::parse`].
pub(super) fn ipc_place(raw: &str) -> Result<IpcSymbol, IdentifierFault> {
    IpcSymbol::parse(raw).map(|symbol| symbol.place())
}

/// A class of a gazette: of the IPC or, on designs, of Locarno. The column is one, the shapes are two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Class {
    Ipc(IpcSymbol),
    Locarno(LocarnoClass),
}

impl Class {
    /// Reads either: a Locarno class begins with a digit or with the edition.
    ///
    /// # Errors
    /// The fault of the classification that the text looks like.
    pub(super) fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let text = raw.trim_start();
        if text.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with("LOC") {
            LocarnoClass::parse(text).map(Self::Locarno)
        } else {
            ipc_place(text).map(Self::Ipc)
        }
    }

    /// The classes parted by classification, in their order.
    pub(super) fn parted(classes: Vec<Self>) -> (Vec<IpcSymbol>, Vec<LocarnoClass>) {
        let (mut ipc, mut locarno) = (Vec::new(), Vec::new());
        for class in classes {
            match class {
                Self::Ipc(symbol) => ipc.push(symbol),
                Self::Locarno(class) => locarno.push(class),
            }
        }
        (ipc, locarno)
    }
}

/// Names of persons and bodies, in characters.
pub(super) const LONGEST_NAME: usize = 500;
/// The longest title in the gazettes read so far has under 200 characters.
pub(super) const LONGEST_TITLE: usize = 2_000;
/// For addresses, products, instruments and details of events.
pub(super) const LONGEST_REMARK: usize = 4_000;
/// For numbers and codes before they are read; no identifier is longer.
pub(super) const LONGEST_CODE: usize = 200;
