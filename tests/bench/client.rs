//! The least that speaks HTTP/1.1 over one kept connection, so that the client costs next to nothing.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

use crate::setting::Outcome;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// One connection.
pub(crate) struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The cookie that was set, without its attributes.
    pub(crate) cookie: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The answer, which must have this status.
    pub(crate) fn must_be(self, status: u16) -> Outcome<Self> {
        if self.status == status {
            Ok(self)
        } else {
            Err(format!("answered {}: {}", self.status, String::from_utf8_lossy(&self.body)).into())
        }
    }

    /// The JSON of an answer that must be 200.
    pub(crate) fn json(self) -> Outcome<Value> {
        Ok(serde_json::from_slice(&self.must_be(200)?.body)?)
    }
}

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { address, stream: BufReader::new(stream) })
    }

    /// A search with its question in the body.
    pub(crate) fn search(&mut self, body: &str) -> Outcome<Answer> {
        self.post("/api/v1/search", "", body)
    }

    /// A GET of a path with its query, escaped already.
    pub(crate) fn get(&mut self, path: &str) -> Outcome<Answer> {
        self.get_with(path, "")
    }

    /// A GET with further lines of the head, each with its end.
    pub(crate) fn get_with(&mut self, path: &str, head: &str) -> Outcome<Answer> {
        let address = self.address;
        self.send(&format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n{head}\r\n"))
    }

    /// A POST of JSON with further lines of the head, each with its end.
    pub(crate) fn post(&mut self, path: &str, head: &str, body: &str) -> Outcome<Answer> {
        let (address, length) = (self.address, body.len());
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\n{head}\r\n{body}"
        ))
    }

    fn send(&mut self, request: &str) -> Outcome<Answer> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split_whitespace().nth(1).ok_or("the connection was closed")?.parse()?;
        let (mut length, mut cookie) = (0, None);
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            } else if name.eq_ignore_ascii_case("set-cookie") {
                cookie = value.trim().split(';').next().map(str::to_owned);
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, cookie, body })
    }
}
