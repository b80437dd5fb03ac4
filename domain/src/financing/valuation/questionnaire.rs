//! What the answers to a questionnaire come to: points of each group and of the whole, and what was not answered.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::field::below;
use super::{Fields, Indicator, IndicatorGroup, IndicatorSet, Scene, refusals};
use crate::hall::FieldRefusal;

/// The lowest score.
const LOWEST: u8 = 1;
/// The highest score.
const HIGHEST: u8 = 5;

/// Points of a hundred, with two decimal places, between which the result lies. An answer that is missing counts as the
/// lowest score in the one and as the highest in the other, so that they are equal where nothing is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Points {
    /// At least.
    pub least: Decimal,
    /// At most.
    pub most: Decimal,
}

/// The points of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPoints {
    /// The group.
    pub group: IndicatorGroup,
    /// The part of the whole that it makes, in percent.
    pub weight: Decimal,
    /// Its points, of a hundred.
    pub points: Points,
}

/// A questionnaire, scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// The version of the set.
    pub set_version: String,
    /// The scene whose weights were used.
    pub scene: Scene,
    /// The groups that have a weight in this scene.
    pub groups: Vec<GroupPoints>,
    /// The whole: Σ weight · score / 5.
    pub total: Points,
    /// The indicators that have a weight in this scene and no answer, in the order of the set.
    pub missing: Vec<String>,
    /// Whether every indicator of the set was read where its basis says; shown with the result.
    pub verified: bool,
}

/// Weights and weighted scores, exact.
#[derive(Default)]
struct Sum {
    weight: Decimal,
    least: Decimal,
    most: Decimal,
}

impl IndicatorSet {
    /// Scores answers, 1 (poor) to 5 (excellent) by indicator, with the weights of a scene. Each figure is exact and rounded
    /// once to two decimal places, half to even.
    ///
    /// # Errors
    /// An indicator that the set does not have, a score out of range; each at `/answers/<id>`.
    pub fn score(&self, scene: Scene, answers: &BTreeMap<String, u8>) -> Result<Scored, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        for (id, score) in answers {
            let known = self.indicators().iter().any(|indicator| indicator.id == *id);
            fields.hold(known, below("/answers", id), refusals::indicator_unknown);
            let in_range = (LOWEST..=HIGHEST).contains(score);
            fields.hold(in_range, below("/answers", id), refusals::indicator_score_out_of_range);
        }
        fields.end()?;
        let counted = |indicator: &&Indicator| !indicator.weight(scene).rate().fraction().is_zero();
        let missing = self.indicators().iter().filter(counted).map(|indicator| indicator.id.clone());
        let groups = IndicatorGroup::ALL.iter().filter_map(|group| self.points_of(*group, scene, answers));
        Ok(Scored {
            set_version: self.version().to_owned(),
            scene,
            groups: groups.collect(),
            total: self.sum(scene, answers, |_| true).points().unwrap_or(Points::NONE),
            missing: missing.filter(|id| !answers.contains_key(id)).collect(),
            verified: self.is_verified(),
        })
    }

    fn points_of(&self, group: IndicatorGroup, scene: Scene, answers: &BTreeMap<String, u8>) -> Option<GroupPoints> {
        let sum = self.sum(scene, answers, |indicator| indicator.group == group);
        let points = sum.points()?;
        Some(GroupPoints { group, weight: rounded(sum.weight * Decimal::ONE_HUNDRED), points })
    }

    fn sum(&self, scene: Scene, answers: &BTreeMap<String, u8>, of: impl Fn(&Indicator) -> bool) -> Sum {
        self.indicators().iter().filter(|indicator| of(indicator)).fold(Sum::default(), |sum, indicator| {
            let weight = indicator.weight(scene).rate().fraction();
            let answer = answers.get(&indicator.id).copied();
            let weighted = |otherwise| weight * Decimal::from(answer.unwrap_or(otherwise));
            Sum { weight: sum.weight + weight, least: sum.least + weighted(LOWEST), most: sum.most + weighted(HIGHEST) }
        })
    }
}

impl Points {
    const NONE: Self = Self { least: Decimal::ZERO, most: Decimal::ZERO };
}

impl Sum {
    /// The points of a hundred; `None` where nothing has a weight.
    fn points(&self) -> Option<Points> {
        let whole = self.weight * Decimal::from(HIGHEST);
        let of_a_hundred = |sum: Decimal| (sum * Decimal::ONE_HUNDRED).checked_div(whole).map(rounded);
        Some(Points { least: of_a_hundred(self.least)?, most: of_a_hundred(self.most)? })
    }
}

fn rounded(points: Decimal) -> Decimal {
    points.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven).normalize()
}
