//! Numbers as keys: what people type and what the gazette prints meet in one form.

use crate::analysis::fold;
use crate::query::{Query, TermKind};

/// The most characters of a query that may be a number.
const LONGEST: usize = 30;

/// The form under which a number is indexed and looked up: letters and digits alone, upper case, without the
/// prefixes CN and ZL where a digit follows them. `None` when nothing is left.
pub(super) fn number_key(number: &str) -> Option<String> {
    let plain: String = number.chars().map(fold).filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let mut key = plain.as_str();
    while let Some(rest) = key.strip_prefix("CN").or_else(|| key.strip_prefix("ZL")) {
        key = rest;
    }
    let key = if key.starts_with(|c: char| c.is_ascii_digit()) { key } else { plain.as_str() };
    (!key.is_empty()).then(|| key.to_owned())
}

/// The number that a query as a whole may be: letters, digits, dots, dashes, slashes and spaces with a digit among
/// them, nothing quoted or excluded.
pub(super) fn number_in(query: &Query) -> Option<String> {
    let terms = query.terms();
    if terms.iter().any(|term| term.excluded || term.kind == TermKind::Phrase) {
        return None;
    }
    let whole: String = terms.iter().flat_map(|term| term.text.chars().map(fold)).take(LONGEST + 1).collect();
    let shaped = whole.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/'));
    let digit = whole.chars().any(|c| c.is_ascii_digit());
    if shaped && digit && whole.chars().count() <= LONGEST { number_key(&whole) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{number_in, number_key};
    use crate::query::parse;

    #[test]
    fn the_ways_to_write_a_number_meet() {
        for written in
            ["CN201020189606.1", "ZL 2010 2 0189606.1", "２０１０２０１８９６０６．１", "cn zl201020189606-1"]
        {
            assert_eq!(number_key(written).as_deref(), Some("2010201896061"), "{written}");
        }
    }

    #[test]
    fn a_prefix_is_cut_off_before_a_digit_alone() {
        assert_eq!(number_key("CNIPA").as_deref(), Some("CNIPA"));
        assert_eq!(number_key("CN"), Some("CN".to_owned()));
        assert_eq!(number_key("。-"), None);
    }

    #[test]
    fn only_a_whole_query_of_the_right_shape_is_a_number() {
        let number = |text: &str| number_in(&parse(text).expect("the query is well formed"));
        assert_eq!(number("zl 201020189606.1").as_deref(), Some("2010201896061"));
        assert_eq!(number("石墨烯 2010"), None);
        assert_eq!(number("\"201020189606\""), None);
        assert_eq!(number("201020189606 -5"), None);
        assert_eq!(number("graphene"), None);
        assert_eq!(number(&"1".repeat(31)), None);
    }
}
