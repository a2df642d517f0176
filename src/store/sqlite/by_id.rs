//! Rows in order of id, found by id.

/// What refers to such rows mostly comes in their order, so the place after the last one found is
/// looked at before the others.
#[derive(Default)]
pub(super) struct ById<T> {
    rows: Vec<(i64, T)>,
    last: usize,
}

impl<T> ById<T> {
    /// Of rows in order of id.
    pub(super) fn new(rows: Vec<(i64, T)>) -> ById<T> {
        ById { rows, last: 0 }
    }

    /// The place of the row with that id.
    pub(super) fn place(&mut self, id: i64) -> Option<usize> {
        let is_at = |place: usize| self.rows.get(place).is_some_and(|(there, _)| *there == id);
        let place = if is_at(self.last) {
            self.last
        } else if is_at(self.last + 1) {
            self.last + 1
        } else {
            self.rows.binary_search_by_key(&id, |(id, _)| *id).ok()?
        };
        self.last = place;
        Some(place)
    }

    /// The row at that place.
    pub(super) fn at(&mut self, place: usize) -> Option<&mut T> {
        self.rows.get_mut(place).map(|(_, row)| row)
    }

    pub(super) fn get_mut(&mut self, id: i64) -> Option<&mut T> {
        let place = self.place(id)?;
        self.at(place)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = i64> {
        self.rows.iter().map(|(id, _)| *id)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().map(|(_, row)| row)
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.rows.iter_mut().map(|(_, row)| row)
    }

    /// All rows, to be gone through in parts.
    pub(super) fn rows_mut(&mut self) -> &mut [(i64, T)] {
        &mut self.rows
    }

    pub(super) fn into_values(self) -> impl Iterator<Item = T> {
        self.rows.into_iter().map(|(_, row)| row)
    }
}
