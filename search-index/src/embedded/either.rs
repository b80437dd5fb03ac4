//! A union that is cheap to ask about one document.
//!
//! The engine's own union gathers windows of 4,096 documents, which is the fastest way to walk through all of them
//! and a slow way to ask "this one?". A term found literally or by its words is such a union, and a query of several
//! terms asks exactly that, so here each arm is sought by itself, and an arm that is a phrase compares positions in
//! the documents asked for alone.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError, Term};

/// Matches what any arm matches; the score is the sum of the arms that match. It may be asked for documents before
/// the one it stands at, as an exclusion does and as the engine's own phrases do not allow; so a single arm is worth
/// wrapping too.
#[derive(Debug)]
pub(super) struct EitherQuery {
    arms: Vec<Box<dyn Query>>,
}

impl EitherQuery {
    pub(super) fn new(arms: Vec<Box<dyn Query>>) -> Self {
        Self { arms }
    }
}

impl Clone for EitherQuery {
    fn clone(&self) -> Self {
        Self { arms: self.arms.iter().map(|arm| arm.box_clone()).collect() }
    }
}

impl Query for EitherQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let arms = self.arms.iter().map(|arm| arm.weight(scoring)).collect::<tantivy::Result<Vec<_>>>()?;
        Ok(Box::new(EitherWeight { arms }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        for arm in &self.arms {
            arm.query_terms(visitor);
        }
    }
}

struct EitherWeight {
    arms: Vec<Box<dyn Weight>>,
}

impl Weight for EitherWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut arms = Vec::with_capacity(self.arms.len());
        for weight in &self.arms {
            let scorer = weight.scorer(reader, boost)?;
            if scorer.doc() != TERMINATED {
                arms.push(Arm { at: scorer.doc(), settled: true, scorer });
            }
        }
        if arms.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        let doc = nearest(&arms);
        Ok(Box::new(EitherScorer { arms, doc }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("either, the sum of", scorer.score()))
    }
}

struct Arm {
    scorer: Box<dyn Scorer>,
    /// The arm's document where it is settled; otherwise a document before which it has none.
    at: DocId,
    /// An arm that was asked in passing and said no may only be asked again in passing
    /// ([`DocSet::seek_danger`]'s contract) until it says yes.
    settled: bool,
}

impl Arm {
    /// Moves to the first document from `target` on.
    fn settle(&mut self, target: DocId) {
        if self.settled {
            if self.at < target {
                self.at = self.scorer.seek(target);
            }
            return;
        }
        let mut candidate = self.at.max(target);
        while candidate < TERMINATED {
            match self.scorer.seek_danger(candidate) {
                SeekDangerResult::Found => {
                    self.at = candidate;
                    self.settled = true;
                    return;
                }
                SeekDangerResult::SeekLowerBound(bound) => candidate = bound,
            }
        }
        self.at = TERMINATED;
    }

    /// Whether the arm has `target`; asked for rising targets.
    fn has(&mut self, target: DocId) -> bool {
        if self.at > target || (self.settled && self.at == target) {
            return self.at == target;
        }
        match self.scorer.seek_danger(target) {
            SeekDangerResult::Found => {
                self.at = target;
                self.settled = true;
                true
            }
            SeekDangerResult::SeekLowerBound(bound) => {
                self.at = bound.min(TERMINATED);
                self.settled = false;
                false
            }
        }
    }
}

struct EitherScorer {
    arms: Vec<Arm>,
    doc: DocId,
}

fn nearest(arms: &[Arm]) -> DocId {
    arms.iter().map(|arm| arm.at).min().unwrap_or(TERMINATED)
}

impl DocSet for EitherScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.seek(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target > self.doc {
            for arm in &mut self.arms {
                arm.settle(target);
            }
            self.doc = nearest(&self.arms);
        }
        self.doc
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target >= TERMINATED {
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        let mut found = false;
        for arm in &mut self.arms {
            found |= arm.has(target);
        }
        if found {
            self.doc = target;
            SeekDangerResult::Found
        } else {
            SeekDangerResult::SeekLowerBound(nearest(&self.arms))
        }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.arms.iter().map(|arm| arm.scorer.size_hint()).max().unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        self.arms.iter().map(|arm| arm.scorer.cost()).sum()
    }
}

impl Scorer for EitherScorer {
    fn score(&mut self) -> Score {
        let doc = self.doc;
        self.arms.iter_mut().filter(|arm| arm.settled && arm.at == doc).map(|arm| arm.scorer.score()).sum()
    }
}
