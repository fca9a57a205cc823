//! Opening a store: what file it is, which layout it has, how safely it writes.

use crate::cache::Caches;
use crate::rebuild::{drop_register, replay};
use crate::sight::Sight;
use crate::{Batch, Reader, StoreError, View};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tocsin_core::Tlp;

/// Marks the file as ours (`PRAGMA application_id`): "TOCS".
const APPLICATION: i64 = 0x544F_4353;
/// Layout of the ledger (`PRAGMA user_version`). 2: entries of the kinds fence, account and ask; the tables of people.sql.
/// 3: entries of the kinds place, suggestion and handover; the table of suggestions. 4: the tables of identities and
/// passkeys. 5: both of these.
const LEDGER_VERSION: i64 = 5;
/// Layout of the register. Raise it with any change to register.sql or to what the projection writes:
/// opening then makes the register again from the ledger.
const REGISTER_VERSION: &str = "10";
/// How long a writer waits for another to finish.
const PATIENCE: Duration = Duration::from_secs(10);

const LEDGER: &str = include_str!("schema/ledger.sql");
const PEOPLE: &str = include_str!("schema/people.sql");
pub(crate) const REGISTER: &str = include_str!("schema/register.sql");

/// One file with the ledger and the register made from it. Send it to a thread, or open one a thread; readers never
/// wait for the writer, and a second writer waits up to ten seconds.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
    pub(crate) caches: Caches,
    path: PathBuf,
    /// Restricted items read since [`Store::take_touched`].
    pub(crate) touched: RefCell<BTreeSet<String>>,
}

impl Store {
    /// Opens the store at `path`, and makes it where there is no file or an empty one.
    ///
    /// # Errors
    /// [`StoreError::NotAStore`], [`StoreError::Newer`], [`StoreError::Locked`], [`StoreError::ReadOnly`] and the
    /// database's own.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut store = Self::connect(path, flags)?;
        if store.is_blank()? {
            store.create()?;
        }
        let found = store.check_layout()?;
        store.pragmas(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;",
        )?;
        store.migrate(found)?;
        store.refresh_register()?;
        Ok(store)
    }

    /// Opens the store at `path` for reading alone.
    ///
    /// # Errors
    /// As [`Store::open`], and [`StoreError::Missing`] where there is no file.
    pub fn read_only(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        // There may be many readers; the system keeps the file's pages as well.
        store.pragmas("PRAGMA cache_size = -16384;")?;
        if store.is_blank()? {
            return Err(StoreError::NotAStore(path.to_owned()));
        }
        if store.check_layout()? < LEDGER_VERSION || store.made_by()?.as_deref() != Some(REGISTER_VERSION) {
            return Err(StoreError::Older(path.to_owned()));
        }
        Ok(store)
    }

    /// Holds so many KiB of the file's pages in memory; 16 MiB where a reader says nothing, 64 where a writer says nothing.
    ///
    /// # Errors
    /// The database's own.
    pub fn hold_pages(&self, kib: u32) -> Result<(), StoreError> {
        self.pragmas(&format!("PRAGMA cache_size = -{kib};"))
    }

    /// Begins a batch: many commits, one transaction, all or nothing.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another writer does not end; [`StoreError::ReadOnly`].
    pub fn begin(&mut self) -> Result<Batch<'_>, StoreError> {
        Batch::begin(self)
    }

    /// The register as someone cleared up to `clearance` may see it. All reads go through a view.
    #[must_use]
    pub fn view(&self, clearance: Tlp) -> View<'_> {
        View {
            store: self,
            sight: Sight::up_to(clearance),
        }
    }

    /// The register as `reader` may see it.
    ///
    /// # Errors
    /// The database's own.
    pub fn view_as(&self, reader: &Reader) -> Result<View<'_>, StoreError> {
        Ok(View {
            store: self,
            sight: Sight::of(&self.db, reader)?,
        })
    }

    /// The ids of the restricted items (TLP:AMBER and above, or behind a fence) that views handed out since this was last asked.
    pub fn take_touched(&self) -> BTreeSet<String> {
        self.touched.take()
    }

    /// The end of the ledger: keep a copy elsewhere, and hand it to [`Store::verify`] later.
    ///
    /// # Errors
    /// The database's own.
    pub fn head(&self) -> Result<crate::Head, StoreError> {
        crate::ledger::head(&self.db)
    }

    /// The number of the last ledger entry, whoever wrote it; 0 for an empty ledger.
    ///
    /// # Errors
    /// The database's own.
    pub fn last(&self) -> Result<u64, StoreError> {
        Ok(crate::ledger::head(&self.db)?.seq)
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        db.busy_timeout(PATIENCE)?;
        db.set_prepared_statement_cache_capacity(128);
        // A plan never depends on the values asked for: else the database plans many a question anew each time it is asked.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let store = Self {
            db,
            caches: Caches::default(),
            path: path.to_owned(),
            touched: RefCell::default(),
        };
        // 64 MiB of pages; temporary results in memory, so that reading needs no room on disk.
        store
            .pragmas("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF;")?;
        Ok(store)
    }

    fn pragmas(&self, sql: &str) -> Result<(), StoreError> {
        self.db
            .execute_batch(sql)
            .map_err(|error| self.not_a_database(error))
    }

    fn is_blank(&self) -> Result<bool, StoreError> {
        let tables: i64 = self
            .db
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(|error| self.not_a_database(error))?;
        Ok(tables == 0)
    }

    fn create(&mut self) -> Result<(), StoreError> {
        // Incremental vacuum must be chosen before the first table.
        self.db
            .execute_batch("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;")?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another may have made it while we waited.
        let tables: i64 = tx.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables == 0 {
            tx.execute_batch(LEDGER)?;
            tx.execute_batch(PEOPLE)?;
            tx.execute_batch(REGISTER)?;
            tx.execute("INSERT INTO meta VALUES ('register', ?)", [REGISTER_VERSION])?;
            tx.pragma_update(None, "application_id", APPLICATION)?;
            tx.pragma_update(None, "user_version", LEDGER_VERSION)?;
        }
        tx.commit()?;
        Ok(())
    }

    /// The layout of the ledger.
    fn check_layout(&self) -> Result<i64, StoreError> {
        let number = |name: &str| -> Result<i64, StoreError> {
            Ok(self.db.pragma_query_value(None, name, |row| row.get(0))?)
        };
        if number("application_id")? != APPLICATION {
            return Err(StoreError::NotAStore(self.path.clone()));
        }
        let found = number("user_version")?;
        if found > LEDGER_VERSION {
            return Err(StoreError::Newer {
                path: self.path.clone(),
                found,
                known: LEDGER_VERSION,
            });
        }
        Ok(found)
    }

    /// Brings a ledger of an earlier layout to this one; nothing already written is changed.
    fn migrate(&mut self, found: i64) -> Result<(), StoreError> {
        if found == LEDGER_VERSION {
            return Ok(());
        }
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(PEOPLE)?;
        tx.pragma_update(None, "user_version", LEDGER_VERSION)?;
        tx.commit()?;
        Ok(())
    }

    /// Which layout the register was made in.
    fn made_by(&self) -> Result<Option<String>, StoreError> {
        Ok(self
            .db
            .query_row("SELECT value FROM meta WHERE key = 'register'", [], |row| {
                row.get(0)
            })
            .optional()?)
    }

    /// Makes the register again where it was made by an earlier Tocsin.
    fn refresh_register(&mut self) -> Result<(), StoreError> {
        if self.made_by()?.as_deref() != Some(REGISTER_VERSION) {
            self.rebuild()?;
        }
        Ok(())
    }

    /// Throws the register away and makes it again from the ledger alone, in one transaction.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where the ledger cannot be read; the register is then as before.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        self.caches.clear();
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        drop_register(&tx)?;
        tx.execute_batch(REGISTER)?;
        replay(&tx)?;
        tx.execute(
            "INSERT OR REPLACE INTO meta VALUES ('register', ?)",
            [REGISTER_VERSION],
        )?;
        tx.commit()?;
        Ok(())
    }

    /// Copies the store, as it is at this moment, into a new file at `to`, while others read and write.
    ///
    /// # Errors
    /// Where `to` exists already, or cannot be written.
    pub fn backup(&self, to: impl AsRef<Path>) -> Result<(), StoreError> {
        let to = to.as_ref();
        if to.exists() {
            return Err(StoreError::ReadOnly(format!("{} exists already", to.display())));
        }
        self.db.execute("VACUUM INTO ?", [to.to_string_lossy()])?;
        Ok(())
    }

    /// Copies the file at `from`, of whatever layout, as it is at this moment, into a new file at `to`.
    ///
    /// # Errors
    /// Where `from` is no store, or `to` cannot be written.
    pub fn copy(from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<(), StoreError> {
        let store = Self::connect(from.as_ref(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        store.check_layout()?;
        store.backup(to)
    }

    /// Gives room that deletions left back to the disk, and folds the write-ahead log into the file. Others may go on
    /// reading and writing meanwhile.
    ///
    /// # Errors
    /// The database's own.
    pub fn tidy(&self) -> Result<(), StoreError> {
        self.db
            .execute_batch("PRAGMA incremental_vacuum; PRAGMA optimize; PRAGMA wal_checkpoint(PASSIVE);")?;
        Ok(())
    }

    /// A file that is no database at all is not a store; any other failure is itself.
    fn not_a_database(&self, error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => StoreError::NotAStore(self.path.clone()),
            _ => error.into(),
        }
    }
}
