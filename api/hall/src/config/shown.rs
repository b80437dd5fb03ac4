//! What of the settings is shown.

/// The URL without who asks and by which password: neither before the place nor among the parameters.
pub(super) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (place, parameters) = rest.split_once('?').map_or((rest, None), |(place, rest)| (place, Some(rest)));
    let place = place.rsplit_once('@').map_or_else(|| place.to_owned(), |(_, place)| format!("***@{place}"));
    let Some(parameters) = parameters else { return format!("{scheme}://{place}") };
    let shown = parameters.split('&').map(|parameter| match parameter.split_once('=') {
        Some((name, _)) if name.to_ascii_lowercase().contains("password") => format!("{name}=***"),
        Some(_) | None => parameter.to_owned(),
    });
    format!("{scheme}://{place}?{}", shown.collect::<Vec<_>>().join("&"))
}
