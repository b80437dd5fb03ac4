//! What is said to people, in Chinese and in English.

use std::borrow::Cow;

/// A language in which answers come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// 简体中文, the default.
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The one that an `Accept-Language` header prefers; Chinese when it names neither.
    ///
    /// Weights are those of RFC 9110 section 12.4.2; among equals the first named wins.
    pub fn preferred(header: Option<&str>) -> Self {
        let mut best = (Self::Chinese, 0.0_f32);
        for range in header.unwrap_or_default().split(',').take(32) {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = match parameters.trim().strip_prefix("q=") {
                Some(weight) => weight.trim().parse().unwrap_or(0.0),
                None => 1.0,
            };
            let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
            let language = match primary.as_str() {
                "zh" => Self::Chinese,
                "en" => Self::English,
                _ => continue,
            };
            if weight > best.1 {
                best = (language, weight);
            }
        }
        best.0
    }

    /// Its tag by RFC 5646.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    zh: Cow<'static, str>,
    en: Cow<'static, str>,
}

impl Sentence {
    /// The sentence in Chinese and in English.
    pub fn new(zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The words in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_spoken_unless_english_is_preferred() {
        assert_eq!(Language::preferred(None), Language::Chinese);
        assert_eq!(Language::preferred(Some("fr, de;q=0.5")), Language::Chinese);
        assert_eq!(Language::preferred(Some("en-GB,en;q=0.8,zh;q=0.5")), Language::English);
        assert_eq!(Language::preferred(Some("en;q=0.3, zh-CN;q=0.9")), Language::Chinese);
        assert_eq!(Language::preferred(Some("en;q=nonsense")), Language::Chinese);
    }
}
