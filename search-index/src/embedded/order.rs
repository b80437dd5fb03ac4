//! Total orders of hits, as one number for each hit: the greater, the nearer to the top.

use tantivy::DocId;

use super::columns::Day;
use crate::request::{PageMark, Place, Sort};

/// Keeps days of either sign positive; no calendar reaches it.
const DAY_ORIGIN: i64 = 1 << 40;

/// The sort value above, the key below it, inverted because smaller keys come first.
pub(super) type Rank = u128;

/// The part of the rank that is above the key.
pub(super) type Height = u64;

pub(super) const fn rank(height: Height, key: u64) -> Rank {
    ((height as Rank) << 64) | (!key as Rank)
}

pub(super) const fn key_of(rank: Rank) -> u64 {
    !(rank as u64)
}

pub(super) const fn height_of(rank: Rank) -> Height {
    (rank >> 64) as Height
}

/// Scores are never negative, so their bits rise with them; adding zero takes the sign from a negative zero.
pub(super) fn score_height(score: f32) -> Height {
    Height::from((score.max(0.0) + 0.0).to_bits())
}

pub(super) fn score_of(height: Height) -> f32 {
    f32::from_bits(u32::try_from(height).unwrap_or(u32::MAX))
}

/// The column and direction of an order by day; `None` for relevance.
pub(super) const fn day_order(sort: Sort) -> Option<(Day, Direction)> {
    match sort {
        Sort::Relevance => None,
        Sort::FilingNewest => Some((Day::Filing, Direction::Newest)),
        Sort::FilingOldest => Some((Day::Filing, Direction::Oldest)),
        Sort::PublicationNewest => Some((Day::Publication, Direction::Newest)),
        Sort::PublicationOldest => Some((Day::Publication, Direction::Oldest)),
    }
}

/// Which days come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Newest,
    Oldest,
}

impl Direction {
    /// Records without the day have the least height in both directions.
    pub(super) fn height(self, day: Option<i64>) -> Height {
        let Some(day) = day else { return 0 };
        let day = day.clamp(1 - DAY_ORIGIN, DAY_ORIGIN - 1);
        let raised = match self {
            Self::Newest => DAY_ORIGIN + day,
            Self::Oldest => DAY_ORIGIN - day,
        };
        raised.unsigned_abs()
    }

    fn day(self, height: Height) -> Option<i64> {
        let raised = i64::try_from(height).ok().filter(|&raised| raised > 0)?;
        Some(match self {
            Self::Newest => raised - DAY_ORIGIN,
            Self::Oldest => DAY_ORIGIN - raised,
        })
    }
}

/// The place of a hit in words that outlive this process.
pub(super) fn place_of(sort: Sort, height: Height) -> Place {
    match day_order(sort) {
        None => Place::Score(score_of(height).to_bits()),
        Some((_, direction)) => direction.day(height).map_or(Place::Undated, Place::Day),
    }
}

/// The rank a page ended with; `None` when the mark does not fit the order.
pub(super) fn rank_of_mark(sort: Sort, mark: &PageMark) -> Option<Rank> {
    let height = match (day_order(sort), mark.place) {
        (None, Place::Score(bits)) => Height::from(bits),
        (Some((_, direction)), Place::Day(day)) => direction.height(Some(day)),
        (Some((_, direction)), Place::Undated) => direction.height(None),
        (None, Place::Day(_) | Place::Undated) | (Some(_), Place::Score(_)) => return None,
    };
    Some(rank(height, mark.key))
}

/// The best hits of one segment below a mark. Memory is twice what is asked for, whatever is found.
pub(super) struct Best {
    wanted: usize,
    /// Ranks from here on were on an earlier page.
    ceiling: Rank,
    /// Ranks up to here cannot be among the wanted any more.
    floor: Option<Rank>,
    found: Vec<(Rank, DocId)>,
}

impl Best {
    pub(super) fn new(wanted: usize, after: Option<Rank>) -> Self {
        let ceiling = after.unwrap_or(Rank::MAX);
        Self { wanted, ceiling, floor: None, found: Vec::with_capacity(wanted * 2) }
    }

    /// Whether a hit of this height may be among the wanted, before its key is known.
    #[inline]
    pub(super) fn may_hold(&self, height: Height) -> bool {
        self.wanted > 0
            && height <= height_of(self.ceiling)
            && self.floor.is_none_or(|floor| height >= height_of(floor))
    }

    #[inline]
    pub(super) fn offer(&mut self, height: Height, key: u64, doc: DocId) {
        let rank = rank(height, key);
        let marked = self.ceiling != Rank::MAX;
        if (marked && rank >= self.ceiling) || self.floor.is_some_and(|floor| rank <= floor) {
            return;
        }
        self.found.push((rank, doc));
        if self.found.len() >= self.wanted * 2 {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        if self.found.len() > self.wanted {
            self.found.select_nth_unstable_by(self.wanted - 1, |a, b| b.0.cmp(&a.0));
            self.found.truncate(self.wanted);
            self.floor = self.found.iter().map(|&(rank, _)| rank).min();
        }
    }

    pub(super) fn into_found(mut self) -> Vec<(Rank, DocId)> {
        self.shrink();
        self.found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Best, Direction, Rank, height_of, key_of, place_of, rank, rank_of_mark, score_height};
    use crate::request::{Matched, PageMark, Place, Sort};

    #[test]
    fn records_without_the_day_come_last_in_both_directions() {
        for direction in [Direction::Newest, Direction::Oldest] {
            assert!(direction.height(None) < direction.height(Some(-1_000_000)));
            assert!(direction.height(None) < direction.height(Some(1_000_000)));
        }
        assert!(Direction::Newest.height(Some(2)) > Direction::Newest.height(Some(1)));
        assert!(Direction::Oldest.height(Some(2)) < Direction::Oldest.height(Some(1)));
    }

    #[test]
    fn the_smaller_key_comes_first() {
        assert!(rank(5, 1) > rank(5, 2));
        assert_eq!((height_of(rank(5, 9)), key_of(rank(5, 9))), (5, 9));
        assert!(score_height(2.5) > score_height(2.25) && score_height(0.0) == score_height(-0.0));
    }

    #[test]
    fn a_mark_of_another_order_does_not_fit() {
        let mark = PageMark { generation: 0, question: 0, place: Place::Day(3), key: 1, matched: Matched::All };
        assert_eq!(rank_of_mark(Sort::Relevance, &mark), None);
    }

    proptest! {
        #[test]
        fn a_place_leads_back_to_the_rank(day in proptest::option::of(-900_000_i64..900_000), key: u64, oldest: bool) {
            let (sort, direction) =
                if oldest { (Sort::FilingOldest, Direction::Oldest) } else { (Sort::FilingNewest, Direction::Newest) };
            let height = direction.height(day);
            let place = place_of(sort, height);
            let mark = PageMark { generation: 0, question: 0, place, key, matched: Matched::All };
            prop_assert_eq!(rank_of_mark(sort, &mark), Some(rank(height, key)));
        }

        #[test]
        fn the_best_are_those_a_sort_would_give(
            heights in proptest::collection::vec(0_u64..20, 0..200), wanted in 0_usize..12, mark in proptest::option::of((0_u64..20, 0_u64..200)),
        ) {
            let after = mark.map(|(height, key)| rank(height, key));
            let mut best = Best::new(wanted, after);
            let mut all: Vec<Rank> = Vec::new();
            for (doc, &height) in (0_u32..).zip(&heights) {
                let key = u64::from(doc);
                if after.is_none_or(|after| rank(height, key) < after) {
                    all.push(rank(height, key));
                }
                if best.may_hold(height) {
                    best.offer(height, key, doc);
                }
            }
            all.sort_unstable_by(|a, b| b.cmp(a));
            all.truncate(wanted);
            let mut found: Vec<Rank> = best.into_found().into_iter().map(|(rank, _)| rank).collect();
            found.sort_unstable_by(|a, b| b.cmp(a));
            prop_assert_eq!(found, all);
        }
    }
}
