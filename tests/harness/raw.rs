//! The wire itself: requests that no client would send, written octet by octet, and answers read with a time limit.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The longest that anything here is waited for.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How often a condition is looked at.
const GLANCE: Duration = Duration::from_millis(20);

/// The most octets of an answer that a test reads.
const LONGEST_ANSWER: usize = 64 * 1024 * 1024;

/// What a future gives, which must be within the limit.
pub async fn within<T>(limit: Duration, what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(limit, future).await.unwrap_or_else(|_| panic!("{what}: not within {limit:?}"))
}

/// Looks again and again until there is something, which must be within the limit.
pub async fn eventually<T>(limit: Duration, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let mut glances = tokio::time::interval(GLANCE);
    let looking = async {
        loop {
            glances.tick().await;
            if let Some(seen) = look().await {
                return seen;
            }
        }
    };
    within(limit, what, looking).await
}

/// A connection.
#[derive(Debug)]
pub struct Wire {
    stream: TcpStream,
    unread: Vec<u8>,
}

/// An answer as it came.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Names in lower case and values, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Wire {
    /// Connects.
    pub async fn to(address: SocketAddr) -> Self {
        let stream = within(PATIENCE, "connecting", TcpStream::connect(address)).await.expect("the server listens");
        Self { stream, unread: Vec::new() }
    }

    /// Connects, where somebody listens.
    pub async fn reach(address: SocketAddr) -> Option<Self> {
        let stream = within(PATIENCE, "connecting", TcpStream::connect(address)).await.ok()?;
        Some(Self { stream, unread: Vec::new() })
    }

    /// Sends octets; whether the other side still took them.
    pub async fn send(&mut self, octets: impl AsRef<[u8]>) -> bool {
        within(PATIENCE, "sending", self.stream.write_all(octets.as_ref())).await.is_ok()
    }

    /// The next answer; `None` where the connection ends before it.
    pub async fn answer(&mut self) -> Option<Answer> {
        self.answer_within(PATIENCE).await
    }

    /// The next answer within a limit; `None` where the connection ends before it.
    pub async fn answer_within(&mut self, limit: Duration) -> Option<Answer> {
        within(limit, "an answer", self.read_answer(false)).await
    }

    /// The next answer to a HEAD, which has no body whatever its length says.
    pub async fn answer_to_head(&mut self) -> Option<Answer> {
        within(PATIENCE, "an answer", self.read_answer(true)).await
    }

    /// The next answer; `None` where the connection ends before all of it has come.
    pub async fn whole_answer(&mut self) -> Option<Answer> {
        let reading = async {
            let mut answer = self.read_head().await?;
            self.read_body(&mut answer).await.then_some(answer)
        };
        within(PATIENCE, "an answer", reading).await
    }

    /// Waits until the other side ends the connection; what it said before that.
    pub async fn ended_within(&mut self, limit: Duration) -> Vec<u8> {
        let reading = async { while self.read_more().await {} };
        within(limit, "the end of the connection", reading).await;
        std::mem::take(&mut self.unread)
    }

    /// Whether the connection still stands: nothing was said and it was not ended.
    pub fn is_open(&self) -> bool {
        let mut octet = [0];
        matches!(self.stream.try_read(&mut octet), Err(error) if error.kind() == std::io::ErrorKind::WouldBlock)
    }

    async fn read_answer(&mut self, without_body: bool) -> Option<Answer> {
        let mut answer = self.read_head().await?;
        let has_body = !without_body && answer.status != 304;
        assert!(!has_body || self.read_body(&mut answer).await, "the answer broke off");
        Some(answer)
    }

    /// The status and the headers.
    async fn read_head(&mut self) -> Option<Answer> {
        let head_end = loop {
            if let Some(place) = self.unread.windows(4).position(|window| window == b"\r\n\r\n") {
                break place;
            }
            if !self.read_more().await {
                return None;
            }
        };
        let head = String::from_utf8(self.unread.drain(..head_end + 4).collect()).expect("a head is text");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers: Vec<_> = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Some(Answer { status: status.expect("a status"), headers, body: Vec::new() })
    }

    /// The body; whether all of it came.
    async fn read_body(&mut self, answer: &mut Answer) -> bool {
        assert_eq!(answer.header("transfer-encoding"), None, "answers tell their length");
        let length = answer.header("content-length").map_or(0, |length| length.parse().expect("a length"));
        while self.unread.len() < length {
            if !self.read_more().await {
                return false;
            }
        }
        answer.body = self.unread.drain(..length).collect();
        true
    }

    async fn read_more(&mut self) -> bool {
        assert!(self.unread.len() < LONGEST_ANSWER, "the answer does not end");
        let mut octets = vec![0; 16 * 1024];
        match self.stream.read(&mut octets).await {
            Ok(0) | Err(_) => false,
            Ok(read) => {
                self.unread.extend_from_slice(&octets[..read]);
                true
            }
        }
    }
}

impl Answer {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is text")
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The problem document, which must be one, with all that every problem has and nothing that none may have.
    pub fn problem(&self) -> Value {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem = self.json();
        let code = problem["code"].as_str().expect("a code");
        assert_eq!(problem["type"], format!("urn:zhiquan:problem:{code}"), "{problem}");
        assert_eq!(problem["status"], self.status, "{problem}");
        assert_eq!(problem["request_id"].as_str(), self.header("x-request-id"), "{problem}");
        let speaks_chinese = problem["title"].as_str().is_some_and(|title| title.chars().any(is_han));
        let language = if speaks_chinese { "zh-CN" } else { "en" };
        assert_eq!(self.header("content-language"), Some(language), "{problem}");
        self.bears_what_every_answer_bears();
        for inside in INSIDES {
            assert!(!self.text().contains(inside), "{inside:?} is nobody's business: {problem}");
        }
        problem
    }

    /// The headers of every answer.
    pub fn bears_what_every_answer_bears(&self) {
        assert_eq!(self.header("x-content-type-options"), Some("nosniff"), "{self:?}");
        assert_eq!(self.header("referrer-policy"), Some("no-referrer"), "{self:?}");
        assert_eq!(self.header("x-frame-options"), Some("DENY"), "{self:?}");
        for present in ["content-security-policy", "cache-control", "x-request-id"] {
            assert!(self.header(present).is_some_and(|value| !value.is_empty()), "{present}: {self:?}");
        }
    }
}

/// Signs that the inside has leaked out: paths, statements, the program's own types, what a panic or a library says.
pub const INSIDES: [&str; 20] = [
    "/src/",
    ".rs",
    "SELECT",
    "INSERT",
    "sqlx",
    "sea_orm",
    "sqlite",
    "postgres",
    "tantivy",
    "panick",
    "unwrap",
    "poem",
    "failed to parse",
    "Expected input type",
    "while parsing",
    "string_date",
    "integer_",
    "SearchFilters",
    "/tmp",
    "Error(",
];

/// Whether a character is a Chinese one.
pub fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// A connection that sends one request and reads one answer.
pub async fn ask(address: SocketAddr, request: impl AsRef<[u8]>) -> Answer {
    let mut wire = Wire::to(address).await;
    wire.send(request).await;
    wire.answer().await.expect("an answer")
}

/// Asks for a page by its path and query.
pub async fn get(address: SocketAddr, target: &str) -> Answer {
    ask(address, format!("GET {target} HTTP/1.1\r\nHost: test\r\n\r\n")).await
}

/// Sends a JSON body to a path.
pub async fn post(address: SocketAddr, target: &str, body: impl AsRef<[u8]>) -> Answer {
    post_as(address, target, "application/json", body).await
}

/// Sends a body of some content type to a path.
pub async fn post_as(address: SocketAddr, target: &str, content_type: &str, body: impl AsRef<[u8]>) -> Answer {
    let body = body.as_ref();
    let length = body.len();
    let head =
        format!("POST {target} HTTP/1.1\r\nHost: test\r\nContent-Type: {content_type}\r\nContent-Length: {length}");
    ask(address, [format!("{head}\r\n\r\n").as_bytes(), body].concat()).await
}
