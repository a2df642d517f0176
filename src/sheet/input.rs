//! What is imported: a file, or what comes through a pipe. It is read in pieces, as often as
//! needed, and never held as a whole.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::error::{Error, FormatProblem};
use crate::model::Source;

use super::encoding::Utf8Check;

/// How much is read at once.
const PIECE: u64 = 1 << 16;
/// What came through a pipe is kept in memory up to so many bytes, else in a file without a name.
const KEPT: usize = 1 << 22;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// One file as named on the command line.
pub struct Input<'a> {
    /// Its name.
    pub name: String,
    content: Content<'a>,
    /// Its first bytes.
    head: Vec<u8>,
}

enum Content<'a> {
    /// At hand.
    Text(&'a [u8]),
    /// What a pipe brought.
    Kept(Vec<u8>),
    /// On a disk, where it must stay as it is for as long as it is read.
    File {
        file: File,
        /// Length and time of change when it was opened; `None` if nobody else can change it.
        about: Option<(u64, Option<SystemTime>)>,
    },
    /// Still to come, behind the first bytes.
    Pipe(RefCell<File>),
}

/// What the first reading of a text found out.
pub(super) struct Survey {
    pub(super) source: Source,
    pub(super) is_utf8: bool,
}

impl<'a> Input<'a> {
    /// Opens a file.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn open(path: &Path) -> Result<Input<'static>, Error> {
        let name = path.to_string_lossy().into_owned();
        let open = || -> io::Result<Input<'static>> {
            let file = File::open(path)?;
            let about = file.metadata()?;
            let mut head = Vec::new();
            (&file).take(PIECE).read_to_end(&mut head)?;
            let content = if about.is_file() {
                let about = Some((about.len(), about.modified().ok()));
                Content::File { file, about }
            } else {
                Content::Pipe(RefCell::new(file))
            };
            Ok(Input {
                name: name.clone(),
                content,
                head,
            })
        };
        open().map_err(|problem| unreadable(&name, problem))
    }

    /// A text that is at hand.
    pub fn text(name: &str, text: &'a [u8]) -> Input<'a> {
        Input {
            name: name.to_owned(),
            content: Content::Text(text),
            head: text.iter().copied().take(1 << 16).collect(),
        }
    }

    /// Whether it looks like JSON: its first character beyond blanks is a brace.
    pub fn is_json(&self) -> bool {
        let bytes = self.head.strip_prefix(MARK).unwrap_or(&self.head);
        bytes
            .iter()
            .find(|byte| !byte.is_ascii_whitespace())
            .is_some_and(|byte| *byte == b'{')
    }

    /// From the beginning, without a mark there. What a pipe brings can be read only once so.
    pub(super) fn reader(&self) -> Result<Box<dyn BufRead + '_>, Error> {
        let open = || -> io::Result<Box<dyn BufRead + '_>> {
            match &self.content {
                Content::Text(text) => unmarked(*text),
                Content::Kept(text) => unmarked(text.as_slice()),
                Content::File { file, .. } => {
                    let mut file = file;
                    file.seek(SeekFrom::Start(0))?;
                    unmarked(file)
                }
                Content::Pipe(file) => unmarked(Cursor::new(&self.head).chain(Shared(file))),
            }
        };
        open().map_err(|problem| unreadable(&self.name, problem))
    }

    /// Reads all of it for the first time: `look` does, to its end. Afterwards it can be read
    /// again, also what a pipe brought.
    pub(super) fn survey<T>(
        &mut self,
        look: impl FnOnce(&mut dyn BufRead) -> Result<T, Error>,
    ) -> Result<(T, Survey), Error> {
        let fail = |problem| unreadable(&self.name, problem);
        let mut watch = Watch::default();
        let found = match &mut self.content {
            Content::Text(text) => watch.over(*text, None, look, &fail),
            Content::Kept(text) => watch.over(text.as_slice(), None, look, &fail),
            Content::File { file, .. } => {
                file.seek(SeekFrom::Start(0)).map_err(fail)?;
                watch.over(file, None, look, &fail)
            }
            Content::Pipe(pipe) => {
                let mut kept = Kept::default();
                let pipe = Cursor::new(&self.head).chain(Shared(pipe));
                let found = watch.over(pipe, Some(&mut kept), look, &fail)?;
                self.content = match kept.file {
                    Some(file) => Content::File { file, about: None },
                    None => Content::Kept(kept.text),
                };
                Ok(found)
            }
        }?;
        self.check()?;
        let survey = Survey {
            source: Source {
                file: self.name.clone(),
                sha256: watch.hash(),
            },
            is_utf8: watch.utf8.is_utf8(),
        };
        Ok((found, survey))
    }

    /// Checks that the file is still as it was when it was opened.
    pub(super) fn check(&self) -> Result<(), Error> {
        let Content::File {
            file,
            about: Some(about),
        } = &self.content
        else {
            return Ok(());
        };
        let now = file
            .metadata()
            .map_err(|problem| unreadable(&self.name, problem))?;
        if (now.len(), now.modified().ok()) == *about {
            Ok(())
        } else {
            Err(Error::Format {
                file: self.name.clone(),
                problem: FormatProblem::Changed,
            })
        }
    }
}

/// A file that cannot be read.
pub(super) fn unreadable(name: &str, problem: io::Error) -> Error {
    Error::File {
        path: name.into(),
        problem,
        is_write: false,
    }
}

/// A reader behind the mark at the beginning, if there is one.
fn unmarked<'r>(mut reader: impl Read + 'r) -> io::Result<Box<dyn BufRead + 'r>> {
    let mut head = Vec::new();
    reader.by_ref().take(3).read_to_end(&mut head)?;
    if head == MARK {
        head.clear();
    }
    let whole = Cursor::new(head).chain(reader);
    Ok(Box::new(BufReader::with_capacity(1 << 16, whole)))
}

/// A pipe that others hold, too.
struct Shared<'p>(&'p RefCell<File>);

impl Read for Shared<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.try_borrow_mut() {
            Ok(mut file) => file.read(buffer),
            Err(_) => Err(io::ErrorKind::ResourceBusy.into()),
        }
    }
}

/// What came through a pipe, to be read again.
#[derive(Default)]
struct Kept {
    text: Vec<u8>,
    file: Option<File>,
}

impl Kept {
    fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(file) = &mut self.file {
            return file.write_all(bytes);
        }
        self.text.extend_from_slice(bytes);
        if self.text.len() > KEPT {
            let mut file = tempfile::tempfile()?;
            file.write_all(&self.text)?;
            self.file = Some(file);
            self.text = Vec::new();
        }
        Ok(())
    }
}

/// What is noted of a text while it is read.
#[derive(Default)]
struct Watch {
    hasher: Sha256,
    utf8: Utf8Check,
}

impl Watch {
    /// Notes a text, to its end, while `look` reads it.
    fn over<T>(
        &mut self,
        text: impl Read,
        kept: Option<&mut Kept>,
        look: impl FnOnce(&mut dyn BufRead) -> Result<T, Error>,
        fail: &dyn Fn(io::Error) -> Error,
    ) -> Result<T, Error> {
        let watched = Watched {
            text,
            watch: self,
            kept,
        };
        let mut reader = unmarked(watched).map_err(fail)?;
        let found = look(&mut reader)?;
        io::copy(&mut reader, &mut io::sink()).map_err(fail)?;
        Ok(found)
    }

    fn hash(&mut self) -> String {
        let hash = self.hasher.finalize_reset();
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A text under watch.
struct Watched<'w, R> {
    text: R,
    watch: &'w mut Watch,
    kept: Option<&'w mut Kept>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.text.read(buffer)?;
        let bytes = buffer.get(..length).unwrap_or_default();
        self.watch.hasher.update(bytes);
        self.watch.utf8.feed(bytes);
        if let Some(kept) = &mut self.kept {
            kept.add(bytes)?;
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.csv");
        std::fs::write(&path, "code,name\n").unwrap();
        let input = Input::open(&path).unwrap();
        input.check().unwrap();
        std::fs::write(&path, "code,name\na,A\n").unwrap();
        assert!(matches!(
            input.check(),
            Err(Error::Format {
                problem: FormatProblem::Changed,
                ..
            })
        ));
    }

    #[test]
    fn a_marked_text_is_hashed_with_its_mark_and_read_without() {
        let mut input = Input::text("r.csv", b"\xef\xbb\xbfab\xe9");
        let look = |text: &mut dyn BufRead| {
            let mut all = Vec::new();
            text.read_to_end(&mut all).unwrap();
            Ok(all)
        };
        let (all, survey) = input.survey(look).unwrap();
        assert_eq!(all, b"ab\xe9");
        assert!(!survey.is_utf8);
        assert_eq!(
            survey.source.sha256,
            // Of the six bytes, by sha256sum.
            "90011ef63a1c132e777292be78f708bb642f712d49140392384fa2706101a49f"
        );
    }
}
