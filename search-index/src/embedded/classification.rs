//! Levels of classification symbols, so that a filter on a level is one term.

use crate::analysis::fold;

/// Section, class, subclass, main group and subgroup of a symbol of the International Patent Classification, as far
/// as it has them (WIPO, Guide to the IPC, paragraphs 17 to 32): `H05C1/04` is H, H05, H05C, H05C1, H05C1/04.
pub(super) fn ipc_levels(symbol: &str) -> Vec<String> {
    let Some(symbol) = ipc_key(symbol) else { return Vec::new() };
    let mut levels: Vec<String> =
        [1, 3, 4].into_iter().filter_map(|length| symbol.get(..length)).map(str::to_owned).collect();
    if symbol.len() > 4 {
        if let Some((group, _)) = symbol.split_once('/') {
            levels.push(group.to_owned());
        }
        levels.push(symbol);
    }
    levels.dedup();
    levels
}

/// A symbol or level of one as it stands in the index: upper case, no spaces, no slash at the end, and without the
/// version and rank that follow in parentheses on older gazettes (`A44C17/02（2006.01）I`). `None` when it is not made
/// of ASCII letters, digits and slashes.
pub(super) fn ipc_key(symbol: &str) -> Option<String> {
    let key = compact(symbol);
    let key = key.split('(').next().unwrap_or_default().trim_end_matches('/');
    let shaped = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'/');
    shaped.then(|| key.to_owned())
}

/// A Locarno class or subclass as it stands in the index, with its class: `13-03` is (`13-03`, `13`).
pub(super) fn locarno_key(symbol: &str) -> Option<(String, String)> {
    let key = compact(symbol);
    let class = key.split('-').next().unwrap_or_default().to_owned();
    (!class.is_empty()).then_some((key, class))
}

fn compact(symbol: &str) -> String {
    symbol.chars().map(fold).filter(|&c| c != ' ').flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{ipc_key, ipc_levels, locarno_key};

    #[test]
    fn a_symbol_has_the_levels_it_is_made_of() {
        assert_eq!(ipc_levels("H05C1/04"), ["H", "H05", "H05C", "H05C1", "H05C1/04"]);
        assert_eq!(ipc_levels("h05c 1/04"), ["H", "H05", "H05C", "H05C1", "H05C1/04"]);
        assert_eq!(ipc_levels("G06F16"), ["G", "G06", "G06F", "G06F16"]);
        assert_eq!(ipc_levels("G06"), ["G", "G06"]);
        assert_eq!(ipc_levels("A44C17/02（2006.01）I"), ipc_levels("A44C17/02"));
        assert!(ipc_levels("无").is_empty());
    }

    #[test]
    fn a_main_group_is_written_with_or_without_its_slash() {
        assert_eq!(ipc_key("Ｇ06f 16/"), ipc_key("G06F16"));
        assert_eq!(ipc_key(" / "), None);
    }

    #[test]
    fn a_locarno_symbol_has_its_class() {
        assert_eq!(locarno_key("13-03"), Some(("13-03".to_owned(), "13".to_owned())));
        assert_eq!(locarno_key(" "), None);
    }
}
