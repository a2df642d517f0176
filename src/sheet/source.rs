use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::messages::{Error, FormatProblem, Size};
use crate::model::Source;

/// The most bytes of a sheet: it is held in memory. A whole record may have any size.
pub const LARGEST: usize = 1 << 26;
/// How much is looked at to tell a record from a sheet.
const HEAD: u64 = 1 << 16;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What is to be read: a file, what a pipe brings, or bytes at hand. Only its beginning was read.
pub struct Input<'a> {
    /// As named on the command line.
    pub name: String,
    head: Vec<u8>,
    rest: Rest<'a>,
}

enum Rest<'a> {
    Bytes(&'a [u8]),
    /// A file, and its length and time of change when it was opened if it lies on a disk.
    File(File, Option<About>),
    Stream(Box<dyn Read + 'a>),
}

type About = (u64, Option<SystemTime>);

/// All of an input, so that it can be read again.
pub struct Held {
    name: String,
    bytes: Vec<u8>,
}

impl Held {
    /// The input again.
    pub fn input(&self) -> Input<'_> {
        Input::bytes(&self.name, &self.bytes)
    }
}

/// A file's bytes.
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    /// Its name, and the hash of the bytes.
    pub(super) source: Source,
}

impl<'a> Input<'a> {
    /// Opens a file or a pipe.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn open(path: &Path) -> Result<Input<'static>, Error> {
        let name = path.to_string_lossy().into_owned();
        let open = || -> io::Result<(Vec<u8>, File, Option<About>)> {
            let file = File::open(path)?;
            let about = about(&file)?;
            Ok((head(&file)?, file, about))
        };
        let (head, file, about) = open().map_err(|problem| unreadable(&name, problem))?;
        Ok(Input {
            name,
            head,
            rest: Rest::File(file, about),
        })
    }

    /// What a reader brings, such as standard input (`-`).
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn stream(name: &str, mut reader: impl Read + 'a) -> Result<Input<'a>, Error> {
        let head = head(&mut reader).map_err(|problem| unreadable(name, problem))?;
        Ok(Input {
            name: name.to_owned(),
            head,
            rest: Rest::Stream(Box::new(reader)),
        })
    }

    /// Bytes at hand.
    pub fn bytes(name: &str, bytes: &'a [u8]) -> Input<'a> {
        Input {
            name: name.to_owned(),
            head: Vec::new(),
            rest: Rest::Bytes(bytes),
        }
    }

    /// Whether it looks like a whole record in JSON, which is no sheet: its first character beyond
    /// blanks is a brace.
    pub fn is_record(&self) -> bool {
        let bytes = match &self.rest {
            Rest::Bytes(bytes) => bytes,
            Rest::File(..) | Rest::Stream(_) => self.head.as_slice(),
        };
        let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        first == Some(&b'{')
    }

    /// All of it from the beginning, as it is: for a record, which is read piece by piece.
    pub fn into_reader(self) -> Box<dyn Read + 'a> {
        let head = Cursor::new(self.head);
        match self.rest {
            Rest::Bytes(bytes) => Box::new(bytes),
            Rest::File(file, _) => Box::new(head.chain(file)),
            Rest::Stream(stream) => Box::new(head.chain(stream)),
        }
    }

    /// Reads all of a sheet, to be read again.
    ///
    /// # Errors
    /// As for a sheet that is read.
    pub fn held(self) -> Result<Held, Error> {
        let name = self.name.clone();
        let Content { bytes, .. } = self.content()?;
        Ok(Held { name, bytes })
    }

    /// Reads all of a sheet.
    ///
    /// # Errors
    /// [`Error::File`]; [`Error::Format`] if it is too large, or was changed while it was read.
    pub(super) fn content(self) -> Result<Content, Error> {
        let fail = |problem| Error::Format {
            file: self.name.clone(),
            problem,
        };
        let mut bytes = self.head;
        let most = (LARGEST as u64 + 1).saturating_sub(bytes.len() as u64);
        let mut read = |reader: &mut dyn Read| {
            let read = reader.take(most).read_to_end(&mut bytes);
            read.map_err(|problem| unreadable(&self.name, problem))
        };
        let mut has_changed = false;
        match self.rest {
            Rest::Bytes(mut all) => read(&mut all)?,
            Rest::Stream(mut stream) => read(&mut stream)?,
            // Not even read.
            Rest::File(_, Some((length, _))) if length > LARGEST as u64 => {
                return Err(fail(FormatProblem::LargeFile(Size(LARGEST))));
            }
            Rest::File(mut file, before) => {
                let length = read(&mut file)?;
                let now = about(&file).map_err(|problem| unreadable(&self.name, problem))?;
                has_changed = before.is_some() && before != now;
                length
            }
        };
        if bytes.len() > LARGEST {
            return Err(fail(FormatProblem::LargeFile(Size(LARGEST))));
        }
        if has_changed {
            return Err(fail(FormatProblem::Changed));
        }
        let hash = Sha256::digest(&bytes);
        let source = Source {
            file: self.name,
            sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        };
        Ok(Content { bytes, source })
    }
}

fn head(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

fn about(file: &File) -> io::Result<Option<About>> {
    let about = file.metadata()?;
    let is_kept = about.is_file();
    Ok(is_kept.then(|| (about.len(), about.modified().ok())))
}

fn unreadable(name: &str, problem: io::Error) -> Error {
    Error::File {
        path: name.into(),
        problem,
        is_write: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(read: Result<Content, Error>) -> FormatProblem {
        match read {
            Err(Error::Format { problem, .. }) => problem,
            _ => panic!("read"),
        }
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.csv");
        std::fs::write(&path, "code,name\n").unwrap();
        assert_eq!(
            Input::open(&path).unwrap().content().unwrap().bytes,
            b"code,name\n"
        );
        let input = Input::open(&path).unwrap();
        std::fs::write(&path, "code,name\na,A\n").unwrap();
        assert_eq!(problem(input.content()), FormatProblem::Changed);
    }

    #[test]
    fn a_sheet_may_be_as_large_as_it_may_be_and_no_larger() {
        let endless = Input::stream("-", io::repeat(b'a')).unwrap();
        assert_eq!(
            problem(endless.content()),
            FormatProblem::LargeFile(Size(LARGEST))
        );
        let full = Input::stream("-", io::repeat(b'a').take(LARGEST as u64)).unwrap();
        assert_eq!(full.content().unwrap().bytes.len(), LARGEST);
    }

    #[test]
    fn a_record_is_told_from_a_sheet_and_handed_on_whole() {
        for (bytes, is_record) in [
            (&b"\xef\xbb\xbf \n{\"schema\""[..], true),
            (b"{", true),
            (b"code,name\n{", false),
            (b"", false),
            (b"\xef\xbb{", false),
        ] {
            let streamed = Input::stream("-", bytes).unwrap();
            for input in [Input::bytes("x", bytes), streamed] {
                assert_eq!(input.is_record(), is_record);
                let mut all = Vec::new();
                input.into_reader().read_to_end(&mut all).unwrap();
                assert_eq!(all, bytes);
            }
        }
    }
}
