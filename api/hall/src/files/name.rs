//! The name that the caller gave a file: a label for people, never a path and never a type.

/// The most characters of a label.
const MOST_CHARACTERS: usize = 200;

/// The most characters that count as an extension when a label is shortened.
const MOST_OF_EXTENSION: usize = 20;

/// What a file without a usable name is called.
const NAMELESS: &str = "file";

/// Names of devices that Windows opens whatever the extension ("Naming Files, Paths, and Namespaces", Microsoft).
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// The label of a file by the name that the caller gave: without folders, control characters, the marks that turn the
/// direction of writing (U+202A–U+202E, U+2066–U+2069, behind which `fdp.exe` reads `exe.pdf`) and line separators,
/// without dots before and dots or spaces behind, at most 200 characters with its extension kept. Characters that
/// Windows reserves become `_`, and a device's name is put behind one. What remains empty is called `file`.
pub fn file_label(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = last.chars().filter(|character| !is_hidden(*character));
    let kept: String = kept.map(|character| if is_reserved(character) { '_' } else { character }).collect();
    let trimmed = kept.trim_start_matches(is_dot_or_space).trim_end_matches(is_dot_or_space);
    let label = shortened(if is_device(trimmed) { format!("_{trimmed}") } else { trimmed.to_owned() });
    if label.is_empty() { NAMELESS.to_owned() } else { label }
}

/// The header `Content-Disposition` under which a file is downloaded (RFC 6266): a name in ASCII for old clients, and the
/// whole one in UTF-8 by RFC 8187, which took over RFC 5987.
pub fn content_disposition(name: &str) -> String {
    let label = file_label(name);
    format!("attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii(&label), percent_encoded(&label))
}

/// Percent signs go as well: some clients decode them (RFC 6266 appendix D).
fn ascii(label: &str) -> String {
    let plain = |c: char| (c.is_ascii_graphic() || c == ' ') && !['"', '\\', '%'].contains(&c);
    let ascii: String = label.chars().map(|character| if plain(character) { character } else { '_' }).collect();
    let (stem, extension) = ascii.rsplit_once('.').unwrap_or((&ascii, ""));
    match (stem.contains(|c: char| c.is_ascii_alphanumeric()), extension) {
        (true, _) => ascii,
        (false, "") => NAMELESS.to_owned(),
        (false, extension) => format!("{NAMELESS}.{extension}"),
    }
}

/// All but `attr-char` of RFC 8187 section 3.2.1 is encoded.
fn percent_encoded(label: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
    let encode = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    label.bytes().map(encode).collect()
}

fn is_hidden(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

const fn is_reserved(character: char) -> bool {
    matches!(character, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

fn is_dot_or_space(character: char) -> bool {
    character == '.' || character.is_whitespace()
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = ["COM", "LPT"].iter().filter_map(|port| stem.strip_prefix(port));
    let is_number = |rest: &str| {
        let mut characters = rest.chars();
        characters.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c)) && characters.next().is_none()
    };
    DEVICES.contains(&stem.as_str()) || numbered.into_iter().any(is_number)
}

fn shortened(label: String) -> String {
    let length = label.chars().count();
    if length <= MOST_CHARACTERS {
        return label;
    }
    let first = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    match label.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() <= MOST_OF_EXTENSION => {
            format!("{}.{extension}", first(stem, MOST_CHARACTERS - 1 - extension.chars().count()))
        }
        Some(_) | None => first(&label, MOST_CHARACTERS).trim_end_matches(is_dot_or_space).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_name_stays_as_it_is() {
        for name in ["专利证书.pdf", "质押合同（2026）-v1.2.docx", "a", "a b.tar.gz", "Ünïcode.txt"] {
            assert_eq!(file_label(name), name);
        }
    }

    #[test]
    fn a_name_is_a_label_and_no_path() {
        for (given, label) in [
            ("../../etc/passwd", "passwd"),
            ("D:\\合同\\证书.pdf", "证书.pdf"),
            ("D:证书.pdf", "D_证书.pdf"),
            ("...htaccess", "htaccess"),
            ("a.pdf. . ", "a.pdf"),
            ("a\0b\r\nc\u{7f}\u{85}.pdf", "abc.pdf"),
            ("invoice\u{202E}fdp.exe", "invoicefdp.exe"),
            ("a\u{2066}b\u{2069}.pdf", "ab.pdf"),
            ("a<b>|\"?*.pdf", "a_b_____.pdf"),
            ("con", "_con"),
            ("Nul.tar.gz", "_Nul.tar.gz"),
            ("COM1 .txt", "_COM1 .txt"),
            ("lpt².txt", "_lpt².txt"),
            ("COM10.txt", "COM10.txt"),
            ("", "file"),
            ("..", "file"),
            ("folder/", "file"),
            (" \u{202A} ", "file"),
        ] {
            assert_eq!(file_label(given), label, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_by_characters_and_keeps_its_extension() {
        let label = file_label(&format!("{}.docx", "证".repeat(500)));
        assert_eq!(label.chars().count(), 200);
        assert!(label.starts_with('证') && label.ends_with("证.docx"));
        assert_eq!(file_label(&format!("a.{}", "长".repeat(500))).chars().count(), 200);
        assert_eq!(file_label(&"x".repeat(200)), "x".repeat(200));
    }

    /// Every pair and triple of these, between plain letters or not: what comes out is the same when it comes in again.
    #[test]
    fn a_label_is_its_own_label_and_its_header_is_safe_whatever_came() {
        let pieces = [
            "", "a", "证", ".", " ", "/", "\\", "\0", "\n", "\"", "%", ":", "con", "NUL", "\u{202E}", "\u{2028}",
            "com1",
        ];
        let long = "长.".repeat(150);
        for first in pieces {
            for second in pieces {
                for third in pieces.into_iter().chain([long.as_str()]) {
                    let label = file_label(&format!("{first}{second}{third}"));
                    assert_eq!(file_label(&label), label);
                    assert!(!label.is_empty() && label.chars().count() <= 200);
                    assert!(!label.contains(['/', '\\', '\0', '\n', '"', ':', '\u{202E}']) && !label.starts_with('.'));
                    let header = content_disposition(&label);
                    assert!(header.bytes().all(|byte| (0x20..0x7F).contains(&byte)), "{header}");
                    assert_eq!(header.matches('"').count(), 2, "{header}");
                }
            }
        }
    }

    #[test]
    fn the_header_has_a_name_in_ascii_and_the_whole_one() {
        assert_eq!(
            content_disposition("专利 €.pdf"),
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E4%B8%93%E5%88%A9%20%E2%82%AC.pdf"
        );
        assert_eq!(
            content_disposition("50% 'off'; a=b.txt"),
            "attachment; filename=\"50_ 'off'; a=b.txt\"; filename*=UTF-8''50%25%20%27off%27%3B%20a%3Db.txt"
        );
        assert_eq!(content_disposition("证书"), "attachment; filename=\"file\"; filename*=UTF-8''%E8%AF%81%E4%B9%A6");
    }
}
