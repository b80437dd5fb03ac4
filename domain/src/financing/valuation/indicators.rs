//! The indicators of the questionnaire 专利评估指标, read from `rules/valuation-indicators.toml`: an editable set, each with its
//! group, its weight in each scene, where it comes from, and whether that was read.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::super::money::Share;
use crate::hall::coded;

/// The most indicators of a set.
const MOST: usize = 200;

coded! {
    /// The level-1 groups of GB/T 42748—2023.
    IndicatorGroup {
        /// Of the law.
        Legal = "legal" / "法律价值",
        /// Of the technology.
        Technical = "technical" / "技术价值",
        /// Of the economy.
        Economic = "economic" / "经济价值",
    }
}

coded! {
    /// What a valuation is for (the scenes of GB/T 42748—2023, as told by a secondary source).
    Scene {
        /// To license or transfer.
        LicenceTransfer = "licence_transfer" / "许可转让",
        /// To borrow on it, or to invest.
        Finance = "finance" / "金融",
        /// For the financial report.
        FinancialReport = "financial_report" / "财务报告",
        /// For damages of an infringement.
        InfringementRelief = "infringement_relief" / "侵权救济",
        /// To manage and grade a portfolio.
        Management = "management" / "分级管理",
        /// Something else.
        Other = "other" / "其他",
    }
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its name in answers: the group, a point, a word (`legal.stability`).
    pub id: String,
    /// The level-1 group.
    pub group: IndicatorGroup,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Its name in English.
    pub name_en: String,
    /// Its weight in each scene; the weights of a scene are a hundred percent.
    pub weights: BTreeMap<Scene, Share>,
    /// Where name and weights come from.
    pub basis: String,
    /// `false`: recalled, not read in the standard. Such an indicator is not called one of the standard's.
    pub verified: bool,
}

/// A set of indicators, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorSet {
    version: String,
    indicators: Vec<Indicator>,
}

/// Why a set is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndicatorFault {
    /// It is not TOML of the expected shape, or names a group or scene that is not known.
    #[error("the set of indicators cannot be read: {0}")]
    Unreadable(String),
    /// The version has no name, or a long one.
    #[error("the version of the set has 1 to 50 characters")]
    Version,
    /// There is no indicator, or there are too many.
    #[error("a set has 1 to {MOST} indicators")]
    Number,
    /// An id is not its group, a point and a word of small letters, digits and underscores.
    #[error("indicator {0:?} must be called {1}.<word>, of small letters, digits and underscores, 50 at most")]
    Id(String, IndicatorGroup),
    /// Two indicators have one id.
    #[error("indicator {0} stands twice")]
    Twice(String),
    /// A name or the basis is empty.
    #[error("indicator {0} lacks a name in Chinese or English, or its basis")]
    Unnamed(String),
    /// An indicator does not say its weight in a scene.
    #[error("indicator {0} has no weight in the scene {1}; write \"0\" if it counts for nothing there")]
    WeightMissing(String, Scene),
    /// The weights of a scene are more or less than a hundred percent.
    #[error("the weights of the scene {0} are not 100 %")]
    NotAWhole(Scene),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    indicator: Vec<Indicator>,
}

impl IndicatorSet {
    /// Reads and checks a set.
    ///
    /// # Errors
    /// [`IndicatorFault`] names the indicator or the scene that is wrong.
    pub fn parse(text: &str) -> Result<Self, IndicatorFault> {
        let File { version, indicator: indicators } =
            toml::from_str(text).map_err(|error| IndicatorFault::Unreadable(error.to_string()))?;
        if !(1..=50).contains(&version.trim().chars().count()) {
            return Err(IndicatorFault::Version);
        }
        if !(1..=MOST).contains(&indicators.len()) {
            return Err(IndicatorFault::Number);
        }
        let mut known = BTreeSet::new();
        for indicator in &indicators {
            indicator.check()?;
            if !known.insert(indicator.id.as_str()) {
                return Err(IndicatorFault::Twice(indicator.id.clone()));
            }
        }
        for scene in Scene::ALL {
            if !Share::make_a_whole(indicators.iter().map(|indicator| indicator.weight(*scene))) {
                return Err(IndicatorFault::NotAWhole(*scene));
            }
        }
        Ok(Self { version, indicators })
    }

    /// The name of this version of the set, kept with every answer to it.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The indicators in the order of the file.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// Whether every indicator was read where its basis says.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.indicators.iter().all(|indicator| indicator.verified)
    }
}

impl Indicator {
    /// Its weight in a scene.
    #[must_use]
    pub fn weight(&self, scene: Scene) -> Share {
        self.weights.get(&scene).copied().unwrap_or_default()
    }

    fn check(&self) -> Result<(), IndicatorFault> {
        let word = self.id.strip_prefix(self.group.code()).and_then(|rest| rest.strip_prefix('.')).unwrap_or_default();
        let of_a_word =
            |character: u8| character.is_ascii_lowercase() || character.is_ascii_digit() || character == b'_';
        if !(1..=50).contains(&word.len()) || !word.bytes().all(of_a_word) {
            return Err(IndicatorFault::Id(self.id.clone(), self.group));
        }
        if [&self.name_zh, &self.name_en, &self.basis].iter().any(|text| text.trim().is_empty()) {
            return Err(IndicatorFault::Unnamed(self.id.clone()));
        }
        match Scene::ALL.iter().find(|scene| !self.weights.contains_key(scene)) {
            Some(scene) => Err(IndicatorFault::WeightMissing(self.id.clone(), *scene)),
            None => Ok(()),
        }
    }
}
