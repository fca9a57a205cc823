//! The binary `tocsin-eval`: measures Tocsin on gold data, and its speed and size.

use clap::Parser;
use std::process::ExitCode;
use tocsin_eval::cli::Cli;
use tocsin_eval::desk;

/// Reading makes many small things for a short time, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let command = desk::command_line(std::env::args());
    match desk::obey(&cli, &command, &mut std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            desk::complain(&failure, &mut std::io::stderr().lock());
            ExitCode::from(failure.exit_code())
        }
    }
}
