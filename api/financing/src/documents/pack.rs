//! The pack of papers of one pledge: what the office's list asks for, prefilled where the platform can.

use chrono::NaiveDate;
use domain::financing::demand::{BundledRight, Origin as RightOrigin};
use domain::financing::pledge::{Paper as Asked, PledgeFacts, PledgeTerms, Procedure, papers as asked_for};
use domain::hall::Id;
use hall::act::ActFault;
use papers::{Block, Entry, Paper, pdf};
use uuid::Uuid;

use super::{not_made, number_of, written};

/// A larger file of a demand is not put into a pack; its list names it all the same.
pub(crate) const MOST_OCTETS_OF_A_FILE: u64 = 8 * 1024 * 1024;

/// The files of a demand that go into the pack of a right, by what they are.
pub(crate) fn files_of(right: &BundledRight) -> Vec<(String, Id)> {
    let mut files = Vec::new();
    if let RightOrigin::Declared { certificate, .. } = &right.origin {
        files.push((Asked::Certificate.zh().to_owned(), certificate.file));
    }
    let consents = right.consents.iter().enumerate();
    files.extend(
        consents.map(|(place, consent)| (format!("{}-{}", Asked::CoOwnerConsent.zh(), place + 1), consent.file)),
    );
    files
        .extend(right.value.as_ref().and_then(|value| value.file).map(|file| (Asked::Appraisal.zh().to_owned(), file)));
    files
}

/// The pack as a ZIP: the papers that the platform makes, those of the demand, and the list that says what else is to be added.
///
/// # Errors
/// It would be too large.
pub(crate) fn pack(
    facts: &PledgeFacts,
    right: &BundledRight,
    deal: Uuid,
    attached: Vec<(String, Vec<u8>)>,
    made_on: NaiveDate,
) -> Result<Vec<u8>, ActFault> {
    let (Some(procedure), Some(terms)) = (facts.procedure(), facts.terms()) else {
        return Err(ActFault::NotFound);
    };
    let is_appraised = right.value.as_ref().is_some_and(|value| value.file.is_some());
    let asked = asked_for(procedure, false, is_appraised, !right.consents.is_empty());
    let made = |title: &str, blocks: Vec<Block>| {
        let paper = Paper { title: title.to_owned(), number: Some(deal.to_string()), blocks, made_on };
        let bytes = pdf(&paper).map_err(not_made)?;
        Ok::<_, ActFault>(Entry { name: format!("{title}.pdf"), bytes })
    };
    let mut entries = vec![made("材料清单", list(&asked, &attached))?];
    for paper in &asked {
        match paper {
            Asked::Form => entries.push(made(paper.zh(), form(facts, terms, procedure))?),
            Asked::PledgeContract => entries.push(made(paper.zh(), pledge_contract(facts, terms))?),
            Asked::Commitment => entries.push(made(paper.zh(), commitment(terms))?),
            Asked::MainContract
            | Asked::Identity
            | Asked::Certificate
            | Asked::Power
            | Asked::Appraisal
            | Asked::CoOwnerConsent => {}
        }
    }
    entries.extend(attached.into_iter().map(|(name, bytes)| Entry { name, bytes }));
    papers::pack(&entries, made_on).map_err(not_made)
}

/// Who has to add what.
fn list(asked: &[Asked], attached: &[(String, Vec<u8>)]) -> Vec<Block> {
    let row = |paper: &Asked| {
        let is_attached = attached.iter().any(|(name, _)| name.starts_with(paper.zh()));
        let is_made = matches!(paper, Asked::Form | Asked::PledgeContract | Asked::Commitment);
        let from = if is_made {
            "平台已预填，签字盖章后提交"
        } else if is_attached {
            "已附"
        } else {
            "由当事人附上"
        };
        vec![paper.zh().to_owned(), from.to_owned()]
    };
    vec![Block::Table { head: vec!["材料".into(), "来源".into()], rows: asked.iter().map(row).collect() }]
}

fn of_the_pledge(facts: &PledgeFacts, terms: &PledgeTerms) -> Vec<(String, String)> {
    let (name, number) = number_of(&facts.right);
    vec![
        ("出质人".into(), terms.pledgor.clone()),
        ("质权人".into(), terms.pledgee.clone()),
        ("权利种类".into(), facts.right.kind.zh().to_owned()),
        (name.into(), number.to_owned()),
        ("被担保的债权数额（元）".into(), terms.amount.to_string()),
        ("债务履行期限".into(), format!("{}至{}", written(terms.debt_from_on), written(terms.debt_until_on))),
        ("担保范围".into(), terms.scope.clone()),
    ]
}

fn both_sign(terms: &PledgeTerms) -> Block {
    Block::Signatures(vec![format!("出质人：{}", terms.pledgor), format!("质权人：{}", terms.pledgee)])
}

fn form(facts: &PledgeFacts, terms: &PledgeTerms, procedure: Procedure) -> Vec<Block> {
    let mut told = vec![("登记程序".to_owned(), procedure.zh().to_owned())];
    told.extend(of_the_pledge(facts, terms));
    vec![Block::Facts(told), Block::Paragraph("以上内容与所附合同一致，请予登记。".into()), both_sign(terms)]
}

fn pledge_contract(facts: &PledgeFacts, terms: &PledgeTerms) -> Vec<Block> {
    vec![
        Block::Facts(of_the_pledge(facts, terms)),
        Block::Paragraph(
            "出质人以上述权利为主合同项下债务提供质押担保。质权自登记时设立。出质人保证权利有效、无权属争议，\
             并在质押期间维持权利有效。"
                .into(),
        ),
        Block::Paragraph(
            "出质人未经质权人同意，不得转让、放弃该权利或者许可他人实施、使用（民法典第四百四十四条）。".into(),
        ),
        both_sign(terms),
    ]
}

fn commitment(terms: &PledgeTerms) -> Vec<Block> {
    vec![
        Block::Paragraph(
            "出质人和质权人承诺：所提交的材料真实、合法、有效，双方身份信息属实，愿意承担因承诺不实产生的法律责任。"
                .into(),
        ),
        both_sign(terms),
    ]
}
