//! Logins and passwords.

use proptest::prelude::*;

use super::*;

fn login(raw: &str) -> Login {
    Login::parse(raw).expect("a login")
}

fn weakness(password: &str) -> Option<&'static str> {
    password_is_strong_enough(password, &login("li.lei@example.cn")).err().map(|refusal| refusal.code)
}

#[test]
fn a_login_is_kept_in_small_letters() {
    assert_eq!(login("Li.Lei_01@Example.CN").as_str(), "li.lei_01@example.cn");
    for raw in ["", "li", ".li", "@li", "李雷雷", "li lei", "li\u{212a}ei", &"a".repeat(65)] {
        assert_eq!(code(Login::parse(raw)), "login_not_valid", "{raw}");
    }
    assert!(Login::parse(&"a".repeat(64)).is_ok());
}

#[test]
fn a_login_does_not_stand_in_what_is_printed_for_a_developer() {
    assert!(!format!("{:?}", login("li.lei@example.cn")).contains("li"));
}

#[test]
fn a_strong_password_passes() {
    for password in ["Ferry7!harbour", "correct horse battery staple", "松花江上の雪2026Ab", "9x7Q-2mLp-Zr8t"] {
        assert_eq!(weakness(password), None, "{password}");
    }
}

#[test]
fn a_weak_password_is_refused_with_the_reason() {
    for (password, why) in [
        ("", "accounts.password_too_short"),
        ("Ferry7!harb", "accounts.password_too_short"),
        (&*"Ferry7!harbour".repeat(10), "accounts.password_too_long"),
        ("ferryharbour7", "accounts.password_too_plain"),
        ("松花江上的雪松花江上的雪", "accounts.password_too_plain"),
        ("X9-LI.LEI@example.cn", "accounts.password_contains_login"),
        ("my-Li.Lei-99", "accounts.password_contains_login"),
        ("Ferry7!!!!harbour", "accounts.password_repeats"),
        ("FerrYyYy7!harbour", "accounts.password_repeats"),
        ("Password1234!", "accounts.password_too_common"),
        ("2026P@ssw0rd!", "accounts.password_too_common"),
        ("Admin@123456", "accounts.password_too_common"),
        ("!QAZ@wsx#EDC", "accounts.password_too_common"),
        ("Zhiquan@2026", "accounts.password_too_common"),
        ("passwordpasswordpassword", "accounts.password_too_common"),
    ] {
        assert_eq!(weakness(password), Some(why), "{password}");
    }
}

#[test]
fn twenty_characters_need_no_classes() {
    assert_eq!(weakness("slow ferries at dawn"), None);
    assert_eq!(weakness("slow ferries at daw"), Some("accounts.password_too_plain"));
}

proptest! {
    #[test]
    fn no_text_brings_the_judge_down(password in ".{0,140}", raw in "\\PC{0,70}") {
        let login = Login::parse(&raw).unwrap_or_else(|_| login("li.lei"));
        let _ = password_is_strong_enough(&password, &login);
    }

    #[test]
    fn a_login_is_read_as_it_is_kept(raw in "[a-zA-Z0-9][a-zA-Z0-9._@-]{2,63}") {
        let read = Login::parse(&raw).expect("a login");
        prop_assert_eq!(Login::parse(read.as_str()).expect("the same"), read);
    }
}
