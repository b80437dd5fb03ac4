//! The reading side: a thread of its own turns lines into records and hands them over in chunks.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Map, Value};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;

use super::chunk::{Chunk, ShapedLine};
use super::fault::ImportFault;
use super::rejection::Rejection;
use super::report::QualityReport;
use super::run::ImportRequest;
use super::shape::{Shape, SourceLabel};
use super::source::{Line, LineFault, Source};

/// Lines that are written together.
const LINES_AT_ONCE: usize = 1_000;

/// Chunks read ahead of the writing.
const CHUNKS_AHEAD: usize = 2;

/// The first record has no shape that is known; its fields are these.
#[derive(Debug)]
pub(super) struct UnknownShape(pub(super) String);

/// A reading under way.
pub(super) struct Reading {
    chunks: Receiver<Chunk>,
    thread: JoinHandle<Result<(), UnknownShape>>,
    bytes_read: Arc<AtomicU64>,
}

impl Reading {
    /// The next chunk; `None` at the end.
    pub(super) async fn next(&mut self) -> Option<Chunk> {
        self.chunks.recv().await
    }

    /// Bytes of the file read so far.
    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Relaxed)
    }

    /// How the reading ended.
    pub(super) async fn ended(self) -> Result<(), ImportFault> {
        drop(self.chunks);
        self.thread.await.map_err(|_| ImportFault::CutOff)?.map_err(Into::into)
    }
}

/// Starts reading behind the lines that are done.
pub(super) fn start_reading(
    request: &ImportRequest,
    lines_done: u64,
    quality: QualityReport,
) -> Result<Reading, ImportFault> {
    let source = Source::open(&request.file, &request.file_name()).map_err(ImportFault::Source)?;
    let bytes_read = source.bytes_read();
    let label = SourceLabel {
        source: request.source.clone(),
        retrieved_on: request.retrieved_on,
        region: request.region.clone(),
    };
    let shape = request.shape;
    let (sender, chunks) = channel(CHUNKS_AHEAD);
    let thread = tokio::task::spawn_blocking(move || {
        Shaping { label, shape, quality, lines: Vec::new(), last_line: lines_done }.run(source, &sender)
    });
    Ok(Reading { chunks, thread, bytes_read })
}

struct Shaping {
    label: SourceLabel,
    shape: Option<Shape>,
    quality: QualityReport,
    lines: Vec<ShapedLine>,
    last_line: u64,
}

impl Shaping {
    fn run(mut self, mut source: Source, sender: &Sender<Chunk>) -> Result<(), UnknownShape> {
        let done = self.last_line;
        for line in source.by_ref() {
            let number = line.as_ref().map_or_else(LineFault::line, |line| line.number);
            if let Ok(line) = &line {
                self.tell_shape(&line.fields)?;
            }
            if number <= done {
                continue;
            }
            let shaped = self.shaped(line);
            self.lines.push(shaped);
            self.last_line = number;
            // The receiver is gone when the writing failed: there is nobody left to read for.
            if self.lines.len() >= LINES_AT_ONCE && sender.blocking_send(self.take_chunk()).is_err() {
                return Ok(());
            }
        }
        tracing::debug!(encoding = ?source.encoding(), "read to the end");
        if !self.lines.is_empty() && sender.blocking_send(self.take_chunk()).is_err() {
            tracing::debug!("the writing ended before the reading");
        }
        Ok(())
    }

    /// The first record tells the shape of the file.
    fn tell_shape(&mut self, fields: &Map<String, Value>) -> Result<(), UnknownShape> {
        if self.shape.is_none() {
            let names = || fields.keys().take(50).cloned().collect::<Vec<_>>().join(", ");
            self.shape = Some(Shape::detect(fields).ok_or_else(|| UnknownShape(names()))?);
        }
        Ok(())
    }

    fn shaped(&mut self, line: Result<Line, LineFault>) -> ShapedLine {
        let rejections = match (line, self.shape) {
            (Err(fault), _) => {
                self.quality.fault(&fault);
                return ShapedLine::Rejected(vec![Rejection::from(&fault)]);
            }
            (Ok(_), None) => Vec::new(),
            (Ok(line), Some(shape)) => {
                let number = line.number;
                match shape.read(line, &self.label) {
                    Ok(read) => {
                        self.quality.accept(&read);
                        return ShapedLine::Record { line: number, record: Box::new(read.record) };
                    }
                    Err(rejections) => rejections,
                }
            }
        };
        self.quality.reject(&rejections);
        ShapedLine::Rejected(rejections)
    }

    fn take_chunk(&mut self) -> Chunk {
        Chunk { lines: std::mem::take(&mut self.lines), last_line: self.last_line, quality: self.quality.snapshot() }
    }
}
