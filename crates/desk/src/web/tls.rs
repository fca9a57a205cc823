//! TLS in the desk itself: certificate and key from PEM files, checked before they are used, taken anew when they change.

use crate::say::{Lang, say};
use anyhow::Context;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// How often the desk looks whether the files changed.
const LOOK: Duration = Duration::from_secs(2);
/// How long a visitor may take to agree on keys.
const PATIENCE: Duration = Duration::from_secs(10);
/// Visitors agreeing on keys at once; more wait in the system's own queue.
const AGREEING: usize = 64;
/// Days before its end from which `doctor` speaks of a certificate.
pub const SOON: i64 = 14;

/// The two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The certificate, and those between it and one that browsers trust: PEM.
    pub cert: PathBuf,
    /// Its private key: PEM.
    pub key: PathBuf,
}

/// Why two files cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Only one of the two is named.
    One,
    /// A file cannot be read; which, and why.
    Unread(PathBuf, String),
    /// No certificate in this file.
    NoCertificate(PathBuf),
    /// No private key in this file.
    NoKey(PathBuf),
    /// The key is not the certificate's.
    Mismatch,
    /// The certificate ended then.
    Ended(String),
    /// The certificate begins to hold then.
    NotYet(String),
    /// Something else is wrong with them.
    Bad(String),
}

impl Unfit {
    /// In a sentence.
    pub fn said(&self, lang: Lang) -> String {
        let shown = |path: &Path| path.display().to_string();
        let (key, file, detail) = match self {
            Self::One => ("people-tls-one", String::new(), String::new()),
            Self::Unread(path, why) => ("people-tls-unread", shown(path), why.clone()),
            Self::NoCertificate(path) => ("people-tls-no-certificate", shown(path), String::new()),
            Self::NoKey(path) => ("people-tls-no-key", shown(path), String::new()),
            Self::Mismatch => ("people-tls-mismatch", String::new(), String::new()),
            Self::Ended(when) => ("people-tls-ended", String::new(), when.clone()),
            Self::NotYet(when) => ("people-tls-not-yet", String::new(), when.clone()),
            Self::Bad(why) => ("people-tls-bad", String::new(), why.clone()),
        };
        say(lang, key, &[("file", &file), ("detail", &detail)])
    }
}

/// A certificate with its key, checked, and until when it holds (seconds since 1970).
#[derive(Debug)]
pub struct Checked {
    key: Arc<CertifiedKey>,
    /// Seconds since 1970 after which it holds no longer.
    pub until: i64,
}

impl Files {
    /// The files named; `None` where none is.
    ///
    /// # Errors
    /// [`Unfit::One`] where only one is.
    pub fn named(cert: &str, key: &str) -> Result<Option<Self>, Unfit> {
        match (cert.is_empty(), key.is_empty()) {
            (true, true) => Ok(None),
            (false, false) => Ok(Some(Self {
                cert: cert.into(),
                key: key.into(),
            })),
            _ => Err(Unfit::One),
        }
    }

    /// Reads and checks both at `now` (seconds since 1970).
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn check(&self, now: i64) -> Result<Checked, Unfit> {
        let read = |path: &Path| {
            std::fs::read(path).map_err(|error| Unfit::Unread(path.to_owned(), error.to_string()))
        };
        let (cert, key) = (read(&self.cert)?, read(&self.key)?);
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&cert)
            .collect::<Result<_, _>>()
            .map_err(|_| Unfit::NoCertificate(self.cert.clone()))?;
        let first = chain
            .first()
            .ok_or_else(|| Unfit::NoCertificate(self.cert.clone()))?
            .clone();
        let key = PrivateKeyDer::from_pem_slice(&key).map_err(|_| Unfit::NoKey(self.key.clone()))?;
        let until = holds(&first, now)?;
        let provider = rustls::crypto::ring::default_provider();
        let key = CertifiedKey::from_der(chain, key, &provider).map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => Unfit::Mismatch,
            other => Unfit::Bad(other.to_string()),
        })?;
        Ok(Checked {
            key: Arc::new(key),
            until,
        })
    }

    /// When each file was last written; what a change is known by.
    fn stamps(&self) -> [Option<(SystemTime, u64)>; 2] {
        [&self.cert, &self.key].map(|path| {
            let meta = std::fs::metadata(path).ok()?;
            Some((meta.modified().ok()?, meta.len()))
        })
    }
}

/// Until when a certificate holds, if it does at `now`.
fn holds(cert: &CertificateDer<'_>, now: i64) -> Result<i64, Unfit> {
    let (_, cert) =
        x509_parser::parse_x509_certificate(cert).map_err(|error| Unfit::Bad(error.to_string()))?;
    let (from, until) = (cert.validity().not_before, cert.validity().not_after);
    if now > until.timestamp() {
        return Err(Unfit::Ended(day(until.timestamp())));
    }
    if now < from.timestamp() {
        return Err(Unfit::NotYet(day(from.timestamp())));
    }
    Ok(until.timestamp())
}

/// A moment as a day, `YYYY-MM-DD`.
pub fn day(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or_else(
        |_| seconds.to_string(),
        |when| when.strftime("%Y-%m-%d").to_string(),
    )
}

/// Seconds since 1970, as certificates count.
pub fn now() -> i64 {
    i64::try_from(crate::people::seconds()).unwrap_or(i64::MAX)
}

/// The certificate in use. Connections begun before a change keep the one they began with.
#[derive(Debug)]
pub struct Current {
    files: Files,
    held: RwLock<Arc<CertifiedKey>>,
}

impl ResolvesServerCert for Current {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&held))
    }
}

impl Current {
    /// The certificate of these files.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn new(files: Files) -> Result<Arc<Self>, Unfit> {
        let checked = files.check(now())?;
        Ok(Arc::new(Self {
            files,
            held: RwLock::new(checked.key),
        }))
    }

    /// Reads the files again. What was in use stays where they cannot be used.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn renew(&self) -> Result<(), Unfit> {
        let checked = self.files.check(now())?;
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = checked.key;
        Ok(())
    }

    /// Reads the files again when they change, and when the desk is told to (SIGHUP); `tell` hears what came of it.
    pub async fn watch(self: Arc<Self>, tell: impl Fn(Result<(), Unfit>) + Send) {
        let mut seen = self.files.stamps();
        let mut told = Told::new();
        loop {
            let asked = tokio::select! {
                () = tokio::time::sleep(LOOK) => false,
                () = told.told() => true,
            };
            let found = self.files.stamps();
            if asked || found != seen {
                seen = found;
                tell(self.renew());
            }
        }
    }
}

/// The system's word to look again.
struct Told {
    #[cfg(unix)]
    signal: Option<tokio::signal::unix::Signal>,
}

impl Told {
    #[cfg(unix)]
    fn new() -> Self {
        Self {
            signal: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
        }
    }

    #[cfg(not(unix))]
    fn new() -> Self {
        Self {}
    }

    /// Comes back when the system said so; never where it cannot.
    async fn told(&mut self) {
        #[cfg(unix)]
        if let Some(signal) = &mut self.signal
            && signal.recv().await.is_some()
        {
            return;
        }
        std::future::pending::<()>().await;
    }
}

/// Connections on which keys are agreed. A slow or foreign visitor holds up nobody else.
pub struct Agreed {
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    address: SocketAddr,
}

impl Agreed {
    /// Takes connections of `listener` from now on.
    ///
    /// # Errors
    /// Where TLS cannot be set up.
    pub fn new(listener: TcpListener, current: Arc<Current>) -> anyhow::Result<Self> {
        let address = listener.local_addr()?;
        let mut config =
            ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()
                .context("TLS cannot be set up")?
                .with_no_client_auth()
                .with_cert_resolver(current);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        let (send, ready) = mpsc::channel(AGREEING);
        tokio::spawn(agree(listener, TlsAcceptor::from(Arc::new(config)), send));
        Ok(Self { ready, address })
    }
}

async fn agree(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    send: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    let turns = Arc::new(Semaphore::new(AGREEING));
    loop {
        let Ok(turn) = Arc::clone(&turns).acquire_owned().await else {
            return;
        };
        let Ok((stream, from)) = listener.accept().await else {
            // Out of file handles, or the visitor is gone already: others may come.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let (acceptor, send) = (acceptor.clone(), send.clone());
        tokio::spawn(async move {
            let agreed = tokio::time::timeout(PATIENCE, acceptor.accept(stream)).await;
            drop(turn);
            if let Ok(Ok(stream)) = agreed {
                // Nobody waits any more where the desk is stopping.
                let _ = send.send((stream, from)).await;
            }
        });
    }
}

impl axum::serve::Listener for Agreed {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(ready) => ready,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        Ok(self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_is_not_enough() {
        assert_eq!(Files::named("", ""), Ok(None));
        assert_eq!(Files::named("a.pem", ""), Err(Unfit::One));
        assert!(Files::named("a.pem", "b.pem").is_ok_and(|files| files.is_some()));
    }

    #[test]
    fn every_fault_is_said_in_both_languages() {
        let faults = [
            Unfit::One,
            Unfit::Unread("x".into(), "y".into()),
            Unfit::NoCertificate("x".into()),
            Unfit::NoKey("x".into()),
            Unfit::Mismatch,
            Unfit::Ended("2020-01-01".into()),
            Unfit::NotYet("2040-01-01".into()),
            Unfit::Bad("z".into()),
        ];
        for fault in faults {
            for lang in [Lang::En, Lang::Fr] {
                let said = fault.said(lang);
                assert!(!said.starts_with('‹') && said.len() > 20, "{said}");
            }
        }
    }
}
