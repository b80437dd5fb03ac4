//! Exactness: every phrase answered over HTTP with the total that a scan of all texts finds.

use std::collections::HashMap;
use std::path::Path;

use search_index::Entry;
use search_index::analysis::{fold, fold_text, words};
use tantivy::collector::Count;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument};

use crate::corpus::{Corpus, RealPatent};
use crate::direct::segmented;
use crate::house::House;
use crate::questions::{Question, stretch_of};
use crate::setting::Outcome;
use crate::table::{Report, Table, verdict};
use tests::chance::Chance;

/// Stretches of any characters.
const ANYWHERE: usize = 500;
/// Stretches of each special class.
const SPECIAL: usize = 100;
/// The longest stretch, in characters.
const LONGEST: usize = 10;
/// Memory of the comparison's index while it is built.
const WRITER_BYTES: usize = 50_000_000;

/// Classes of phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Anywhere,
    LatinOrDigits,
    Punctuation,
    AcrossAWordBorder,
    /// The end of a title and the beginning of its abstract: it stands nowhere unless by chance.
    AcrossTwoTexts,
}

impl Class {
    const ALL: [Self; 5] =
        [Self::Anywhere, Self::LatinOrDigits, Self::Punctuation, Self::AcrossAWordBorder, Self::AcrossTwoTexts];

    const fn name(self) -> &'static str {
        match self {
            Self::Anywhere => "1 to 10 characters from anywhere",
            Self::LatinOrDigits => "with Latin letters or digits",
            Self::Punctuation => "with punctuation",
            Self::AcrossAWordBorder => "across a border of words",
            Self::AcrossTwoTexts => "across title and abstract",
        }
    }

    const fn wanted(self) -> usize {
        match self {
            Self::Anywhere => ANYWHERE,
            Self::LatinOrDigits | Self::Punctuation | Self::AcrossAWordBorder | Self::AcrossTwoTexts => SPECIAL,
        }
    }

    fn draw(self, patent: &RealPatent, chance: &mut Chance) -> Option<String> {
        let text = if chance.below(2) == 0 { &patent.title } else { &patent.abstract_text };
        let (length, start) = (chance.between(1, LONGEST), chance.below(text.chars().count()));
        let drawn = match self {
            Self::Anywhere | Self::LatinOrDigits | Self::Punctuation => stretch_of(text, length, start)?.to_owned(),
            Self::AcrossAWordBorder => {
                let found = words(text);
                let border = chance.of(&found)?.end;
                stretch_of(text, 2, border.checked_sub(1)?)?.to_owned()
            }
            Self::AcrossTwoTexts => {
                let end = patent.title.chars().next_back()?;
                let beginning: String = patent.abstract_text.chars().take(length.max(2)).collect();
                format!("{end}{beginning}")
            }
        };
        let fits = match self {
            Self::Anywhere | Self::AcrossAWordBorder | Self::AcrossTwoTexts => true,
            Self::LatinOrDigits => drawn.chars().any(|c| c.is_ascii_alphanumeric()),
            Self::Punctuation => drawn.chars().any(|c| !c.is_alphanumeric()),
        };
        (fits && !drawn.trim().is_empty()).then_some(drawn)
    }
}

fn phrases(class: Class, real: &[RealPatent]) -> Vec<String> {
    let mut chance = Chance::seeded(0xE1 + class as u64);
    let mut drawn = Vec::new();
    for _ in 0..class.wanted() * 100 {
        if drawn.len() == class.wanted() {
            break;
        }
        if let Some(patent) = chance.of(real) {
            drawn.extend(class.draw(patent, &mut chance));
        }
    }
    drawn
}

/// Measures; answers whether every total was right.
pub(crate) fn measure(corpus: &Corpus, data: &Path, report: &mut Report) -> Outcome<bool> {
    let by_class = Class::ALL.map(|class| (class, phrases(class, &corpus.real)));
    let mut everything = Scan::of(by_class.iter().flat_map(|(_, phrases)| phrases));
    crate::records::each(data, |entries| {
        entries.iter().for_each(|entry| everything.take(&texts(entry)));
        Ok(())
    })?;
    let mut real = Scan::of(by_class.iter().flat_map(|(_, phrases)| phrases));
    corpus.real.iter().for_each(|patent| real.take(&[&patent.title, &patent.abstract_text]));
    let plain = Plain::of(&corpus.real)?;
    let house = House::start(data, "")?;
    let mut client = house.client()?;
    let mut table = Table::new(
        "Exactness of phrases against a scan of every text",
        &["phrases", "asked", "records found", "wrong over HTTP", "target 0", "wrong as segmented phrases"],
    );
    let mut all_right = true;
    for (class, phrases) in &by_class {
        let (mut wrong, mut wrong_plain, mut records) = (0, 0, 0);
        for phrase in phrases {
            let answer = client.search(&Question::of_phrase(phrase).body(false))?.json()?;
            let expected = everything.count(phrase);
            records += expected;
            wrong += usize::from(answer["total"].as_u64() != Some(expected));
            wrong_plain += usize::from(plain.count(phrase)? != real.count(phrase));
        }
        all_right &= wrong == 0;
        table.row([
            class.name().to_owned(),
            phrases.len().to_string(),
            records.to_string(),
            wrong.to_string(),
            verdict(wrong == 0),
            format!("{wrong_plain} ({:.0} %)", wrong_plain as f64 * 100.0 / phrases.len().max(1) as f64),
        ]);
    }
    house.stop()?;
    report.table(&table)?;
    report.note(&format!(
        "The house is asked about all records; the segmented phrases (jieba's words with positions in plain tantivy) are \
         asked about the {} real patents alone, against a scan of these.",
        corpus.real.len()
    ))?;
    Ok(all_right)
}

fn texts(entry: &Entry) -> Vec<&str> {
    let titles = std::iter::once(&entry.title).chain(&entry.other_titles);
    let others = [&entry.abstract_text, &entry.claims, &entry.description].into_iter().flatten();
    titles.chain(others).map(String::as_str).collect()
}

/// Counts the records in which each phrase stands, looking at every place of every text.
struct Scan {
    /// Phrases by their first character.
    by_first: HashMap<char, Vec<usize>>,
    phrases: Vec<Vec<char>>,
    counts: Vec<u64>,
    /// The last record in which each was seen, so that a record counts once.
    seen: Vec<u64>,
    places: HashMap<String, usize>,
    records: u64,
}

impl Scan {
    fn of<'p>(phrases: impl Iterator<Item = &'p String>) -> Self {
        let mut scan = Self {
            by_first: HashMap::new(),
            phrases: Vec::new(),
            counts: Vec::new(),
            seen: Vec::new(),
            places: HashMap::new(),
            records: 0,
        };
        for phrase in phrases {
            let folded: Vec<char> = phrase.chars().map(fold).collect();
            let Some(&first) = folded.first() else { continue };
            let place = scan.phrases.len();
            if scan.places.contains_key(&fold_text(phrase)) {
                continue;
            }
            scan.places.insert(fold_text(phrase), place);
            scan.by_first.entry(first).or_default().push(place);
            scan.phrases.push(folded);
            scan.counts.push(0);
            scan.seen.push(0);
        }
        scan
    }

    /// Takes in one record.
    fn take(&mut self, texts: &[&str]) {
        self.records += 1;
        for text in texts {
            let folded: Vec<char> = text.chars().map(fold).collect();
            for start in 0..folded.len() {
                let rest = folded.get(start..).unwrap_or_default();
                let Some(candidates) = rest.first().and_then(|first| self.by_first.get(first)) else { continue };
                for &place in candidates {
                    if self.seen[place] != self.records && rest.starts_with(&self.phrases[place]) {
                        self.seen[place] = self.records;
                        self.counts[place] += 1;
                    }
                }
            }
        }
    }

    fn count(&self, phrase: &str) -> u64 {
        self.places.get(&fold_text(phrase)).and_then(|place| self.counts.get(*place)).copied().unwrap_or(0)
    }
}

/// What an index of segmented words answers to phrases.
struct Plain {
    searcher: Searcher,
    field: Field,
}

impl Plain {
    fn of(real: &[RealPatent]) -> Outcome<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let field = schema.add_text_field("words", TextOptions::default().set_indexing_options(indexing));
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES)?;
        for patent in real {
            let mut document = TantivyDocument::default();
            for text in [&patent.title, &patent.abstract_text] {
                document.add_pre_tokenized_text(field, cut(text));
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        Ok(Self { searcher: index.reader()?.searcher(), field })
    }

    fn count(&self, phrase: &str) -> Outcome<u64> {
        Ok(self.searcher.search(segmented(self.field, phrase).as_ref(), &Count)? as u64)
    }
}

/// The words of a text, one behind the other.
fn cut(text: &str) -> PreTokenizedString {
    let found = words(text).into_iter().filter(|word| !word.inner);
    let token = |word: search_index::analysis::Word| Token {
        text: word.text,
        position: word.position,
        offset_from: word.start,
        offset_to: word.end,
        position_length: 1,
    };
    PreTokenizedString { text: text.to_owned(), tokens: found.map(token).collect() }
}
