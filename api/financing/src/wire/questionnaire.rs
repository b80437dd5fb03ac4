//! The questionnaire of indicators: what is asked, and what answers come to.

use std::collections::BTreeMap;

use domain::financing::valuation::{GroupPoints, Indicator, IndicatorGroup, IndicatorSet, Points, Scene, Scored};
use hall::beside;
use hall::http::Language;
use poem_openapi::Object;
use poem_openapi::types::Example;

beside!(
    /// 评估场景。What a valuation is for.
    SceneWire = "ValuationScene", Scene:
    /// 许可转让。To license or transfer.
    LicenceTransfer,
    /// 金融。To borrow on it, or to invest.
    Finance,
    /// 财务报告。For the financial report.
    FinancialReport,
    /// 侵权救济。For damages of an infringement.
    InfringementRelief,
    /// 分级管理。To manage and grade a portfolio.
    Management,
    /// 其他。Something else.
    Other
);

beside!(
    /// 一级指标。The groups of indicators.
    IndicatorGroupWire = "IndicatorGroup", IndicatorGroup:
    /// 法律价值。Of the law.
    Legal,
    /// 技术价值。Of the technology.
    Technical,
    /// 经济价值。Of the economy.
    Economic
);

impl SceneWire {
    /// The scene of examples.
    pub(crate) const fn finance() -> Self {
        Self::Finance
    }
}

/// 指标。An indicator that is asked for.
#[derive(Debug, Object)]
#[oai(rename = "Indicator")]
pub struct IndicatorView {
    /// 标识，用于作答。Its name in answers.
    pub id: String,
    /// 一级指标。Its group.
    pub group: IndicatorGroupWire,
    /// 名称，按请求语言。Its name, in the caller's language.
    pub name: String,
    /// 权重（%）。Its weight in the scene, in percent.
    pub weight: String,
    /// 出处。Where it comes from.
    pub basis: String,
    /// 是否已核对原文；未核对的不称为标准指标。Whether it was read in the standard; one that was not is not called the standard's.
    pub verified: bool,
}

/// 指标问卷。The questionnaire of a scene.
#[derive(Debug, Object)]
#[oai(rename = "Questionnaire")]
pub struct QuestionnaireView {
    /// 版本。The version of the set.
    pub version: String,
    /// 指标。The indicators, in the order of the set.
    pub indicators: Vec<IndicatorView>,
}

impl QuestionnaireView {
    /// The set in a scene.
    pub(crate) fn of(set: &IndicatorSet, scene: Scene, language: Language) -> Self {
        let view = |indicator: &Indicator| IndicatorView {
            id: indicator.id.clone(),
            group: indicator.group.into(),
            name: match language {
                Language::Chinese => indicator.name_zh.clone(),
                Language::English => indicator.name_en.clone(),
            },
            weight: indicator.weight(scene).to_string(),
            basis: indicator.basis.clone(),
            verified: indicator.verified,
        };
        Self { version: set.version().to_owned(), indicators: set.indicators().iter().map(view).collect() }
    }
}

/// 一项作答。The answer to one indicator.
#[derive(Debug, Object)]
#[oai(rename = "IndicatorAnswer")]
pub struct IndicatorAnswer {
    /// 指标。The indicator.
    #[oai(validator(max_length = 100))]
    pub id: String,
    /// 评分，1（差）至5（优）。From 1, poor, to 5, excellent.
    pub score: u8,
}

/// 评分请求。Answers to the questionnaire; what is not answered widens the result.
#[derive(Debug, Object)]
#[oai(example, rename = "QuestionnaireAnswers")]
pub struct AnswersRequest {
    /// 场景。The scene whose weights count.
    pub scene: SceneWire,
    /// 作答。The answers, each indicator once.
    #[oai(validator(max_items = 200))]
    pub answers: Vec<IndicatorAnswer>,
}

impl Example for AnswersRequest {
    fn example() -> Self {
        let answer = IndicatorAnswer { id: "legal.stability".into(), score: 4 };
        Self { scene: SceneWire::Finance, answers: vec![answer] }
    }
}

impl AnswersRequest {
    /// The scene, and the answers by indicator; of an indicator that stands twice the last counts.
    pub(crate) fn read(self) -> (Scene, BTreeMap<String, u8>) {
        (self.scene.into(), self.answers.into_iter().map(|answer| (answer.id, answer.score)).collect())
    }
}

/// 得分区间。Points of a hundred, between which the result lies.
#[derive(Debug, Object)]
#[oai(rename = "PointsRange")]
pub struct PointsView {
    /// 下限。At least.
    pub least: String,
    /// 上限。At most.
    pub most: String,
}

impl From<Points> for PointsView {
    fn from(points: Points) -> Self {
        Self { least: format!("{:.2}", points.least), most: format!("{:.2}", points.most) }
    }
}

/// 一级指标得分。The points of a group.
#[derive(Debug, Object)]
#[oai(rename = "GroupPoints")]
pub struct GroupPointsView {
    /// 一级指标。The group.
    pub group: IndicatorGroupWire,
    /// 权重（%）。The part of the whole that it makes.
    pub weight: String,
    /// 得分。Its points.
    pub points: PointsView,
}

/// 评分结果。What the answers come to.
#[derive(Debug, Object)]
#[oai(rename = "QuestionnaireResult")]
pub struct ScoredView {
    /// 版本。The version of the set.
    pub version: String,
    /// 场景。The scene whose weights counted.
    pub scene: SceneWire,
    /// 总分。The whole.
    pub total: PointsView,
    /// 各一级指标。Each group.
    pub groups: Vec<GroupPointsView>,
    /// 未作答指标。What was not answered.
    pub missing: Vec<String>,
    /// 指标是否均已核对原文。Whether every indicator was read in the standard.
    pub verified: bool,
}

impl From<Scored> for ScoredView {
    fn from(scored: Scored) -> Self {
        let group = |group: GroupPoints| GroupPointsView {
            group: group.group.into(),
            weight: format!("{:.2}", group.weight),
            points: group.points.into(),
        };
        Self {
            version: scored.set_version,
            scene: scored.scene.into(),
            total: scored.total.into(),
            groups: scored.groups.into_iter().map(group).collect(),
            missing: scored.missing,
            verified: scored.verified,
        }
    }
}
