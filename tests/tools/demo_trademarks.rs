//! Writes the invented register of marks that ships for demonstrations:
//! `demo-trademarks data/trademarks/brand_words.txt.gz data/trademarks/demo.ndjson.gz`.

use std::error::Error;
use std::fs::File;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::GzBuilder;
use flate2::read::GzDecoder;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(words), Some(register), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("usage: demo-trademarks WORDS.txt.gz REGISTER.ndjson.gz".into());
    };
    let mut text = String::new();
    GzDecoder::new(File::open(words)?).read_to_string(&mut text)?;
    let lines = tests::demo_trademarks::generate(&text)?;
    // No name and no time in the header: the same words give the same file.
    let mut packed = GzBuilder::new().mtime(0).write(File::create(register)?, Compression::best());
    packed.write_all(lines.as_bytes())?;
    packed.finish()?.sync_all()?;
    Ok(())
}
