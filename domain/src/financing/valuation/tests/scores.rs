//! What answers come to.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::indicators::SHIPPED;
use super::*;

fn set() -> IndicatorSet {
    IndicatorSet::parse(SHIPPED).expect("the shipped set is sound")
}

fn all(score: u8) -> BTreeMap<String, u8> {
    set().indicators().iter().map(|indicator| (indicator.id.clone(), score)).collect()
}

#[test]
fn the_best_answers_have_a_hundred_points_and_the_worst_twenty() {
    for scene in Scene::ALL {
        for (score, points) in [(5, 100), (3, 60), (1, 20)] {
            let scored = set().score(*scene, &all(score)).expect("scored");
            let points = Points { least: points.into(), most: points.into() };
            assert_eq!((scored.total, scored.missing.len()), (points, 0), "{scene}");
            assert!(scored.groups.iter().all(|group| group.points == points), "{scene}");
            assert_eq!(scored.groups.iter().map(|group| group.weight).sum::<Decimal>(), Decimal::ONE_HUNDRED);
        }
    }
}

#[test]
fn what_was_not_answered_is_said_and_leaves_a_range() {
    let mut answers = all(4);
    answers.remove("legal.stability");
    answers.insert("economic.operation".to_owned(), 2);
    let scored = set().score(Scene::Finance, &answers).expect("scored");
    insta::assert_snapshot!(serde_json::to_string_pretty(&scored).expect("storable"), @r#"
    {
      "set_version": "platform-1",
      "scene": "finance",
      "groups": [
        {
          "group": "legal",
          "weight": "27",
          "points": {
            "least": "53.33",
            "most": "88.89"
          }
        },
        {
          "group": "technical",
          "weight": "36",
          "points": {
            "least": "80",
            "most": "80"
          }
        },
        {
          "group": "economic",
          "weight": "37",
          "points": {
            "least": "69.19",
            "most": "69.19"
          }
        }
      ],
      "total": {
        "least": "68.8",
        "most": "78.4"
      },
      "missing": [
        "legal.stability"
      ],
      "verified": false
    }
    "#);
}

#[test]
fn an_indicator_without_weight_is_not_missed() {
    let text = SHIPPED.replacen("{ licence_transfer = \"10\"", "{ licence_transfer = \"0\"", 1).replacen(
        "{ licence_transfer = \"9\"",
        "{ licence_transfer = \"19\"",
        1,
    );
    let set = IndicatorSet::parse(&text).expect("it is a whole");
    let scored = set.score(Scene::LicenceTransfer, &BTreeMap::new()).expect("scored");
    assert!(!scored.missing.contains(&"legal.stability".to_owned()));
    assert_eq!(scored.missing.len(), 13);
    assert_eq!(scored.total, Points { least: 20.into(), most: 100.into() });
}

#[test]
fn answers_to_nothing_and_scores_beyond_the_scale_are_refused_at_their_place() {
    let answers = BTreeMap::from([("legal.stability".to_owned(), 6), ("a/b~c".to_owned(), 0)]);
    assert_eq!(
        refused(set().score(Scene::Other, &answers)),
        [
            ("/answers/a~1b~0c".to_owned(), "financing.indicator_unknown"),
            ("/answers/a~1b~0c".to_owned(), "financing.indicator_score_out_of_range"),
            ("/answers/legal.stability".to_owned(), "financing.indicator_score_out_of_range"),
        ]
    );
}

proptest! {
    #[test]
    fn an_answer_more_makes_the_range_no_wider(scores in prop::collection::vec(0_u8..=5, 14), more in 1_u8..=5) {
        let set = set();
        let ids = || set.indicators().iter().map(|indicator| indicator.id.clone());
        // A score of nothing stands for an answer that was not given.
        let answers: BTreeMap<String, u8> = ids().zip(scores).filter(|(_, score)| *score > 0).collect();
        let before = set.score(Scene::Finance, &answers).expect("scored");
        let mut answers = answers;
        if let Some(id) = before.missing.first() {
            answers.insert(id.clone(), more);
        }
        let after = set.score(Scene::Finance, &answers).expect("scored");
        prop_assert!(before.total.least <= after.total.least && after.total.most <= before.total.most);
        prop_assert!(after.total.least <= after.total.most);
    }
}
