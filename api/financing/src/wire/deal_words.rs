//! The lists of words of deals and pledges.

use domain::financing::deal::{
    DisposalMethod, RefusalReason, Side, StepKind, ValuationMethod, Whose, WithdrawalReason,
};
use domain::financing::pledge::{EntryKind, Ground, Procedure, ReleaseReason};
use domain::financing::schedule::LoanClass;
use hall::beside;

beside!(
    /// 拒绝或否决的原因。Why a bank does not lend.
    RefusalReasonWire = "DealRefusalReason", RefusalReason:
    /// 不符合信贷政策。Its own policy of lending.
    CreditPolicy,
    /// 知识产权不符合准入条件。The right is none that the product takes.
    RightIneligible,
    /// 评估价值不足。The right is worth too little.
    ValueTooLow,
    /// 信用记录。The firm's credit record.
    CreditRecord,
    /// 财务状况。Its figures.
    Financials,
    /// 融资用途。What the money is for.
    Purpose,
    /// 材料不齐全。Papers are missing.
    PapersMissing,
    /// 缺少担保或保险。A guarantor or an insurer is missing.
    SupportMissing,
    /// 无法联系企业。The firm cannot be reached.
    Unreachable,
    /// 其他，须备注。Something else, which the note says.
    Other
);

beside!(
    /// 撤回原因；平台按规则使用其中两项。Why a deal is given up; two of them the platform alone says.
    WithdrawalReasonWire = "DealWithdrawalReason", WithdrawalReason:
    /// 企业放弃。The firm no longer wants it.
    FirmGaveUp,
    /// 银行撤回尚可撤回的报价。The bank takes back what it may.
    BankGaveUp,
    /// 企业已接受其他银行报价。The firm took another bank's offer.
    OtherOfferAccepted,
    /// 需求已撤回、修改或到期。The demand is no longer open.
    DemandWithdrawn,
    /// 权利丧失或不能出质。The right was lost or cannot be pledged.
    RightLost,
    /// 登记机构不予登记。The office refused.
    RegistrationRefused
);

beside!(
    /// 签署方。A side of a contract.
    SideWire = "DealSide", Side:
    /// 银行。The bank.
    Bank,
    /// 企业。The firm.
    Firm
);

beside!(
    /// 评估方法。How a value was found.
    ValuationMethodWire = "DealValuationMethod", ValuationMethod:
    /// 收益法。Income.
    Income,
    /// 成本法。Cost.
    Cost,
    /// 市场法。Market.
    Market,
    /// 银行内部评估。The bank's own.
    Internal
);

beside!(
    /// 处置方式。How the pledged rights became money.
    DisposalMethodWire = "DisposalMethod", DisposalMethod:
    /// 协议折价。At an agreed price.
    AgreedDiscount,
    /// 拍卖。By auction.
    Auction,
    /// 变卖。By sale.
    Sale,
    /// 法院实现担保物权。By the court's order.
    Court,
    /// 交易平台挂牌。On an exchange.
    Exchange,
    /// 基金收购。A fund bought it.
    Buyout,
    /// 许可收益受偿。Licence fees pay.
    Licence
);

beside!(
    /// 时限事项。For what a clock of a deal runs.
    StepKindWire = "DealStep", StepKind:
    /// 银行答复。The bank answers.
    Answer,
    /// 尽职调查与报价。The bank looks and offers.
    DueDiligence,
    /// 接受报价。The firm accepts.
    AcceptOffer,
    /// 审批。A second person approves.
    Approve,
    /// 签订合同。Both sign.
    Contract,
    /// 办理质押登记。Both have the pledges registered.
    Register,
    /// 放款。The bank pays.
    Disburse,
    /// 还款。The firm pays back.
    Repay,
    /// 申请补偿。The bank claims compensation.
    Claim,
    /// 解除质押。The bank has the pledges released.
    Release
);

beside!(
    /// 时限方。Whose time it is that runs.
    WhoseWire = "DealTimeOf", Whose:
    /// 银行。The bank's.
    Bank,
    /// 企业。The firm's.
    Firm,
    /// 双方。Both sides'.
    Both,
    /// 登记机构。The office's.
    Office
);

beside!(
    /// 贷款分类。The class of a loan.
    LoanClassWire = "LoanClass", LoanClass:
    /// 正常。Nothing speaks against its being repaid.
    Normal,
    /// 关注。Something might.
    SpecialMention,
    /// 次级。Not from ordinary income.
    Substandard,
    /// 可疑。A large loss is certain.
    Doubtful,
    /// 损失。Little or nothing comes back.
    Loss
);

beside!(
    /// 登记程序。By which procedure an office registers.
    ProcedureWire = "PledgeProcedure", Procedure:
    /// 专利权质押登记（网上）。A patent, online.
    PatentOnline,
    /// 专利权质押登记（窗口、邮寄）。A patent, at the window or by post.
    PatentWindow,
    /// 注册商标专用权质押登记。A trademark.
    Trademark,
    /// 著作权质权登记。A copyright.
    Copyright
);

beside!(
    /// 登记类型。What a version of an entry is.
    EntryKindWire = "PledgeEntryKind", EntryKind:
    /// 设立登记。It was registered.
    Created,
    /// 变更登记。It was changed.
    Amended,
    /// 延期登记。Its debt runs longer.
    Extended,
    /// 注销登记。It was struck off.
    Released
);

beside!(
    /// 注销原因。Why a pledge was struck off.
    ReleaseReasonWire = "PledgeReleaseReason", ReleaseReason:
    /// 债务已履行。The debt was performed.
    Performed,
    /// 质权已实现。The pledge was realised.
    Realised,
    /// 质权人放弃质权。The pledgee waived it.
    Waived,
    /// 双方协商一致。Both agreed.
    Agreed,
    /// 合同无效或被撤销。The contract is void.
    ContractVoid,
    /// 登记机构撤销登记。The office revoked it.
    Revoked,
    /// 其他消灭事由。It ended otherwise.
    Otherwise
);

beside!(
    /// 不予登记情形。For what an office refuses.
    GroundWire = "PledgeGround", Ground:
    /// 出质人与登记的权利人不一致。The pledgor is not the registered owner.
    NotOwner,
    /// 权利已终止。The right has ended.
    Ended,
    /// 尚未授权或注册。It is not granted yet.
    NotGranted,
    /// 未按规定缴纳年费。Its annual fee is not paid.
    FeeUnpaid,
    /// 被采取保全措施。A court preserves it.
    Preserved,
    /// 权属争议。Its ownership is disputed.
    Disputed,
    /// 债务履行期限超过权利有效期。The debt runs longer than the right.
    DebtOutlivesRight,
    /// 质押合同不符合规定。The contract lacks what it must say.
    ContractLacks,
    /// 未取得共有人同意。A co-owner does not agree.
    CoOwnerConsentMissing,
    /// 已设立质权。It is under pledge.
    AlreadyPledged,
    /// 存在同日申请的发明专利。An invention of the same day stands beside it.
    SameDayInvention,
    /// 已启动无效宣告程序。Its invalidation is asked for.
    InvalidationStarted,
    /// 相同近似商标未一并质押。Similar marks are left out.
    SimilarMarksLeftOut,
    /// 其他。Something else.
    Other
);
