//! The desk: everything behind the binary `tocsin`. It knows every room and does all the I/O.
//!
//! In reading order: `cli` says what can be asked, `commands` does it, `take_in` brings reports in, `shelf` fetches from the
//! store, `view` makes what people and machines see, `print` and `web` show it.

pub mod answers;
pub mod bulletin;
pub mod cli;
pub mod commands;
pub mod config;
pub mod gather;
pub mod gazetteer;
pub mod people;
pub mod print;
pub mod release;
pub mod say;
pub mod shelf;
pub mod shifts;
pub mod take_in;
pub mod typed;
pub mod view;
pub mod web;
pub mod words;
