//! The desk: the binary `tocsin`.

mod cli;
mod gather;
mod say;
mod view;
mod web;
mod words;

fn main() {}
