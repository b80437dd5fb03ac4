//! The checkpoints, read line by line beside the chain.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use tokio::fs::File;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader, Take};
use uuid::Uuid;

use super::chain::Read;
use super::{Findings, Place};
use crate::journal::{Checkpoint, Export, LONGEST_LINE};
use crate::secrets::PublicKey;

/// The checkpoints that were there when verification began.
pub(super) struct Checkpoints {
    /// `None` where nothing was ever signed.
    lines: Option<BufReader<Take<File>>>,
    line: u64,
    /// The position of the line before.
    before: i64,
    keys: BTreeMap<String, PublicKey>,
    unknown: BTreeSet<String>,
    ahead: Option<Checkpoint>,
}

impl Checkpoints {
    /// Opens the file and reads to its first checkpoint.
    pub(super) async fn open(export: &Export, findings: &mut Findings) -> io::Result<Self> {
        let lines = match File::open(export.checkpoints_file()).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            opened => {
                let file = opened?;
                // What is appended from here on tells of entries that the snapshot does not hold.
                let length = file.metadata().await?.len();
                Some(BufReader::new(file.take(length)))
            }
        };
        let (keys, unknown) = (export.keys()?, BTreeSet::new());
        let mut checkpoints = Self { lines, line: 0, before: 0, keys, unknown, ahead: None };
        checkpoints.advance(findings).await?;
        Ok(checkpoints)
    }

    /// Holds every checkpoint up to this entry against it.
    pub(super) async fn reach(&mut self, read: &Read, findings: &mut Findings) -> io::Result<()> {
        while let Some(ahead) = self.ahead.take_if(|ahead| ahead.position <= read.position) {
            if ahead.position < read.position {
                // The entry is missing, which is found already.
                let place = self.place(ahead.position, None);
                findings.add(place, "签名检查点所指的条目已缺失", "The entry that was signed is not there");
            } else if ahead.hash.as_slice() == read.chain_hash.as_slice() {
                findings.seen.checkpoints += 1;
                findings.seen.signed_to = ahead.position;
            } else {
                let place = self.place(ahead.position, Some(read.id));
                findings.add(
                    place,
                    "签名检查点与链不符：此位置或之前的条目已被改写",
                    "The checkpoint says another hash: this entry or one before it was written anew",
                );
            }
            self.advance(findings).await?;
        }
        Ok(())
    }

    /// What is left names positions behind the last entry.
    pub(super) async fn end(&mut self, last: i64, findings: &mut Findings) -> io::Result<()> {
        let Some(first) = self.ahead.take() else { return Ok(()) };
        let place = self.place(first.position, None);
        let mut furthest = first.position;
        self.advance(findings).await?;
        while let Some(ahead) = self.ahead.take() {
            furthest = ahead.position;
            self.advance(findings).await?;
        }
        findings.add(
            place,
            format!("日志止于 {last}，而已签名至 {furthest}：末尾被截断，或换成了旧副本"),
            format!(
                "The journal ends at {last} and was signed up to {furthest}: its tail was cut off, or an older copy was put \
                 in its place"
            ),
        );
        Ok(())
    }

    fn place(&self, position: i64, entry: Option<Uuid>) -> Place {
        Place::Checkpoint { line: self.line, position: Some(position), entry }
    }

    /// Reads on to the next checkpoint that may be believed.
    async fn advance(&mut self, findings: &mut Findings) -> io::Result<()> {
        while let Some(line) = self.next_line().await? {
            self.line += 1;
            let Some(checkpoint) = Checkpoint::of_line(&line) else {
                let place = Place::Checkpoint { line: self.line, position: None, entry: None };
                findings.add(place, "签名检查点无法读取", "The checkpoint cannot be read");
                continue;
            };
            if self.is_believed(&checkpoint, findings) {
                self.before = checkpoint.position;
                self.ahead = Some(checkpoint);
                break;
            }
        }
        Ok(())
    }

    fn is_believed(&mut self, checkpoint: &Checkpoint, findings: &mut Findings) -> bool {
        let place = self.place(checkpoint.position, None);
        let kid = checkpoint.key.kid();
        if self.keys.get(&kid) != Some(&checkpoint.key) {
            if self.unknown.insert(kid.clone()) {
                findings.add(
                    place,
                    format!("签名密钥 {kid} 不在库外的密钥清单中"),
                    format!("The key {kid} is not in the list of keys outside the database"),
                );
            }
            return false;
        }
        if !checkpoint.is_signed() {
            findings.add(place, "签名不符：检查点已被改动", "The signature is not of this checkpoint: it was changed");
            return false;
        }
        if checkpoint.position < self.before {
            findings.add(
                place,
                "检查点的位置倒退：曾换成旧副本后继续使用",
                "The checkpoint goes back behind the one before: an older copy was continued",
            );
            return false;
        }
        true
    }

    /// The next whole line. One that was cut off at the end, because the machine stopped, is none.
    async fn next_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some(reader) = &mut self.lines else { return Ok(None) };
        let mut line = Vec::new();
        reader.take(LONGEST_LINE).read_until(b'\n', &mut line).await?;
        if line.last() == Some(&b'\n') {
            line.pop();
            return Ok(Some(line));
        }
        // A line longer than any of ours is told in pieces, none of which can be read.
        Ok((line.len() as u64 >= LONGEST_LINE).then_some(line))
    }
}
