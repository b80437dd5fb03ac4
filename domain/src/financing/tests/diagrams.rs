//! The diagrams of the room's states, drawn from its rules and compared with those that stand in the documents.

use crate::financing::consent::ConsentCommandKind;
use crate::financing::deal::DealCommandKind;
use crate::financing::demand::DemandCommandKind;
use crate::financing::pledge::PledgeCommandKind;
use crate::financing::product::ProductCommandKind;
use crate::financing::{consent, deal, demand, pledge, product};
use crate::tests::diagrams::{Drawn, stands_in_the_documents};

const HEAD: &str = "# 融资：状态图 Financing: the states

各图由代码的测试生成：每个箭头是规则在该状态下接受的命令，指向其后的状态；指回自身的箭头，状态不变。`lapse`、`expire` 只看日历，
最后一日过后才会发生；其他命令若也只在最后一日之后才有此结果，则标 `late`。按随附的规则文件绘制。
`UPDATE_DIAGRAMS=1 cargo test -p domain diagrams` 重新生成。

These diagrams are made from the code by its tests: each arrow is a command that the rules accept in a state, and leads to
the state that follows; one that leads back leaves the state as it is. `lapse` and `expire` are the calendar's and come after
a last day; `late` marks what else follows only then. The rule file is the one that ships.
`UPDATE_DIAGRAMS=1 cargo test -p domain diagrams` writes them anew.
";

#[test]
fn the_diagrams_in_the_documents_are_those_of_the_code() {
    let drawn = [
        HEAD.to_owned(),
        deal::tests::drawn().mermaid("融资业务 Deal"),
        pledge::tests::drawn().mermaid("质权 Pledge"),
        demand::tests::drawn().mermaid("融资需求 Demand"),
        product::tests::drawn().mermaid("金融产品 Product"),
        consent::tests::drawn().mermaid("授权 Consent"),
    ];
    stands_in_the_documents("financing.md", &drawn.concat());
}

#[test]
fn the_diagrams_show_every_state_and_every_command() {
    let shows = |drawn: Drawn, states: usize, commands: Vec<&str>| {
        assert_eq!(drawn.states().len(), states, "{:?}", drawn.states());
        assert_eq!(drawn.commands(), commands.into_iter().collect());
    };
    shows(deal::tests::drawn(), 21, DealCommandKind::ALL.iter().map(|kind| kind.code()).collect());
    shows(pledge::tests::drawn(), 6, PledgeCommandKind::ALL.iter().map(|kind| kind.code()).collect());
    shows(demand::tests::drawn(), 6, DemandCommandKind::ALL.iter().map(|kind| kind.code()).collect());
    shows(product::tests::drawn(), 4, ProductCommandKind::ALL.iter().map(|kind| kind.code()).collect());
    shows(consent::tests::drawn(), 2, ConsentCommandKind::ALL.iter().map(|kind| kind.code()).collect());
}
