//! The binary `tocsin`.

use clap::Parser;
use std::process::ExitCode;
use tocsin_desk::{cli, commands};

/// Reading and linking make many small things for a short time, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match commands::run(cli::Cli::parse()) {
        Ok(status) => ExitCode::from(status),
        // A reader that closes the pipe (`tocsin incidents | head`) has what it wanted.
        Err(error) if is_closed_pipe(&error) => ExitCode::from(cli::exit::WELL),
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the one place where a failure is told")]
            {
                eprintln!("tocsin: {error:#}");
            }
            ExitCode::from(cli::exit::FAILED)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}
