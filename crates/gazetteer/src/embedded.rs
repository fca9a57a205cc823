//! What ships with the binary: the world index and the overlay, built from `data/gazetteer`.

use crate::{Gazetteer, GazetteerBuilder, Index};

/// GeoNames cities of the world (CC BY 4.0), countries, states; see `data/gazetteer/PROVENANCE.md`.
static WORLD: &[u8] = include_bytes!("../../../data/gazetteer/world.tgi");
/// Our own rows: what reports on the Sahel speak of and no city list holds.
static OVERLAY: &str = include_str!("../../../data/gazetteer/overlay.tsv");

/// Codes of units that a desk's dumps name.
static UNITS: &str = include_str!("../../../data/gazetteer/units.tsv");

/// Opens all. A file that cannot be opened is left out; a test holds that none is.
pub(crate) fn open() -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    if let Ok(world) = Index::from_bytes(WORLD) {
        gazetteer = gazetteer.with_layer(world);
    }
    if let Ok(overlay) = overlay() {
        gazetteer = gazetteer.with_layer(overlay);
    }
    gazetteer
}

fn overlay() -> Result<Index, crate::GazetteerError> {
    let mut builder = GazetteerBuilder::new();
    builder.overlay("data/gazetteer/overlay.tsv", OVERLAY.as_bytes())?;
    builder.unit_codes("data/gazetteer/units.tsv", UNITS.as_bytes())?;
    builder.build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_open() {
        assert!(Index::from_bytes(WORLD).unwrap().len() > 100_000);
        assert!(overlay().unwrap().len() > 500);
    }
}
