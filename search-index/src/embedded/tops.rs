//! The largest values of a facet over several segments, exactly, without reading every value.
//!
//! Each segment counts by its own ordinals, so counts of different segments meet only through the values' text, and
//! reading the text of half a million applicants would cost more than the search. The largest values of each segment
//! are read, and completed by look-ups in the others; a value not read yet has at most the sum of the segments' next
//! counts. When the last value shown has more than that, nothing is missing; otherwise more is read (Fagin, Lotem,
//! Naor: Optimal aggregation algorithms for middleware, 2003, the threshold algorithm).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;

use super::facets::SegmentCounts;
use crate::answer::{Bucket, Facet};
use crate::request::FacetRequest;

struct Counted {
    column: StrColumn,
    /// By ordinal, rising.
    counts: Vec<(u32, u32)>,
    /// The same, the largest first.
    largest: Vec<(u32, u32)>,
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
            SegmentCounts::Terms { column, counts } if !counts.is_empty() => {
                let mut largest = counts.clone();
                largest.sort_unstable_by_key(|&(ordinal, count)| (Reverse(count), ordinal));
                counted.push(Counted { column, counts, largest });
            }
            SegmentCounts::Terms { .. } => {}
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
    let mut depth = wanted;
    loop {
        let mut candidates: BTreeMap<String, u64> = BTreeMap::new();
        let mut unread = 0;
        for segment in segments {
            // Of equal counts the smaller ordinal is the smaller value, so one segment alone is right at once.
            let read = segment.largest.get(..depth).unwrap_or(&segment.largest);
            unread += segment.largest.get(depth).map_or(0, |&(_, count)| u64::from(count));
            let mut ordinals: Vec<u64> = read.iter().map(|&(ordinal, _)| u64::from(ordinal)).collect();
            ordinals.sort_unstable();
            segment.column.dictionary().sorted_ords_to_term_cb(&ordinals, |value| {
                candidates.entry(String::from_utf8_lossy(value).into_owned()).or_insert(0);
            })?;
        }
        for (value, total) in &mut candidates {
            for segment in segments {
                *total += count_of(segment, value)?;
            }
        }
        let buckets = largest_first(candidates, wanted);
        let least = buckets.get(wanted - 1).map_or(0, |bucket| bucket.count);
        if unread == 0 || segments.len() == 1 || least > unread {
            return Ok(buckets);
        }
        depth *= 4;
    }
}

fn count_of(segment: &Counted, value: &str) -> tantivy::Result<u64> {
    let ordinal = segment.column.dictionary().term_ord(value)?;
    let at = ordinal
        .and_then(|ordinal| u32::try_from(ordinal).ok())
        .and_then(|ordinal| segment.counts.binary_search_by_key(&ordinal, |&(ordinal, _)| ordinal).ok());
    Ok(at.and_then(|at| segment.counts.get(at)).map_or(0, |&(_, count)| u64::from(count)))
}

fn largest_first(values: BTreeMap<String, u64>, wanted: usize) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = values.into_iter().map(|(value, count)| Bucket { value, count }).collect();
    // The sort is stable and the values came in their order.
    buckets.sort_by_key(|bucket| Reverse(bucket.count));
    buckets.truncate(wanted);
    buckets
}
