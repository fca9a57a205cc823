//! `serve`: opens the register, says where the desk is, and answers until it is stopped.

use super::{Shared, router};
use crate::cli::{Serve, exit};
use crate::commands::Desk;
use crate::config::Config;
use crate::people::guess::Guesses;
use crate::people::openid::Issuer;
use crate::people::passkey::Questions;
use crate::people::random_hex;
use crate::people::session::{Lasting, Sessions};
use crate::say::{Lang, say};
use crate::web::tls::{Agreed, Current, Files, Unfit};
use anyhow::{Context, Result};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tocsin_store::Store;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

/// How often the desk looks for what other programs wrote into its register (`tocsin take-in`, `tocsin account`).
const LOOK: Duration = Duration::from_secs(2);

/// KiB of the register all readers together hold in memory: a search of a large register touches thousands of its pages.
const READERS_KIB: u32 = 192 * 1024;

/// `serve`.
///
/// # Errors
/// When the register cannot be opened or the address not listened on; when it would be open to others without accounts.
pub fn serve(desk: &Desk, args: &Serve) -> Result<u8> {
    let config = config(desk, args)?;
    let current = match tls(&config) {
        Ok(current) => current,
        Err(unfit) => {
            desk.tell(&desk.say("people-tls-refused", &[("why", &unfit.said(desk.lang))]))?;
            return Ok(exit::REFUSED);
        }
    };
    let mut store = desk.open()?;
    let _in_use = crate::commands::keep::in_use(&desk.register)?;
    if args.samples {
        take_in_samples(desk, &mut store)?;
    }
    let shared = Arc::new(shared(desk, &config, args.samples, store)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the web server cannot start")?;
    runtime.block_on(async {
        let listener = TcpListener::bind(&config.listen).await.with_context(|| {
            format!(
                "{} cannot be listened on; name another address with --listen",
                config.listen
            )
        })?;
        let address = listener.local_addr()?;
        if !address.ip().is_loopback() && !shared.has_accounts.load(Ordering::Acquire) {
            desk.tell(&desk.say("people-refused-open", &[("address", &address.to_string())]))?;
            return Ok(exit::REFUSED);
        }
        tell_where(desk, &shared, address, current.is_some())?;
        tokio::spawn(look_around(Arc::clone(&shared)));
        tokio::spawn(super::api::hooks::send_all(Arc::clone(&shared)));
        answer(listener, router(&shared), current, desk.lang).await?;
        Ok(exit::WELL)
    })
}

/// The certificate named; `None` where the desk speaks plain HTTP.
fn tls(config: &Config) -> Result<Option<Arc<Current>>, Unfit> {
    Files::named(&config.tls_cert, &config.tls_key)?
        .map(Current::new)
        .transpose()
}

/// Answers until the desk is stopped.
async fn answer(
    listener: TcpListener,
    router: axum::Router,
    current: Option<Arc<Current>>,
    lang: Lang,
) -> Result<()> {
    match current {
        None => {
            axum::serve(listener, router)
                .with_graceful_shutdown(stopped())
                .await
        }
        Some(current) => {
            tokio::spawn(Arc::clone(&current).watch(move |came| told(lang, came)));
            axum::serve(Agreed::new(listener, current)?, router)
                .with_graceful_shutdown(stopped())
                .await
        }
    }
    .context("the web server stopped")
}

/// Says on the desk's own output what came of reading the certificate again.
fn told(lang: Lang, came: Result<(), Unfit>) {
    let said = match came {
        Ok(()) => say(lang, "people-tls-renewed", &[]),
        Err(unfit) => say(lang, "people-tls-kept", &[("why", &unfit.said(lang))]),
    };
    crate::commands::export::warn(&said);
}

fn take_in_samples(desk: &Desk, store: &mut Store) -> Result<()> {
    let kit = desk.kit();
    let terms = crate::take_in::Terms {
        kit: &kit,
        given: tocsin_intake::Given {
            nature: tocsin_core::Nature::Sample,
            ..Default::default()
        },
        now: crate::commands::now(),
        batch: 256,
        progress: &|_| {},
    };
    crate::take_in::take_in(store, crate::take_in::samples(), &terms)?;
    Ok(())
}

/// The configuration: the command line and the environment before the file, the file before the defaults.
fn config(desk: &Desk, args: &Serve) -> Result<Config> {
    let mut config = Config::read(args.config.as_deref(), &desk.register)?;
    if let Some(listen) = &args.listen {
        config.listen.clone_from(listen);
    }
    config.idle_minutes = args.idle_minutes.unwrap_or(config.idle_minutes);
    config.session_hours = args.session_hours.unwrap_or(config.session_hours);
    if let Some(cert) = &args.tls_cert {
        config.tls_cert.clone_from(cert);
    }
    if let Some(key) = &args.tls_key {
        config.tls_key.clone_from(key);
    }
    config.https |= args.https || !config.tls_cert.is_empty();
    if let Some(folder) = &args.map_island {
        config.map_island = folder.display().to_string();
    }
    Ok(config)
}

/// What all handlers share, for a desk on `store`.
///
/// # Errors
/// When the register cannot be read, or the system gives no random numbers.
pub fn shared(desk: &Desk, config: &Config, samples: bool, store: Store) -> Result<Shared> {
    let has_accounts = store.has_accounts()?;
    let last = store.last()?;
    let seats = 2 * std::thread::available_parallelism().map_or(2, usize::from);
    Ok(Shared {
        register: desk.register.clone(),
        writer: Mutex::new(store),
        readers: Mutex::new(Vec::new()),
        reader_kib: READERS_KIB / u32::try_from(seats).unwrap_or(u32::MAX).max(1),
        seats: Semaphore::new(seats),
        hashing: Semaphore::new(2),
        lang: desk.lang,
        samples,
        token: random_hex(16)?,
        has_accounts: AtomicBool::new(has_accounts),
        setup: Mutex::new(if has_accounts { None } else { Some(random_hex(16)?) }),
        sessions: Sessions::new(Lasting {
            idle: u64::from(config.idle_minutes) * 60,
            most: u64::from(config.session_hours) * 3600,
        }),
        guesses: Guesses::default(),
        news: watch::channel(last).0,
        https: config.https,
        public_origin: config.origin()?,
        issuer: Issuer::of(config)?.map(Arc::new),
        questions: Questions::default(),
        measures: super::measures::Measures::default(),
        noted: Mutex::default(),
        island: super::island::Island::open(&island_folder(desk, config)),
        trickle: super::outside::Trickle::default(),
        kit: Mutex::default(),
    })
}

/// Where the assets of the map with script lie.
fn island_folder(desk: &Desk, config: &Config) -> std::path::PathBuf {
    if config.map_island.is_empty() {
        desk.register.with_file_name(super::island::BESIDE)
    } else {
        config.map_island.clone().into()
    }
}

/// The first line is the address, for people and for programs that start a desk.
fn tell_where(desk: &Desk, shared: &Shared, address: SocketAddr, tls: bool) -> Result<()> {
    let url = format!("{}://{address}/", if tls { "https" } else { "http" });
    desk.tell(&desk.say("desk-serving", &[("url", &url)]))?;
    let setup = shared.setup.lock().ok().and_then(|setup| setup.clone());
    if let Some(key) = setup {
        let setup = format!("{url}setup?key={key}");
        // Whoever read only the first line has closed the pipe; the desk goes on.
        let _ = desk.tell(&desk.say("people-single-user", &[("url", &setup)]));
    } else if !address.ip().is_loopback() && !shared.https {
        let _ = desk.tell(&desk.say("people-no-tls", &[]));
    }
    Ok(())
}

/// Looks now and then for what others wrote: accounts made on the command line, reports taken in beside the desk.
async fn look_around(shared: Arc<Shared>) {
    loop {
        tokio::time::sleep(LOOK).await;
        let here = Arc::clone(&shared);
        // A look that fails is tried again; the requests themselves tell what is wrong.
        let _ = shared
            .with_reader(move |store| {
                here.wrote(store);
                Ok(())
            })
            .await;
    }
}

async fn stopped() {
    // If no signal can be listened for, the desk runs until it is killed; the store bears that.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
