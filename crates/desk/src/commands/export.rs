//! `export`: what may leave, in the form asked for; the rest stays, with the reasons.

use super::Desk;
use crate::cli::{Export, exit};
use anyhow::Result;

/// `export`.
pub fn export(_desk: &Desk, _args: &Export) -> Result<u8> {
    Ok(exit::REFUSED)
}
