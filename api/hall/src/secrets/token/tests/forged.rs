//! The ways to forge a token, each refused for its own reason. Where it is not the signature that is wrong, the platform
//! has signed, so that nothing but the named fault is left to find.

use std::cell::Cell;

use super::*;

#[test]
fn another_algorithm_is_refused_whoever_signed() {
    let house = House::new();
    let alg = |name: &str| replaced(&house.header(), "EdDSA", name);
    let none = |name: &str| signed_by(&alg(name), &house.claims(), |_| Vec::new());
    let public = house.key.public();
    let hs256_with = |key: &[u8]| signed_by(&alg("HS256"), &house.claims(), hs256(key));
    house.refuses([
        ("none", none("none"), TokenFault::Algorithm),
        ("None", none("None"), TokenFault::Algorithm),
        ("NONE", none("NONE"), TokenFault::Algorithm),
        ("nOnE", none("nOnE"), TokenFault::Algorithm),
        ("an empty algorithm", none(""), TokenFault::Algorithm),
        ("none, and the signature of a good token", house.header_with("EdDSA", "none"), TokenFault::Algorithm),
        ("HS256 with the public key's octets", hs256_with(public.octets()), TokenFault::Algorithm),
        ("HS256 with its base64url", hs256_with(public.to_base64url().as_bytes()), TokenFault::Algorithm),
        ("HS256 with its digits", hs256_with(public.to_hex().as_bytes()), TokenFault::Algorithm),
        ("HS256 with nothing", hs256_with(b""), TokenFault::Algorithm),
        ("RS256", house.header_with("EdDSA", "RS256"), TokenFault::Algorithm),
        ("ES256", house.header_with("EdDSA", "ES256"), TokenFault::Algorithm),
        ("Ed25519", house.header_with("EdDSA", "Ed25519"), TokenFault::Algorithm),
        ("eddsa", house.header_with("EdDSA", "eddsa"), TokenFault::Algorithm),
        ("a space", house.header_with("EdDSA", "EdDSA "), TokenFault::Algorithm),
        ("a list", house.header_with(r#""EdDSA""#, r#"["EdDSA"]"#), TokenFault::Algorithm),
        ("no algorithm", house.header_with(r#""alg":"EdDSA","#, ""), TokenFault::Algorithm),
        (
            "EdDSA in name, HS256 in truth",
            { signed_by(&house.header(), &house.claims(), hs256(public.octets())) },
            TokenFault::Signature,
        ),
    ]);
}

#[test]
fn a_signature_is_good_for_its_own_header_and_claims_alone() {
    let house = House::new();
    let good = house.good();
    let [header, claims, signature] = good.split('.').collect::<Vec<_>>().try_into().expect("three parts");
    let encoded = |text: String| URL_SAFE_NO_PAD.encode(text);
    let wider = encoded(replaced(&house.claims(), "read write", "read write admin"));
    let header_turned = encoded(format!(r#"{{"typ":"at+jwt","alg":"EdDSA","kid":"{}"}}"#, house.key.kid()));
    let another = house.claims_with(CLIENT_MEMBER, CLIENT_MEMBER_SPACED);
    let of_another = another.rsplit_once('.').expect("parts").1;
    let octets = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut octets = octets.clone();
        change(&mut octets);
        format!("{header}.{claims}.{}", URL_SAFE_NO_PAD.encode(octets))
    };
    // The order of the group, added to the half of the signature that is a number: a second form of the same one.
    let order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
    let order = crate::secrets::from_hex::<32>(order).expect("digits");
    let second_form = changed(&|octets| {
        let mut carry = 0;
        for (octet, added) in octets[32..].iter_mut().zip(order.iter()) {
            let sum = u16::from(*octet) + u16::from(*added) + carry;
            (*octet, carry) = (sum.to_le_bytes()[0], sum >> 8);
        }
    });
    let stranger = PlatformKey::generate();
    house.refuses([
        ("wider claims", format!("{header}.{wider}.{signature}"), TokenFault::Signature),
        ("the same header in another order", format!("{header_turned}.{claims}.{signature}"), TokenFault::Signature),
        ("a truncated signature", changed(&|octets| octets.truncate(63)), TokenFault::Signature),
        ("a longer signature", changed(&|octets| octets.push(0)), TokenFault::Signature),
        ("a changed signature", changed(&|octets| octets[10] ^= 1), TokenFault::Signature),
        ("no signature", format!("{header}.{claims}."), TokenFault::Signature),
        ("a signature of zeros", changed(&|octets| octets.fill(0)), TokenFault::Signature),
        ("the second form of the signature", second_form, TokenFault::Signature),
        ("the signature of another token", format!("{header}.{claims}.{of_another}"), TokenFault::Signature),
        (
            "another key under the same name",
            signed_by(&house.header(), &house.claims(), |message| stranger.sign(message).to_vec()),
            TokenFault::Signature,
        ),
        (
            "claims that are no JSON, not signed",
            format!("{header}.{}.{signature}", encoded("no JSON".to_owned())),
            TokenFault::Signature,
        ),
    ]);
}

const CLIENT_MEMBER: &str = r#""client_id":"#;
const CLIENT_MEMBER_SPACED: &str = r#""client_id": "#;

#[test]
fn a_key_is_asked_for_by_a_name_and_by_nothing_else() {
    let house = House::new();
    let kid = house.key.kid();
    let named = |name: &str| house.header_with(&kid, name);
    let unknown = if kid.starts_with('0') { "1" } else { "0" }.repeat(16);
    house.refuses([
        ("a path", named("../../../dev/null"), TokenFault::KeyName),
        ("a path of 16 characters", named("../../dev/nullxx"), TokenFault::KeyName),
        ("SQL", named("x' UNION SELECT 'secret' --"), TokenFault::KeyName),
        ("SQL of 16 characters", named("' OR 1=1 -- xxxx"), TokenFault::KeyName),
        ("an address", named("https://evil.example/key"), TokenFault::KeyName),
        ("an unknown key", named(&unknown), TokenFault::UnknownKey),
        ("capitals", named("ABCDEF0123456789"), TokenFault::KeyName),
        ("15 digits", named(&kid[1..]), TokenFault::KeyName),
        ("17 digits", named(&format!("{kid}0")), TokenFault::KeyName),
        ("a line end", named(&format!("{kid}\\n")), TokenFault::KeyName),
        ("full-width digits", named("０１２３４５６７８９０１２３４５"), TokenFault::KeyName),
        ("an empty name", named(""), TokenFault::KeyName),
        ("a number", house.header_with(&format!("\"{kid}\""), "1234567890123456"), TokenFault::KeyName),
        ("null", house.header_with(&format!("\"{kid}\""), "null"), TokenFault::KeyName),
        ("no name", house.header_with(&format!(r#","kid":"{kid}""#), ""), TokenFault::KeyName),
    ]);
    let asked = Cell::new(false);
    let key_of = |_: &str| {
        asked.set(true);
        None
    };
    assert_eq!(verify(&named("' OR 1=1 -- xxxx"), &house.settings, key_of, 0), Err(TokenFault::KeyName));
    assert!(!asked.get(), "a name that is none reaches no store");
}

#[test]
fn a_header_has_three_members_and_no_fourth() {
    let house = House::new();
    let more = |member: &str| house.header_with(r#"{"alg""#, &format!(r#"{{{member},"alg""#));
    let jwk = house.key.public().to_jwk();
    let kid = house.key.kid();
    house.refuses([
        ("jku", more(r#""jku":"https://evil.example/keys""#), TokenFault::HeaderMember),
        ("jwk", more(&format!(r#""jwk":{jwk}"#)), TokenFault::HeaderMember),
        ("x5u", more(r#""x5u":"https://evil.example/chain""#), TokenFault::HeaderMember),
        ("x5c", more(r#""x5c":["MIIB"]"#), TokenFault::HeaderMember),
        ("x5t", more(r#""x5t":"AAAA""#), TokenFault::HeaderMember),
        ("crit", more(r#""crit":["exp"]"#), TokenFault::HeaderMember),
        ("an empty crit", more(r#""crit":[]"#), TokenFault::HeaderMember),
        ("zip", more(r#""zip":"DEF""#), TokenFault::HeaderMember),
        ("b64", more(r#""b64":false"#), TokenFault::HeaderMember),
        ("cty", more(r#""cty":"JWT""#), TokenFault::HeaderMember),
        ("a name in capitals", more(r#""ALG":"none""#), TokenFault::HeaderMember),
        ("no type", house.header_with(r#""typ":"at+jwt","#, ""), TokenFault::Type),
        ("JWT", house.header_with("at+jwt", "JWT"), TokenFault::Type),
        ("AT+JWT", house.header_with("at+jwt", "AT+JWT"), TokenFault::Type),
        ("application/at+jwt", house.header_with("at+jwt", "application/at+jwt"), TokenFault::Type),
        ("a second algorithm", more(r#""alg":"none""#), TokenFault::RepeatedName),
        ("a second algorithm, escaped", more(r#""\u0061lg":"none""#), TokenFault::RepeatedName),
        ("a second key", more(&format!(r#""kid":"{kid}""#)), TokenFault::RepeatedName),
        ("a list", house.signed(&format!("[{}]", house.header()), &house.claims()), TokenFault::Header),
        ("two objects", house.signed(&format!("{}{{}}", house.header()), &house.claims()), TokenFault::Header),
        ("no JSON", house.signed("EdDSA", &house.claims()), TokenFault::Header),
        ("nothing", house.signed("", &house.claims()), TokenFault::Header),
        ("nesting without end", house.signed(&r#"{"a":"#.repeat(400), &house.claims()), TokenFault::Header),
    ]);
}

#[test]
fn times_are_whole_seconds_and_say_that_the_token_is_good_now() {
    let house = House::new();
    let (iat, exp) = (format!(r#""iat":{NOW}"#), format!(r#""exp":{}"#, NOW + 600));
    let with_exp = |value: &str| house.claims_with(&exp, &format!(r#""exp":{value}"#));
    let with_iat = |value: &str| house.claims_with(&iat, &format!(r#""iat":{value}"#));
    let with_nbf = |value: &str| house.claims_with(&exp, &format!(r#"{exp},"nbf":{value}"#));
    let no_exp = TokenFault::NotAnInteger("exp");
    let no_iat = TokenFault::NotAnInteger("iat");
    let no_nbf = TokenFault::NotAnInteger("nbf");
    house.refuses([
        ("expired now", with_exp(&NOW.to_string()), TokenFault::Expired),
        ("expired long ago", with_exp("0"), TokenFault::Expired),
        ("exp negative", with_exp("-1"), TokenFault::Expired),
        ("exp a fraction", with_exp(&format!("{}.5", NOW + 60)), no_exp),
        ("exp a float that is whole", with_exp(&format!("{}.0", NOW + 60)), no_exp),
        ("exp with an exponent", with_exp("1.7955654e9"), no_exp),
        ("exp as large as can be", with_exp(&i64::MAX.to_string()), TokenFault::LivesTooLong),
        ("exp larger than can be", with_exp(&u64::MAX.to_string()), no_exp),
        ("exp with a hundred digits", with_exp(&"9".repeat(100)), no_exp),
        ("exp a text", with_exp(&format!("\"{}\"", NOW + 60)), no_exp),
        ("exp null", with_exp("null"), no_exp),
        ("exp true", with_exp("true"), no_exp),
        ("no exp", house.claims_with(&format!(",{exp}"), ""), no_exp),
        ("good for a second too long", with_exp(&(NOW + 601).to_string()), TokenFault::LivesTooLong),
        ("issued long before", with_iat("0"), TokenFault::LivesTooLong),
        ("issued before all time", with_iat(&i64::MIN.to_string()), TokenFault::LivesTooLong),
        ("iat ahead", with_iat(&(NOW + 61).to_string()), TokenFault::IssuedAhead),
        ("iat a fraction", with_iat(&format!("{NOW}.5")), no_iat),
        ("iat a text", with_iat(&format!("\"{NOW}\"")), no_iat),
        ("no iat", house.claims_with(&format!(",{iat}"), ""), no_iat),
        ("nbf ahead", with_nbf(&(NOW + 1).to_string()), TokenFault::NotYet),
        ("nbf a text", with_nbf("\"0\""), no_nbf),
        ("nbf null", with_nbf("null"), no_nbf),
        ("nbf a fraction", with_nbf("0.5"), no_nbf),
    ]);
}

#[test]
fn a_token_is_from_here_for_here_and_of_one_program() {
    let house = House::new();
    let (iss, aud) = (r#""https://zhiquan.example""#, r#""https://zhiquan.example/api""#);
    let sub = format!(r#""sub":"{CLIENT}""#);
    let with_sub = |value: &str| house.claims_with(&sub, &format!(r#""sub":{value}"#));
    let client = format!(r#","client_id":"{CLIENT}""#);
    let both = |value: &str| house.signed(&house.header(), &house.claims().replace(CLIENT, value));
    house.refuses([
        ("another issuer", house.claims_with(iss, r#""https://evil.example""#), TokenFault::Issuer),
        ("an issuer with a slash", house.claims_with(iss, r#""https://zhiquan.example/""#), TokenFault::Issuer),
        ("issuers", house.claims_with(iss, &format!("[{iss}]")), TokenFault::Issuer),
        ("no issuer", house.claims_with(&format!(r#""iss":{iss},"#), ""), TokenFault::Issuer),
        ("another audience", house.claims_with(aud, r#""https://zhiquan.example/other""#), TokenFault::Audience),
        ("audiences", house.claims_with(aud, &format!("[{aud}]")), TokenFault::Audience),
        ("no audience", house.claims_with(&format!(r#""aud":{aud},"#), ""), TokenFault::Audience),
        ("a sub that is no UUID", both("admin"), TokenFault::Client),
        ("a UUID in capitals", both("01936100-0000-7000-8000-00000000000A"), TokenFault::Client),
        ("a UUID in braces", both(&format!("{{{CLIENT}}}")), TokenFault::Client),
        ("a UUID without hyphens", both(&CLIENT.replace('-', "")), TokenFault::Client),
        ("another sub", with_sub(&format!("\"{OTHER}\"")), TokenFault::Client),
        ("a sub that is a list", with_sub(&format!("[\"{CLIENT}\"]")), TokenFault::Client),
        ("no sub", house.claims_with(&format!("{sub},"), ""), TokenFault::Client),
        ("no client_id", house.claims_with(&client, ""), TokenFault::Client),
        ("a jti that is no UUID", house.claims_with(OTHER, "1"), TokenFault::Id),
        ("no jti", house.claims_with(&format!(r#","jti":"{OTHER}""#), ""), TokenFault::Id),
        ("scopes", house.claims_with(r#""read write""#, r#"["read","write"]"#), TokenFault::Scope),
        ("two spaces", house.claims_with("read write", "read  write"), TokenFault::Scope),
        ("a tab", house.claims_with("read write", r"read\twrite"), TokenFault::Scope),
        ("no scope", house.claims_with(r#""scope":"read write","#, ""), TokenFault::Scope),
        ("a second sub", house.claims_with(&sub, &format!(r#"{sub},"sub":"{OTHER}""#)), TokenFault::RepeatedName),
        ("the same sub twice", house.claims_with(&sub, &format!("{sub},{sub}")), TokenFault::RepeatedName),
        ("a second name below", house.claims_with(&sub, &format!(r#"{sub},"x":{{"a":1,"a":1}}"#)), {
            TokenFault::RepeatedName
        }),
        ("claims that are a list", house.signed(&house.header(), "[]"), TokenFault::Claims),
        ("claims that are no JSON", house.signed(&house.header(), "claims"), TokenFault::Claims),
        ("no claims", house.signed(&house.header(), ""), TokenFault::Claims),
        ("two claims objects", house.signed(&house.header(), &format!("{}{{}}", house.claims())), TokenFault::Claims),
    ]);
}

#[test]
fn a_token_is_three_parts_in_base64url_and_short() {
    let house = House::new();
    let good = house.good();
    let [header, claims, signature] = good.split('.').collect::<Vec<_>>().try_into().expect("three parts");
    let padded = format!("{header}.{claims}.{signature}==");
    let most = house.claims_with("read write", &"x".repeat(3_000));
    assert_eq!(house.verify(&most).map(|claims| claims.scopes.len()), Err(TokenFault::TooLong));
    // The last character of a signature has four bits that say nothing; only zeros are taken for them.
    let last = signature.chars().next_back().expect("a character");
    let other_bits = ['B', 'R', 'h', 'x'].into_iter().zip("AQgw".chars()).find(|(_, zeros)| *zeros == last);
    let other_bits = format!("{}{}", &good[..good.len() - 1], other_bits.expect("one of the four").0);
    house.refuses([
        ("a million octets", "a".repeat(1_000_000), TokenFault::TooLong),
        ("a million dots", ".".repeat(1_000_000), TokenFault::TooLong),
        ("one octet too many", "a".repeat(4_097), TokenFault::TooLong),
        ("nothing", String::new(), TokenFault::Shape),
        ("one part", header.to_owned(), TokenFault::Shape),
        ("two parts", format!("{header}.{claims}"), TokenFault::Shape),
        ("four parts", format!("{good}.{signature}"), TokenFault::Shape),
        ("five parts, as an encrypted token has", format!("{good}.a2V5.dGFn"), TokenFault::Shape),
        ("a dot after it", format!("{good}."), TokenFault::Shape),
        ("a dot before it", format!(".{good}"), TokenFault::Shape),
        ("4096 dots", ".".repeat(4_096), TokenFault::Shape),
        ("padding", padded, TokenFault::Shape),
        ("a space before it", format!(" {good}"), TokenFault::Shape),
        ("a space after it", format!("{good} "), TokenFault::Shape),
        ("a line end after it", format!("{good}\n"), TokenFault::Shape),
        ("a space inside", format!("{header}. {claims}.{signature}"), TokenFault::Shape),
        ("a zero octet after it", format!("{good}\0"), TokenFault::Shape),
        ("the other alphabet", format!("{header}.{claims}.{}+/", &signature[2..]), TokenFault::Shape),
        ("other bits at the end", other_bits, TokenFault::Shape),
        ("what is no ASCII", format!("{header}.{claims}.知权"), TokenFault::Shape),
        ("the JSON form", format!(r#"{{"payload":"{claims}"}}"#), TokenFault::Shape),
        ("with its scheme", format!("Bearer {good}"), TokenFault::Shape),
    ]);
}
