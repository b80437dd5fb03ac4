//! People over a real socket, as programs outside see the house: an answer, or none where the connection broke off.

use std::net::SocketAddr;

use poem::http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use crate::Reply;
use crate::raw::{Answer, Wire};

/// Somebody who asks over a socket, with the same headers each time.
#[derive(Debug, Clone)]
pub struct Remote {
    headers: Vec<(String, String)>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// Nobody listens.
    NobodyListens,
    /// The connection broke off: what was asked for was done, or was not.
    BrokeOff,
}

impl Remote {
    /// Somebody with these headers.
    pub const fn with(headers: Vec<(String, String)>) -> Self {
        Self { headers }
    }

    /// Sends a request to a house.
    ///
    /// # Errors
    /// [`Silence`].
    pub async fn send(
        &self,
        to: SocketAddr,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Reply, Silence> {
        let mut request = format!("{method} {target} HTTP/1.1\r\nHost: {to}\r\nContent-Length: {}\r\n", body.len());
        let own = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in own.chain(headers.iter().copied()) {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("Connection: close\r\n\r\n");
        let mut wire = Wire::reach(to).await.ok_or(Silence::NobodyListens)?;
        if !wire.send([request.as_bytes(), body].concat()).await {
            return Err(Silence::BrokeOff);
        }
        wire.whole_answer().await.map(Into::into).ok_or(Silence::BrokeOff)
    }

    /// A POST with JSON that must be answered.
    pub async fn post(&self, to: SocketAddr, target: &str, headers: &[(&str, &str)], body: &Value) -> Reply {
        let json = [("content-type", "application/json")];
        let (headers, body) = if body.is_null() {
            (headers.to_vec(), String::new())
        } else {
            ([headers, &json].concat(), body.to_string())
        };
        self.send(to, "POST", target, &headers, body.as_bytes()).await.expect("an answer")
    }

    /// A GET that must be answered.
    pub async fn get(&self, to: SocketAddr, target: &str) -> Reply {
        self.send(to, "GET", target, &[], &[]).await.expect("an answer")
    }
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        let header = |(name, value): &(String, String)| {
            let name: HeaderName = name.parse().expect("the name of a header");
            (name, HeaderValue::from_str(value).expect("the value of a header"))
        };
        let headers: HeaderMap = answer.headers.iter().map(header).collect();
        Self { status: answer.status, headers, body: answer.body }
    }
}
