//! The largest values of a facet over several segments, exactly, without reading every value.
//!
//! Each segment counts by its own ordinals, so counts of different segments meet only through the values' text, and
//! reading the text of half a million applicants would cost more than the search. The largest values of each segment
//! are read, and completed by look-ups in the others; a value not read yet has at most the sum of the segments' next
//! counts. When the last value shown has more than that, nothing is missing; otherwise more is read (Fagin, Lotem,
//! Naor: Optimal aggregation algorithms for middleware, 2003, the threshold algorithm).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::columns::TextColumn;
use super::facets::SegmentCounts;
use crate::answer::{Bucket, Facet};
use crate::request::FacetRequest;

struct Counted {
    column: TextColumn,
    /// By ordinal, rising.
    counts: Vec<(u32, u32)>,
}

impl Counted {
    /// The largest values with their counts, by ordinal, and the count of the largest value that is not among them.
    /// Ordinals rise with the values, so that of equal counts the smaller ordinal is the smaller value.
    fn largest(&self, depth: usize) -> tantivy::Result<(Vec<(String, u64)>, u64)> {
        let mut counts = self.counts.clone();
        let mut next = 0;
        if counts.len() > depth {
            let by_size = |&(ordinal, count): &(u32, u32)| (Reverse(count), ordinal);
            let (_, &mut (_, largest_unread), _) = counts.select_nth_unstable_by_key(depth, by_size);
            next = u64::from(largest_unread);
            counts.truncate(depth);
        }
        counts.sort_unstable();
        let ordinals: Vec<u32> = counts.iter().map(|&(ordinal, _)| ordinal).collect();
        let values = self.column.values_of(&ordinals)?;
        Ok((values.into_iter().zip(counts.into_iter().map(|(_, count)| u64::from(count))).collect(), next))
    }

    fn count_of(&self, value: &str) -> tantivy::Result<u64> {
        let ordinal = self.column.ordinal_of(value)?.and_then(|ordinal| u32::try_from(ordinal).ok());
        let at = ordinal.and_then(|ordinal| self.counts.binary_search_by_key(&ordinal, |&(have, _)| have).ok());
        Ok(at.and_then(|at| self.counts.get(at)).map_or(0, |&(_, count)| u64::from(count)))
    }
}

/// Merges the counts of the segments into the facet asked for.
pub(super) fn merge(request: FacetRequest, segments: Vec<SegmentCounts>) -> tantivy::Result<Facet> {
    let mut values: BTreeMap<String, u64> = BTreeMap::new();
    let mut counted: Vec<Counted> = Vec::new();
    for segment in segments {
        match segment {
            SegmentCounts::Values(counts) => {
                for (value, count) in counts {
                    *values.entry(value).or_insert(0) += count;
                }
            }
            SegmentCounts::Terms { counts, .. } if counts.is_empty() => {}
            SegmentCounts::Terms { column, counts } => counted.push(Counted { column, counts }),
        }
    }
    let terms: u64 = counted.iter().flat_map(|segment| &segment.counts).map(|&(_, count)| u64::from(count)).sum();
    let all: u64 = values.values().sum::<u64>() + terms;
    let buckets = if counted.is_empty() {
        largest_first(values, request.buckets)
    } else {
        largest_terms(&counted, request.buckets)?
    };
    let shown: u64 = buckets.iter().map(|bucket| bucket.count).sum();
    Ok(Facet { name: request.name, buckets, other: all.saturating_sub(shown) })
}

fn largest_terms(segments: &[Counted], wanted: usize) -> tantivy::Result<Vec<Bucket>> {
    if let [only] = segments {
        let (values, _) = only.largest(wanted)?;
        return Ok(largest_first(values.into_iter().collect(), wanted));
    }
    let mut depth = wanted;
    loop {
        let mut candidates: BTreeMap<String, u64> = BTreeMap::new();
        let mut unread = 0;
        for segment in segments {
            let (values, next) = segment.largest(depth)?;
            candidates.extend(values.into_iter().map(|(value, _)| (value, 0)));
            unread += next;
        }
        for (value, total) in &mut candidates {
            for segment in segments {
                *total += segment.count_of(value)?;
            }
        }
        let buckets = largest_first(candidates, wanted);
        let least = buckets.get(wanted - 1).map_or(0, |bucket| bucket.count);
        if unread == 0 || least > unread {
            return Ok(buckets);
        }
        depth *= 4;
    }
}

fn largest_first(values: BTreeMap<String, u64>, wanted: usize) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = values.into_iter().map(|(value, count)| Bucket { value, count }).collect();
    // The sort is stable and the values came in their order.
    buckets.sort_by_key(|bucket| Reverse(bucket.count));
    buckets.truncate(wanted);
    buckets
}
