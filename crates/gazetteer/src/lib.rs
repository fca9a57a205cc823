//! The gazetteer: a compact index of place names that opens from bytes, and how it is built from GeoNames dumps and overlays.

/// An index of places by folded name.
#[derive(Debug, Default)]
pub struct Gazetteer {}

impl Gazetteer {
    /// The index that ships with the binary.
    #[must_use]
    pub fn embedded() -> Self {
        Self {}
    }
}
