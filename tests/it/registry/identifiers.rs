//! What kind of identifier a string is, asked over HTTP.

use tests::TestApp;

#[tokio::test]
async fn a_patent_number_in_any_writing_is_recognised_and_normalised() {
    let house = TestApp::start().await;
    for writing in
        ["ZL%202020%201%200566088.9", "CN202010566088.9", "2020105660889", "ｚｌ２０２０１０５６６０８８．９"]
    {
        let answer = house.get_json(&format!("/api/v1/identifiers?value={writing}")).await;
        assert_eq!(answer["kind"], "patent_application_number", "{writing}");
        assert_eq!((&answer["normalised"], &answer["valid"]), (&"202010566088.9".into(), &true.into()), "{writing}");
    }
}

#[tokio::test]
async fn a_failed_check_character_is_not_valid_and_says_what_it_should_be() {
    let house = TestApp::start().await;
    let answer = house.get_json("/api/v1/identifiers?value=202310123456.7").await;
    assert_eq!((&answer["kind"], &answer["valid"]), (&"patent_application_number".into(), &false.into()));
    assert!(answer["warnings"][0]["en"].as_str().unwrap_or_default().contains('6'), "{answer}");
}

#[tokio::test]
async fn what_is_no_identifier_has_no_kind_and_a_reason() {
    let house = TestApp::start().await;
    let answer = house.get_json("/api/v1/identifiers?value=%E4%BD%A0%E5%A5%BD").await;
    assert_eq!((&answer["kind"], &answer["valid"]), (&serde_json::Value::Null, &false.into()));
    assert!(!answer["warnings"].as_array().expect("warnings").is_empty());
}
