//! Records that the tests of this room put on the shelf.

use serde_json::{Value, json};

/// An invention with events, two owners one after the other, claims and citations.
pub(crate) fn transferred_invention() -> Value {
    json!({
        "kind": "patent", "application_number": "CN201419900001.9", "title": "一种石墨烯散热膜的制备方法",
        "abstract": "本发明公开了一种石墨烯散热膜，属于导热材料领域。",
        "claims": "1. 一种散热膜，其特征在于含有聚酰亚胺骨架。",
        "ipc": ["C01B32/184", "H05K7/20"], "filing_on": "2014-05-06",
        "publications": [{"number": "CN104000001A", "on": "2015-01-07"}, {"number": "CN104000001B", "on": "2016-08-03"}],
        "applicants": ["北疆示例材料有限公司"],
        "owners": [
            {"name": "北疆示例材料有限公司", "region": "黑龙江", "from_on": "2016-08-03", "until_on": "2020-02-01"},
            {"name": "松江示例电子有限公司", "region": "黑龙江", "from_on": "2020-02-01"},
        ],
        "inventors": ["张三"], "citations": ["CN101000001A"],
        "events": [
            {"on": "2015-01-07", "code": "PB01"}, {"on": "2016-08-03", "code": "GR01"},
            {"on": "2020-02-01", "code": "TR01", "detail": "转让"},
        ],
        "events_known_until": "2026-10-31", "source": "demo", "retrieved_on": "2026-11-01",
    })
}

/// A utility model whose fees were not paid.
pub(crate) fn lapsed_utility_model() -> Value {
    json!({
        "kind": "patent", "application_number": "CN201829900002.7", "title": "一种清雪铲",
        "abstract": "本实用新型涉及一种铲，由铲架和挡板构成。", "ipc": ["E01H5/06"], "filing_on": "2018-03-01",
        "publications": [{"number": "CN208000002U", "on": "2018-12-04"}],
        "applicants": ["哈尔滨示例机械有限公司"], "source": "demo",
        "events": [{"on": "2018-12-04", "code": "GR01"}, {"on": "2022-03-01", "code": "CF01"}],
        "events_known_until": "2026-10-31",
    })
}

/// A design of which nothing but its filing is known.
pub(crate) fn silent_design() -> Value {
    json!({
        "kind": "patent", "application_number": "CN202239900003.3", "right": "design", "title": "包装盒",
        "locarno": ["09-03"], "filing_on": "2022-07-08", "applicants": ["Example Packaging Co., Ltd."], "source": "demo",
    })
}

/// A mark in force.
pub(crate) fn mark() -> Value {
    json!({
        "kind": "trademark", "number": "9900001", "name": "北疆红", "nice_classes": [30, 31],
        "goods": ["米", "新鲜蔬菜"], "filing_on": "2018-03-05", "registration_on": "2019-02-07",
        "owners": [{"name": "示例米业有限公司", "region": "黑龙江"}],
        "events": [{"on": "2018-03-05", "code": "TM-FILED"}, {"on": "2019-02-07", "code": "TM-REG"}],
        "events_known_until": "2026-10-31", "source": "demo",
    })
}

/// A geographical indication.
pub(crate) fn gi() -> Value {
    json!({
        "kind": "geographical_indication", "number": "AGI99001", "name": "示例大米", "right": "gi_agro_product",
        "other_names": ["Shili Da Mi"], "product": "粮食", "region": "黑龙江", "registration_on": "2012-04-01",
        "events": [{"on": "2012-04-01", "code": "GI-REGISTERED"}], "events_known_until": "2026-10-31", "source": "demo",
    })
}

/// One of each.
pub(crate) fn one_of_each() -> Vec<Value> {
    vec![transferred_invention(), lapsed_utility_model(), silent_design(), mark(), gi()]
}

/// So many patents that differ in their numbers, days and titles; every third one speaks of 传感器.
pub(crate) fn many(count: u32) -> Vec<Value> {
    let one = |n: u32| {
        let topic = ["传感器", "播种机", "催化剂"][n as usize % 3];
        let ipc = ["G01D5/12", "A01C7/20", "B01J23/00"][n as usize % 3];
        json!({
            "kind": "patent", "application_number": format!("CN20161{:07}", 9_900_000 + n),
            "title": format!("第{n}号{topic}"), "abstract": format!("一种{topic}，用于第{}类设备。", n % 7),
            "ipc": [ipc],
            "filing_on": format!("2016-{:02}-{:02}", n % 12 + 1, n % 28 + 1),
            "applicants": [format!("示例第{}研究所", n % 5)], "source": "demo",
        })
    };
    (0..count).map(one).collect()
}
