//! An address whose percent-encoding is broken, which is not UTF-8 or which hides a NUL is refused before anybody reads
//! it: the framework would put a replacement character in its place, and a database would stop at the NUL.

use poem::http::Uri;

use super::{Contract, Fault, FieldFault, Sentence};

/// Refuses an address that does not decode to text.
///
/// # Errors
/// 400 that names the parameter where there is one.
pub(super) fn check(uri: &Uri, contract: &Contract) -> Result<(), Fault> {
    let segments = uri.path().split('/').filter(|segment| !segment.is_empty());
    for (place, segment) in segments.enumerate() {
        if !decodes(segment) {
            return Err(refusal(contract.parameter_at(uri.path(), place).map(|name| format!("{{{name}}}"))));
        }
    }
    for pair in uri.query().unwrap_or_default().split('&') {
        let name = pair.split('=').next().unwrap_or_default();
        if !decodes(pair) {
            return Err(refusal(decodes(name).then(|| format!("?{}", name.chars().take(100).collect::<String>()))));
        }
    }
    Ok(())
}

fn refusal(pointer: Option<String>) -> Fault {
    let title = Sentence::new("地址编码有误", "The address is not encoded well");
    let fault = Fault::bad_request("request.address_encoding", title);
    let Some(pointer) = pointer else { return fault };
    let detail =
        Sentence::new("百分号编码有误、不是 UTF-8 或含有空字符", "Broken percent-encoding, not UTF-8, or a NUL in it");
    fault.with_field(FieldFault { pointer, code: "validation.encoding", detail })
}

/// Whether every percent sign begins two hexadecimal digits and the octets are UTF-8 without NUL.
fn decodes(text: &str) -> bool {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let octet = if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            digit().zip(digit()).and_then(|(high, low)| u8::try_from(high * 16 + low).ok())
        } else {
            Some(byte)
        };
        match octet {
            None | Some(0) => return false,
            Some(octet) => octets.push(octet),
        }
    }
    std::str::from_utf8(&octets).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_decodes_to_text_passes() {
        for good in ["", "q=%E7%9F%B3+%22a%22", "q=石墨烯", "a%2Fb", "%25"] {
            assert!(decodes(good), "{good}");
        }
        for bad in ["%", "%4", "%zz", "%00", "%ff", "%c0%af", "%ed%a0%80", "a%é"] {
            assert!(!decodes(bad), "{bad}");
        }
    }
}
