//! What is committed stands, and no state of the folder keeps the program from starting.

use std::fs;
use std::path::{Path, PathBuf};

use search_index::{Engine, EngineFault, EngineOptions, EngineState, Opened};

use crate::lab::{Lab, put, records, request};

fn open(folder: &Path) -> Opened {
    Engine::open(folder, EngineOptions::default()).expect("the index opens whatever was done to it")
}

/// Files of the generation in use, those of segments among them.
fn files(folder: &Path) -> Vec<PathBuf> {
    let name = fs::read_to_string(folder.join("CURRENT")).expect("the pointer is there");
    let entries = fs::read_dir(folder.join(name)).expect("the generation is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn of_kind(folder: &Path, ending: &str) -> PathBuf {
    let found = files(folder).into_iter().find(|path| path.to_string_lossy().ends_with(ending));
    found.expect("the index has such a file")
}

const KINDS: [&str; 9] =
    [".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm", "/meta.json", ".managed.json", "/IDENTITY"];

fn closed() -> tempfile::TempDir {
    let Lab { folder, engine, .. } = Lab::new();
    drop(engine);
    folder
}

#[test]
fn what_was_committed_is_there_after_a_restart() {
    let lab = Lab::new();
    let mut expected: Vec<u64> = lab.entries.iter().map(|entry| entry.key).collect();
    expected.sort_unstable();
    lab.engine.apply(&put(&[search_index::Entry { key: 9, ..records()[0].clone() }], false)).expect("it is taken");
    let Lab { folder, engine, .. } = lab;
    drop(engine);
    let opened = open(folder.path());
    assert_eq!((opened.state, opened.cursor), (EngineState::Intact, Some(91)));
    assert_eq!(opened.engine.keys(), expected, "and what was not committed is not");
    assert!(opened.engine.verify().expect("the files are read").is_empty());
}

#[test]
fn a_new_folder_is_created_and_a_second_process_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("a").join("b");
    let opened = open(&inner);
    assert_eq!((opened.state, opened.cursor), (EngineState::Created, None));
    let second = Engine::open(&inner, EngineOptions::default());
    assert!(matches!(second, Err(EngineFault::InUse(_))), "{second:?}");
}

#[test]
fn an_index_without_a_commit_is_intact_and_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(open(folder.path()));
    let opened = open(folder.path());
    assert_eq!((opened.state, opened.cursor, opened.engine.documents()), (EngineState::Intact, None, 0));
}

#[test]
fn locks_left_by_a_killed_process_do_not_matter() {
    let folder = closed();
    let generation = files(folder.path())[0].parent().expect("a folder").to_owned();
    for lock in [".tantivy-writer.lock", ".tantivy-meta.lock"] {
        fs::write(generation.join(lock), "").expect("a lock file is left");
    }
    fs::write(folder.path().join("CURRENT.new"), "gen-0000").expect("a half-written pointer is left");
    let opened = open(folder.path());
    assert_eq!(opened.state, EngineState::Intact);
    opened.engine.apply(&put(&records()[..3], true)).expect("records are taken");
    opened.engine.commit(92).expect("records are committed");
}

/// The same folder again.
fn copied(from: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let (path, target) = (entry.expect("an entry").path(), folder.path().to_owned());
        if path.is_dir() {
            let target = target.join(path.file_name().expect("a name"));
            fs::create_dir(&target).expect("a folder");
            for file in fs::read_dir(&path).expect("the generation is there") {
                let file = file.expect("an entry").path();
                fs::copy(&file, target.join(file.file_name().expect("a name"))).expect("the file is copied");
            }
        } else {
            fs::copy(&path, target.join(path.file_name().expect("a name"))).expect("the file is copied");
        }
    }
    folder
}

/// Damages a copy of the folder, opens it, and fills it again.
fn heals(whole: &Path, what: &str, damage: impl Fn(&Path)) {
    let folder = copied(whole);
    damage(folder.path());
    let opened = open(folder.path());
    assert!(matches!(opened.state, EngineState::Rebuilt { .. }), "{what}: {:?}", opened.state);
    assert_eq!((opened.cursor, opened.engine.documents()), (None, 0), "{what}");
    opened.engine.apply(&put(&records()[..5], false)).expect("records are taken");
    opened.engine.commit(1).expect("records are committed");
    drop(opened);
    let opened = open(folder.path());
    assert_eq!((opened.state, opened.cursor, opened.engine.documents()), (EngineState::Intact, Some(1), 5), "{what}");
}

fn cut(path: &Path, by: impl Fn(usize) -> usize) {
    let bytes = fs::read(path).expect("the file is there");
    fs::write(path, &bytes[..by(bytes.len())]).expect("the file is cut");
}

#[test]
fn missing_files_are_noticed_and_healed() {
    let whole = closed();
    for kind in KINDS {
        heals(whole.path(), kind, |folder| fs::remove_file(of_kind(folder, kind)).expect("the file goes"));
    }
    heals(whole.path(), "CURRENT", |folder| fs::remove_file(folder.join("CURRENT")).expect("the file goes"));
    heals(whole.path(), "generation", |folder| {
        let generation = files(folder)[0].parent().expect("a folder").to_owned();
        fs::remove_dir_all(generation).expect("the folder goes");
    });
}

#[test]
fn files_cut_short_are_noticed_and_healed() {
    let whole = closed();
    for kind in KINDS {
        heals(whole.path(), kind, |folder| cut(&of_kind(folder, kind), |length| length / 2));
        heals(whole.path(), kind, |folder| cut(&of_kind(folder, kind), |_| 0));
    }
    heals(whole.path(), "CURRENT", |folder| cut(&folder.join("CURRENT"), |_| 0));
}

#[test]
fn a_pointer_to_nowhere_is_healed() {
    let whole = closed();
    for name in ["gen-000099", "../elsewhere", "\u{fffd}"] {
        heals(whole.path(), name, |folder| {
            fs::write(folder.join("CURRENT"), name).expect("the pointer is overwritten")
        });
    }
}

#[test]
fn an_index_of_another_schema_or_dictionary_is_built_anew() {
    let whole = closed();
    heals(whole.path(), "identity", |folder| {
        let path = of_kind(folder, "/IDENTITY");
        let text = fs::read_to_string(&path).expect("the file is read");
        fs::write(&path, text.replace("dictionary ", "dictionary 0")).expect("the file is overwritten");
    });
}

#[test]
fn a_commit_without_a_cursor_of_ours_is_not_trusted() {
    let whole = closed();
    heals(whole.path(), "payload", |folder| {
        let path = of_kind(folder, "/meta.json");
        let text = fs::read_to_string(&path).expect("the file is read");
        assert!(text.contains("\"91\""), "{text}");
        fs::write(&path, text.replace("\"91\"", "\"x\"")).expect("the file is overwritten");
    });
}

#[test]
fn a_flipped_bit_is_found_by_verification() {
    let folder = closed();
    let path = of_kind(folder.path(), ".pos");
    let mut bytes = fs::read(&path).expect("the file is read");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).expect("the file is overwritten");
    let opened = open(folder.path());
    let damaged = opened.engine.verify().expect("the files are read");
    assert_eq!(damaged, [PathBuf::from(path.file_name().expect("a name"))]);
}

#[test]
fn a_replaced_record_is_found_by_its_new_text_alone() {
    let lab = Lab::new();
    let entry = search_index::Entry { title: "全新标题鑿".to_owned(), ..lab.entries[0].clone() };
    let before = lab.engine.documents();
    lab.engine.apply(&put(std::slice::from_ref(&entry), true)).expect("a record is taken");
    assert_eq!(lab.ask("\"鑿\"").total, 0, "not before the commit");
    lab.engine.commit(92).expect("a record is committed");
    assert_eq!(lab.keys(&request("\"鑿\"")), [entry.key]);
    assert_eq!(lab.engine.documents(), before);
}

#[test]
fn optimising_changes_no_answer() {
    let lab = Lab::new();
    let before = lab.keys(&request("装置"));
    lab.engine.optimise().expect("the segments are merged");
    assert_eq!(lab.engine.segments(), 1);
    assert_eq!(lab.keys(&request("装置")), before);
    assert_eq!(lab.engine.cursor(), Some(91));
    lab.engine.apply(&put(&records()[..3], true)).expect("records are taken");
    lab.engine.commit(92).expect("records are committed");
    assert_eq!(lab.engine.documents(), lab.entries.len() as u64);
    let Lab { folder, engine, .. } = lab;
    drop(engine);
    assert_eq!(open(folder.path()).cursor, Some(92));
}
