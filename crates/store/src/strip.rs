//! What a reader may not see is taken out of what they do see; and what they saw that is restricted is remembered.

use crate::{StoreError, View};
use std::collections::BTreeMap;
use tocsin_core::{Incident, ReportId, Tlp};

impl View<'_> {
    /// Remembers that something restricted was read, until [`Store::take_touched`].
    pub(crate) fn note(&self, tlp: Tlp, fence: &str, id: &str) {
        if tlp >= Tlp::Amber || !fence.is_empty() {
            self.store.touched.borrow_mut().insert(id.to_owned());
        }
    }

    /// Takes out of an incident what names things this reader may not see: possible links, lineage, parts.
    pub(crate) fn strip(&self, incident: &mut Incident) -> Result<(), StoreError> {
        let mut seen = BTreeMap::new();
        let mut sees = |id: &ReportId| -> Result<bool, StoreError> {
            if let Some(known) = seen.get(id) {
                return Ok(*known);
            }
            let sees = self.sees("reports", &id.0)?;
            seen.insert(id.clone(), sees);
            Ok(sees)
        };
        let mut kept = Vec::new();
        for link in std::mem::take(&mut incident.maybe) {
            if sees(&link.a.report)? && sees(&link.b.report)? {
                kept.push(link);
            }
        }
        incident.maybe = kept;
        let mut kept = Vec::new();
        for line in std::mem::take(&mut incident.lineage) {
            let upstream = match &line.to {
                Some(to) => sees(to)?,
                None => true,
            };
            if upstream && sees(&line.from)? {
                kept.push(line);
            }
        }
        incident.lineage = kept;
        let mut kept = Vec::new();
        for id in std::mem::take(&mut incident.parts) {
            if self.sees("incidents", &id.0)? {
                kept.push(id);
            }
        }
        incident.parts = kept;
        Ok(())
    }

    /// Whether the row of `table` with this id is there and may be seen.
    pub(crate) fn sees(&self, table: &str, id: &str) -> Result<bool, StoreError> {
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ? AND {})",
            self.sight.on("")
        );
        Ok(self
            .store
            .db
            .prepare_cached(&sql)?
            .query_row([id], |row| row.get(0))?)
    }
}
