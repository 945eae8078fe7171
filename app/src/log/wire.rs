//! HTTP to a witness: bounded in time and size, without redirects.

use ledger::witness::{ADD_CHECKPOINT, AddCheckpoint, Answer, monitoring_path};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(3);
const LARGEST: u64 = 160 * 1024;

/// What came back, or why nothing did.
pub(super) type Heard = Result<Answer, String>;

/// Asks a witness to cosign.
pub(super) fn cosign(url: &str, request: &AddCheckpoint) -> Heard {
    let address = below(url, ADD_CHECKPOINT);
    let response = agent().post(address).content_type("text/plain; charset=utf-8").send(request.to_string());
    let (status, kind, body) = heard(response)?;
    Answer::read(status, &kind, &body).map_err(|error| error.to_string())
}

/// The newest checkpoint of a log that a witness shows; none when it has cosigned nothing of it.
pub(super) fn newest(url: &str, origin: &str) -> Result<Option<String>, String> {
    match heard(agent().get(below(url, &monitoring_path(origin))).call())? {
        (200, _, body) => Ok(Some(body)),
        (404, ..) => Ok(None),
        (status, ..) => Err(format!("status {status}")),
    }
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder();
    config.timeout_global(Some(PATIENCE)).http_status_as_error(false).max_redirects(0).build().into()
}

fn below(url: &str, path: &str) -> String {
    format!("{}/{path}", url.trim_end_matches('/'))
}

fn heard(
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<(u16, String, String), String> {
    let mut response = response.map_err(|error| error.to_string())?;
    let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok());
    let (status, kind) = (response.status().as_u16(), kind.unwrap_or_default().to_owned());
    let body = response.body_mut().with_config().limit(LARGEST).read_to_string();
    Ok((status, kind, body.map_err(|error| error.to_string())?))
}
