//! The lists of names of a deal: reasons, sides, ways of valuing and of disposal.

use crate::hall::coded;

coded! {
    /// Why a bank does not answer with money: the listed reasons of a refusal and of a rejection.
    RefusalReason {
        /// The bank's own policy of lending.
        CreditPolicy = "credit_policy" / "不符合信贷政策",
        /// The right is none of those that the product takes.
        RightIneligible = "right_ineligible" / "知识产权不符合准入条件",
        /// The right is worth too little.
        ValueTooLow = "value_too_low" / "知识产权评估价值不足",
        /// The firm's credit record.
        CreditRecord = "credit_record" / "信用记录不符合要求",
        /// Its figures.
        Financials = "financials" / "财务状况不符合要求",
        /// What the money is for.
        Purpose = "purpose" / "融资用途不符合要求",
        /// Papers are missing.
        PapersMissing = "papers_missing" / "材料不齐全",
        /// A guarantor or an insurer is missing.
        SupportMissing = "support_missing" / "缺少担保或保险",
        /// The firm cannot be reached.
        Unreachable = "unreachable" / "无法联系企业",
        /// Something else, which a note says.
        Other = "other" / "其他",
    }
}

coded! {
    /// Why a deal was given up.
    WithdrawalReason {
        /// The firm no longer wants it.
        FirmGaveUp = "firm_gave_up" / "企业放弃",
        /// The bank takes back what it may still take back.
        BankGaveUp = "bank_gave_up" / "银行撤回",
        /// The firm accepted the offer of another bank.
        OtherOfferAccepted = "other_offer_accepted" / "企业已接受其他银行报价",
        /// The demand was taken back.
        DemandWithdrawn = "demand_withdrawn" / "融资需求已撤回",
        /// The right was lost or can no longer be pledged.
        RightLost = "right_lost" / "知识产权丧失或不能出质",
        /// The office refused the registration.
        RegistrationRefused = "registration_refused" / "登记机构不予登记",
    }
}

coded! {
    /// Who signs a contract.
    Side {
        /// The bank.
        Bank = "bank" / "银行",
        /// The firm.
        Firm = "firm" / "企业",
    }
}

coded! {
    /// How a value was found 评估方法.
    ValuationMethod {
        /// 收益法.
        Income = "income" / "收益法",
        /// 成本法.
        Cost = "cost" / "成本法",
        /// 市场法.
        Market = "market" / "市场法",
        /// The bank's own, which the regulator encourages (银保监发〔2019〕34号).
        Internal = "internal" / "银行内部评估",
    }
}

coded! {
    /// How the pledged rights were turned into money (民法典第四百三十六条 names the first three).
    DisposalMethod {
        /// The parties agree on a price at which the pledgee takes it.
        AgreedDiscount = "agreed_discount" / "协议折价",
        /// By auction.
        Auction = "auction" / "拍卖",
        /// By sale.
        Sale = "sale" / "变卖",
        /// By the court's order to realise the security.
        Court = "court" / "法院实现担保物权",
        /// On an exchange of rights.
        Exchange = "exchange" / "知识产权交易平台挂牌",
        /// A fund buys it.
        Buyout = "buyout" / "基金收购",
        /// It is licensed, to the debtor or to others, and the fees pay.
        Licence = "licence" / "许可收益受偿",
    }
}
