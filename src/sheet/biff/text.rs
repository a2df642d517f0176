//! Strings of a record, which may go on in the records behind it.

use super::super::compound::{u16_at, u32_at};

/// Text across the pieces of a record.
pub(super) struct Text<'r, 'b> {
    pieces: &'r [&'b [u8]],
    rest: &'b [u8],
}

impl<'r, 'b> Text<'r, 'b> {
    pub(super) fn of(pieces: &'r [&'b [u8]], start: usize) -> Text<'r, 'b> {
        let (first, pieces) = pieces.split_first().unwrap_or((&(&[] as &[u8]), &[]));
        let rest = first.get(start..).unwrap_or_default();
        Text { pieces, rest }
    }

    /// Goes on to the next piece where this one is at its end; whether there is one.
    fn turn(&mut self) -> bool {
        let Some((next, pieces)) = self.pieces.split_first() else {
            return false;
        };
        (self.rest, self.pieces) = (next, pieces);
        true
    }

    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        if self.rest.is_empty() && length > 0 {
            self.turn();
        }
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// Passes over bytes, across pieces.
    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > self.rest.len() {
            length -= self.rest.len();
            self.rest = &[];
            if !self.turn() {
                return None;
            }
        }
        self.take(length).map(drop)
    }

    /// A string whose length takes one byte.
    pub(super) fn short(&mut self) -> Option<String> {
        let [length] = self.take(1)? else { return None };
        let [flags] = self.take(1)? else { return None };
        self.characters(usize::from(*length), *flags)
    }

    /// A string whose length takes two bytes, with its runs of formats and what else belongs to it.
    pub(super) fn long(&mut self) -> Option<String> {
        let length = u16_at(self.take(2)?, 0)?;
        let [flags] = self.take(1)? else { return None };
        let mut extra = 0usize;
        if flags & 8 != 0 {
            extra += usize::from(u16_at(self.take(2)?, 0)?) * 4;
        }
        if flags & 4 != 0 {
            extra += usize::try_from(u32_at(self.take(4)?, 0)?).ok()?;
        }
        let text = self.characters(usize::from(length), *flags)?;
        self.skip(extra)?;
        Some(text)
    }

    fn characters(&mut self, length: usize, flags: u8) -> Option<String> {
        let (mut units, mut is_wide) = (Vec::with_capacity(length), flags & 1 != 0);
        while units.len() < length {
            if self.rest.is_empty() {
                // A piece that goes on with characters says first how wide they are.
                if !self.turn() {
                    return None;
                }
                let [flags] = self.take(1)? else { return None };
                is_wide = flags & 1 != 0;
            }
            let width = if is_wide { 2 } else { 1 };
            let here = (length - units.len()).min(self.rest.len() / width);
            if here == 0 {
                return None;
            }
            let bytes = self.take(here * width)?;
            match is_wide {
                true => units.extend(bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0))),
                false => units.extend(bytes.iter().copied().map(u16::from)),
            }
        }
        Some(String::from_utf16_lossy(&units))
    }
}
