//! The compound file in which Excel up to 2003 keeps its workbook: sectors in chains.

/// The numbers from here on are no sectors.
const FIRST_RESERVED: u32 = 0xffff_fffa;
/// Where the header keeps the sectors of the table of chains.
const DIFAT: usize = 76;
const DIFAT_LENGTH: usize = 109;

/// A stream of a compound file, by the first of these names that there is; `None`, where the file is
/// spoiled or has none.
pub(super) fn stream(file: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let compound = Compound::open(file)?;
    names.iter().find_map(|name| compound.stream(name))
}

struct Compound<'b> {
    file: &'b [u8],
    sector_size: usize,
    /// Of each sector the next one of its chain.
    chains: Vec<u32>,
}

impl<'b> Compound<'b> {
    fn open(file: &'b [u8]) -> Option<Compound<'b>> {
        let shift = u16_at(file, 30)?;
        if !matches!(shift, 9 | 12) {
            return None;
        }
        let mut compound = Compound {
            file,
            sector_size: 1 << shift,
            chains: Vec::new(),
        };
        let most = file.len() / compound.sector_size + 1;
        let mut tables: Vec<u32> = (0..DIFAT_LENGTH)
            .filter_map(|at| u32_at(file, DIFAT + at * 4))
            .collect();
        let mut next = u32_at(file, 68)?;
        for _ in 0..most {
            let Some(sector) = compound.sector(next) else {
                break;
            };
            let mut numbers = numbers(sector);
            next = numbers.pop()?;
            tables.extend(numbers);
        }
        tables.retain(|sector| *sector < FIRST_RESERVED);
        tables.truncate(most);
        for table in tables {
            let chain = numbers(compound.sector(table)?);
            compound.chains.extend(chain);
        }
        compound.chains.truncate(most);
        Some(compound)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        if number >= FIRST_RESERVED {
            return None;
        }
        let at = usize::try_from(number)
            .ok()?
            .checked_add(1)?
            .checked_mul(self.sector_size)?;
        let end = at.checked_add(self.sector_size)?.min(self.file.len());
        self.file.get(at..end).filter(|sector| !sector.is_empty())
    }

    /// All sectors of a chain; one that goes in a circle is cut off.
    fn chain(&self, first: u32) -> Vec<u8> {
        let (mut bytes, mut next) = (Vec::new(), first);
        for _ in 0..=self.chains.len() {
            let Some(sector) = self.sector(next) else {
                break;
            };
            bytes.extend_from_slice(sector);
            let following = usize::try_from(next)
                .ok()
                .and_then(|at| self.chains.get(at));
            next = following.copied().unwrap_or(u32::MAX);
        }
        bytes
    }

    fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let folder = self.chain(u32_at(self.file, 48)?);
        let mut entries = folder.chunks_exact(128);
        let root = entries.clone().next()?;
        let is_it = |entry: &&[u8]| {
            let length = u16_at(entry, 64).map_or(0, usize::from);
            length.checked_sub(2).and_then(|length| entry.get(..length)) == Some(&name)
        };
        let entry = entries.find(is_it)?;
        let (first, length) = (u32_at(entry, 116)?, u32_at(entry, 120)?);
        let length = usize::try_from(length).ok()?;
        let mut bytes = match length < usize::try_from(u32_at(self.file, 56)?).ok()? {
            true => self.small(root, first, length)?,
            false => self.chain(first),
        };
        bytes.truncate(length);
        Some(bytes)
    }

    /// A short stream, which is kept in small sectors of another one.
    fn small(&self, root: &[u8], first: u32, length: usize) -> Option<Vec<u8>> {
        const SIZE: usize = 64;
        let all = self.chain(u32_at(root, 116)?);
        let chains = numbers(&self.chain(u32_at(self.file, 60)?));
        let (mut bytes, mut next) = (Vec::new(), first);
        while bytes.len() < length {
            let at = usize::try_from(next).ok()?;
            let start = at.checked_mul(SIZE)?;
            bytes.extend_from_slice(all.get(start..start.checked_add(SIZE)?)?);
            next = *chains.get(at)?;
        }
        Some(bytes)
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let words = bytes.chunks_exact(4);
    words.filter_map(|word| u32_at(word, 0)).collect()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let word = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(word.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(word.try_into().ok()?))
}
