//! Files that are made from code and kept in the repository: schemas, fixtures, tables in the
//! documentation.
//!
//! A test owns each of them: it makes the content and hands it over. Normally that compares; with
//! `WINFACTOR_REGENERATE=1`, as `cargo xtask generate` sets it, it writes. The test's name begins
//! with `generated_`, so that `generate` finds it:
//!
//! ```text
//! #[test]
//! fn generated_lead_schema_is_current() {
//!     winfactor_testkit::golden::assert_file("schemas/events/lead.created/v1.json", &schema());
//! }
//! ```

mod difference;
mod section;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

const REGENERATE: &str = "WINFACTOR_REGENERATE";

/// Two sections of one file are written by two tests, which must not overtake each other.
static WRITING: Mutex<()> = Mutex::new(());

/// The repository's root directory.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("crates/testkit lies two levels deep")
        .to_owned()
}

/// The file at `path` (from the repository's root) has exactly this content.
///
/// # Panics
/// When it has not: with the lines that differ, and what to run.
#[track_caller]
pub fn assert_file(path: &str, content: &str) {
    Golden::of_repository().file(path, content);
}

/// The part of the file between the lines `<!-- generated:NAME -->` and `<!-- /generated -->` has
/// exactly this content.
///
/// # Panics
/// When it has not, or when there is no such part.
#[track_caller]
pub fn assert_section(path: &str, name: &str, content: &str) {
    Golden::of_repository().section(path, name, content);
}

/// The directory holds exactly these files (names may contain `/`), each with its content: a file
/// that is no longer made is removed as well.
///
/// # Panics
/// When a file is missing, differs, or is one too many.
#[track_caller]
pub fn assert_directory(path: &str, files: &BTreeMap<String, String>) {
    Golden::of_repository().directory(path, files);
}

struct Golden {
    root: PathBuf,
    write: bool,
}

impl Golden {
    fn of_repository() -> Golden {
        Golden {
            root: root(),
            write: std::env::var_os(REGENERATE).is_some_and(|value| value == "1"),
        }
    }

    #[track_caller]
    fn file(&self, path: &str, content: &str) {
        let _turn = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        let full = self.root.join(path);
        let present = fs::read_to_string(&full).unwrap_or_default();
        if present == content && full.exists() {
            return;
        }
        self.replace(path, &present, content);
    }

    #[track_caller]
    fn section(&self, path: &str, name: &str, content: &str) {
        let _turn = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        let present = fs::read_to_string(self.root.join(path)).unwrap_or_default();
        let Some(wanted) = section::replaced(&present, name, content) else {
            panic!(
                "{path} has no section between `<!-- generated:{name} -->` and `<!-- /generated -->`: add the two lines"
            );
        };
        if present != wanted {
            self.replace(path, &present, &wanted);
        }
    }

    #[track_caller]
    fn directory(&self, path: &str, files: &BTreeMap<String, String>) {
        for (name, content) in files {
            self.file(&format!("{path}/{name}"), content);
        }
        let directory = self.root.join(path);
        for stray in names_below(&directory, "")
            .into_iter()
            .filter(|name| !files.contains_key(name))
        {
            assert!(
                self.write,
                "{path}/{stray} is no longer generated. Run `cargo xtask generate`."
            );
            fs::remove_file(directory.join(&stray))
                .expect("a file of the repository can be removed");
        }
    }

    #[track_caller]
    fn replace(&self, path: &str, present: &str, wanted: &str) {
        assert!(
            self.write,
            "{path} is not current. Run `cargo xtask generate` and look at what changed.\n{}",
            difference::between(present, wanted)
        );
        let full = self.root.join(path);
        let directory = full.parent().expect("a file lies in a directory");
        fs::create_dir_all(directory).expect("directories of the repository can be made");
        fs::write(&full, wanted).expect("files of the repository can be written");
    }
}

/// The files below a directory, with `/` between parts.
fn names_below(directory: &Path, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            names.extend(names_below(&entry.path(), &format!("{name}/")));
        } else {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    fn in_directory(directory: &tempfile::TempDir, write: bool) -> Golden {
        Golden {
            root: directory.path().to_owned(),
            write,
        }
    }

    fn refusal(act: impl FnOnce() + std::panic::UnwindSafe) -> String {
        *catch_unwind(act)
            .expect_err("a difference is refused")
            .downcast::<String>()
            .expect("it is a sentence")
    }

    #[test]
    fn a_file_is_written_when_asked_and_compared_otherwise() {
        let directory = tempfile::tempdir().expect("a directory");
        in_directory(&directory, true).file("a/b.txt", "one\ntwo\n");
        in_directory(&directory, false).file("a/b.txt", "one\ntwo\n");
        let golden = in_directory(&directory, false);
        let refusal = refusal(move || golden.file("a/b.txt", "one\nthree\n"));
        assert!(refusal.contains("cargo xtask generate"), "{refusal}");
        assert!(
            refusal.contains("-two") && refusal.contains("+three"),
            "{refusal}"
        );
    }

    #[test]
    fn a_file_that_does_not_exist_is_not_current_even_when_nothing_is_wanted() {
        let directory = tempfile::tempdir().expect("a directory");
        let golden = in_directory(&directory, false);
        assert!(refusal(move || golden.file("a.txt", "")).contains("a.txt is not current"));
    }

    #[test]
    fn a_section_leaves_the_text_around_it_alone() {
        let directory = tempfile::tempdir().expect("a directory");
        let page = directory.path().join("page.md");
        fs::write(
            &page,
            "before\n<!-- generated:t -->\nold\n<!-- /generated -->\nafter\n",
        )
        .expect("written");
        in_directory(&directory, true).section("page.md", "t", "new");
        let written = fs::read_to_string(&page).expect("read");
        assert_eq!(
            written,
            "before\n<!-- generated:t -->\nnew\n<!-- /generated -->\nafter\n"
        );
        in_directory(&directory, false).section("page.md", "t", "new\n");
        let golden = in_directory(&directory, false);
        assert!(
            refusal(move || golden.section("page.md", "other", "new")).contains("has no section")
        );
    }

    #[test]
    fn a_directory_loses_the_files_that_are_no_longer_made() {
        let directory = tempfile::tempdir().expect("a directory");
        let both: BTreeMap<String, String> = ["x/a.json", "b.json"]
            .map(|name| (name.to_owned(), "{}".to_owned()))
            .into();
        in_directory(&directory, true).directory("d", &both);
        let mut one = both.clone();
        one.remove("x/a.json");
        let (golden, expected) = (in_directory(&directory, false), one.clone());
        assert!(
            refusal(move || golden.directory("d", &expected))
                .contains("d/x/a.json is no longer generated")
        );
        in_directory(&directory, true).directory("d", &one);
        assert_eq!(names_below(&directory.path().join("d"), ""), ["b.json"]);
    }
}
