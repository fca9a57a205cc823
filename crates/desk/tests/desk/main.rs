//! All tests of the desk from outside, in one program: linking it once takes a fraction of the time of one program a file.
//!
//! One file alone: `cargo test -p tocsin-desk --test desk seeds::`.
#![allow(unreachable_pub, reason = "what the tests share is public to them")]

mod accounts;
mod bad_input;
mod commands;
mod common;
mod gazetteer;
mod house;
mod issuer;
mod keeping;
mod killed;
mod openid;
mod outside;
mod pages;
mod people;
mod permissions;
mod places;
mod releases;
mod safety;
mod seeds;
mod server;
mod shifts;
mod tls;
