//! Contents on their way in and out, a piece at a time.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};
use hyper::body::Bytes;
use tokio::time::timeout;

use super::shelf::pieces;
use crate::secrets::{CHUNK_OCTETS, CaseKey, OpeningReader};

/// A content on its way out.
pub type Outgoing = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// A content on its way in, which breaks off when its next piece lets wait for too long.
pub(super) fn in_time<'s, S>(content: S, patience: Duration) -> impl Stream<Item = io::Result<Bytes>> + Send + 's
where
    S: Stream<Item = io::Result<Bytes>> + Send + 's,
{
    stream::try_unfold(Box::pin(content), move |mut content| async move {
        let late = |_| io::Error::new(io::ErrorKind::TimedOut, "the next piece did not come in time");
        let piece = timeout(patience, content.try_next()).await.map_err(late)??;
        Ok(piece.map(|piece| (piece, content)))
    })
}

/// A content as it lies on the shelf.
pub(super) fn plain(file: tokio::fs::File) -> Outgoing {
    Box::pin(pieces(file))
}

/// A sealed content, opened as it is fetched. The first piece is opened before anything is answered, so that what does
/// not open at all is no answer that breaks off.
///
/// # Errors
/// What reading says, and `InvalidData` for what was changed.
pub(super) async fn opened(file: std::fs::File, key: Arc<CaseKey>, context: Vec<u8>) -> io::Result<Outgoing> {
    let begin = move || OpeningReader::new(file, &key, &context);
    let reader = tokio::task::spawn_blocking(begin).await.map_err(io::Error::other)??;
    let Some((first, reader)) = next(reader).await? else { return Ok(Box::pin(stream::empty())) };
    Ok(Box::pin(stream::iter([Ok(first)]).chain(stream::try_unfold(reader, next))))
}

/// The next piece. A thread is taken for each and not for the whole: a caller who fetches slowly holds none.
async fn next<R: Read + Send + 'static>(mut reader: R) -> io::Result<Option<(Bytes, R)>> {
    let work = move || {
        let mut piece = vec![0; CHUNK_OCTETS];
        let read = reader.read(&mut piece)?;
        piece.truncate(read);
        Ok((read > 0).then(|| (Bytes::from(piece), reader)))
    };
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::secrets::SealingWriter;

    #[tokio::test]
    async fn a_content_that_stands_still_breaks_off() {
        let begun = stream::iter([Ok(Bytes::from_static(b"abc"))]).chain(stream::pending());
        let mut content = Box::pin(in_time(begun, Duration::from_millis(1)));
        assert_eq!(content.next().await.expect("a piece").expect("it came"), Bytes::from_static(b"abc"));
        assert_eq!(content.next().await.expect("an end").expect_err("too late").kind(), io::ErrorKind::TimedOut);
        let whole = in_time(stream::iter([Ok(Bytes::from_static(b"a"))]), Duration::from_secs(60));
        assert_eq!(whole.count().await, 1);
    }

    #[tokio::test]
    async fn what_was_sealed_comes_out_in_pieces_and_what_was_changed_does_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = Arc::new(CaseKey::generate());
        let path = folder.path().join("sealed");
        let open = async |context: &[u8]| {
            let file = std::fs::File::open(&path).expect("the file");
            opened(file, Arc::clone(&key), context.to_vec()).await
        };
        for length in [0, 1, CHUNK_OCTETS, 3 * CHUNK_OCTETS + 5] {
            let content: Vec<u8> = (0..length).map(|place| (place % 251) as u8).collect();
            let file = std::fs::File::create(&path).expect("a file");
            let mut writer = SealingWriter::new(file, &key, b"file 1").expect("begun");
            writer.write_all(&content).expect("written");
            writer.finish().expect("finished");
            let pieces: Vec<Bytes> = open(b"file 1").await.expect("opened").try_collect().await.expect("whole");
            assert!(pieces.concat() == content, "{length} octets");
            let Err(fault) = open(b"file 2").await else { panic!("another context opens it") };
            assert_eq!(fault.kind(), io::ErrorKind::InvalidData);
        }
    }
}
