//! The contract of a loan that is secured by pledges of rights.

use chrono::NaiveDate;
use domain::financing::money::Money;
use domain::financing::schedule::Repayment;
use hall::act::ActFault;
use papers::{Block, Paper, pdf};

use super::{not_made, number_of, written};
use crate::cases::{StoredDeal, StoredPledge};

/// The contract as a PDF.
///
/// # Errors
/// It would be too large.
pub(crate) fn contract(
    deal: &StoredDeal,
    amount: Money,
    pledges: &[StoredPledge],
    made_on: NaiveDate,
) -> Result<Vec<u8>, ActFault> {
    let terms = pledges.iter().find_map(|pledge| pledge.state.facts().terms());
    let (pledgor, pledgee) =
        terms.map_or((String::new(), String::new()), |terms| (terms.pledgor.clone(), terms.pledgee.clone()));
    let mut blocks = vec![
        Block::Facts(vec![("出质人（借款人）".into(), pledgor.clone()), ("质权人（贷款人）".into(), pledgee.clone())]),
        Block::Paragraph(
            "双方根据《中华人民共和国民法典》及知识产权质押登记的有关规定，经协商一致，订立本合同。".into(),
        ),
    ];
    blocks.extend(of_the_loan(deal, amount));
    blocks.extend(of_the_pledges(pledges));
    blocks.extend(of_performance());
    blocks
        .push(Block::Signatures(vec![format!("出质人（借款人）：{pledgor}"), format!("质权人（贷款人）：{pledgee}")]));
    let paper =
        Paper { title: "知识产权质押融资合同".into(), number: Some(deal.id.to_string()), blocks, made_on };
    pdf(&paper).map_err(not_made)
}

fn of_the_loan(deal: &StoredDeal, amount: Money) -> Vec<Block> {
    let mut facts = vec![("借款本金（元）".to_owned(), amount.to_string())];
    let mut blocks = vec![Block::Heading("第一条　主债权".into())];
    if let Some(offer) = deal.state.offer() {
        let terms = &offer.terms;
        facts.push(("年利率".into(), terms.rate.to_string()));
        facts.push(("期限（月）".into(), terms.term_months.to_string()));
        facts.push(("还款方式".into(), repayment(terms.repayment).into()));
        facts.extend(terms.fees.iter().map(|fee| (format!("费用：{}（元）", fee.name), fee.amount.to_string())));
    }
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Paragraph("借款期限自实际放款之日起算。质权登记前不放款，质权人书面豁免的除外。".into()));
    blocks
}

fn of_the_pledges(pledges: &[StoredPledge]) -> Vec<Block> {
    let row = |pledge: &StoredPledge| {
        let facts = pledge.state.facts();
        let terms = facts.terms()?;
        let (_, number) = number_of(&facts.right);
        Some(vec![
            facts.right.kind.zh().to_owned(),
            number.to_owned(),
            terms.amount.to_string(),
            written(terms.debt_until_on),
            terms.scope.clone(),
        ])
    };
    let head = ["权利种类", "号码", "担保金额（元）", "债务履行期限届满日", "担保范围"];
    vec![
        Block::Heading("第二条　出质权利".into()),
        Block::Table {
            head: head.into_iter().map(str::to_owned).collect(),
            rows: pledges.iter().filter_map(row).collect(),
        },
        Block::Paragraph(
            "质权自登记机构办理出质登记时设立（民法典第四百四十四条）。出质人未经质权人同意，不得转让出质的权利或者许可他人使用；\
             所得价款应当提前清偿债务或者提存。"
                .into(),
        ),
    ]
}

fn of_performance() -> Vec<Block> {
    vec![
        Block::Heading("第三条　权利的维持".into()),
        Block::Paragraph(
            "出质人应当按期缴纳年费、办理续展，权利发生无效宣告、权属争议、保全、失效等情形的，应当及时告知质权人。\
             出质权利价值明显减少的，质权人可以要求恢复价值或者提供相应担保（民法典第四百三十三条）。"
                .into(),
        ),
        Block::Heading("第四条　质权的实现".into()),
        Block::Paragraph(
            "债务人不履行到期债务的，质权人可以与出质人协议以出质权利折价，或者就拍卖、变卖所得价款优先受偿\
             （民法典第四百三十六条）。价款依次清偿实现债权的费用、利息、本金（民法典第五百六十一条），超过部分归出质人，\
             不足部分由债务人清偿（民法典第四百三十八条）。"
                .into(),
        ),
        Block::Heading("第五条　解除质押".into()),
        Block::Paragraph("主债权消灭的，质权消灭（民法典第三百九十三条），双方应当及时办理质押登记注销手续。".into()),
    ]
}

const fn repayment(repayment: Repayment) -> &'static str {
    match repayment {
        Repayment::EqualInstalments => "等额本息",
        Repayment::EqualPrincipal => "等额本金",
        Repayment::InterestOnly => "按月付息、到期还本",
        Repayment::Bullet => "到期一次还本付息",
    }
}
