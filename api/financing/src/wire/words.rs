//! The words that products and demands share.

use domain::financing::product::{CreditGrade, DataKind, FirmSize, PledgedKind, ProductKind, Purpose, Support};
use hall::beside;

beside!(
    /// 产品类型。What a product lends on.
    ProductKindWire = "ProductKind", ProductKind:
    /// 纯知识产权质押。On rights alone.
    Pure,
    /// 组合担保。On rights together with other security.
    Combined,
    /// 担保机构担保。With a guarantor.
    Guaranteed,
    /// 质押保证保险。With a policy of pledge-loan guarantee insurance.
    Insured
);

beside!(
    /// 可质押的权利种类。The kinds of right that can be pledged.
    PledgedKindWire = "PledgedKind", PledgedKind:
    /// 发明专利。An invention patent.
    Invention,
    /// 实用新型专利。A utility model patent.
    UtilityModel,
    /// 外观设计专利。A design patent.
    Design,
    /// 注册商标。A registered trademark.
    Trademark,
    /// 著作权。A copyright.
    Copyright
);

beside!(
    /// 增信方。Whom a product wants besides the firm.
    SupportWire = "Support", Support:
    /// 担保机构。A guarantor.
    Guarantor,
    /// 保险机构。An insurer.
    Insurer
);

beside!(
    /// 企业规模。The size of a firm.
    FirmSizeWire = "FirmSize", FirmSize:
    /// 微型。Micro.
    Micro,
    /// 小型。Small.
    Small,
    /// 中型。Medium.
    Medium,
    /// 大型。Large.
    Large
);

beside!(
    /// 信用等级。A grade of credit.
    CreditGradeWire = "CreditGrade", CreditGrade:
    /// D级。The worst.
    D,
    /// C级。The third.
    C,
    /// B级。The second.
    B,
    /// A级。The best.
    A
);

beside!(
    /// 融资用途。What the money is for.
    PurposeWire = "FinancingPurpose", Purpose:
    /// 补充流动资金。Working capital.
    WorkingCapital,
    /// 研究开发。Research.
    Research,
    /// 知识产权转化实施。Putting rights to use.
    Conversion,
    /// 技术改造。Renovation.
    Renovation,
    /// 购置设备。Equipment.
    Equipment
);

beside!(
    /// 企业数据的种类。Data of a firm that banks ask for.
    DataKindWire = "FirmDataKind", DataKind:
    /// 纳税数据。Tax.
    Tax,
    /// 社保缴纳数据。Social insurance.
    SocialInsurance,
    /// 公积金缴存数据。The housing fund.
    HousingFund,
    /// 营业收入数据。Revenue.
    Revenue,
    /// 财务报表。Financial statements.
    FinancialStatement,
    /// 水电气数据。Utilities.
    Utilities
);
