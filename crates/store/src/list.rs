//! Finding the incidents a filter asks for: starts from whichever condition leaves fewest, and walks in list order.

use crate::StoreError;
use crate::filter::{Bbox, Conditions, Cursor, Filter};
use crate::sight::Sight;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Hits up to which a box or a search is gathered whole and then put in order; beyond, the list is walked instead.
const GATHER: usize = 1000;
/// Up to where matches are counted.
pub(crate) const COUNT_TO: usize = 1000;
/// Incidents looked at for a count that the tallies do not hold: beyond, there are "at least so many". A count must not cost
/// more than the page it stands on, however large the register.
const COUNT_WITHIN: usize = 5000;

/// How many match: all of them, or at least so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The number counted.
    pub n: u64,
    /// There may be more.
    pub more: bool,
}

impl Total {
    /// The total of what was counted up to one more than [`COUNT_TO`]; `more` where not all was looked at.
    pub(crate) fn counted(n: usize, more: bool) -> Self {
        Self {
            n: n.min(COUNT_TO) as u64,
            more: more || n > COUNT_TO,
        }
    }
}

impl std::fmt::Display for Total {
    /// As pages say it: `1000+` where there may be more.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}", self.n, if self.more { "+" } else { "" })
    }
}

/// Rows found, in order, and where the next page begins.
pub(crate) struct Found {
    /// Each with the day it is listed under.
    pub(crate) rows: Vec<Cursor>,
    pub(crate) next: Option<Cursor>,
    pub(crate) total: Total,
}

/// Where to start.
enum Start {
    /// All incidents by day.
    Day,
    /// Those with mark number `n` of the filter, by day.
    Mark(usize),
    /// Those in the box.
    Box(Bbox),
    /// Those of the latest so many reports, and names, with the words.
    Words(String, usize),
}

/// The rows of the incidents that `filter` asks for and `sight` reaches.
pub(crate) fn find(db: &Connection, filter: &Filter, sight: &Sight) -> Result<Found, StoreError> {
    let query = filter.query();
    if filter.text.is_some() && query.is_none() {
        return Ok(Found {
            rows: Vec::new(),
            next: None,
            total: Total { n: 0, more: false },
        });
    }
    let Some(query) = query else {
        let start = best_start(db, filter)?;
        if let Start::Box(_) = start {
            return gather(db, filter, sight, &start, false);
        }
        return walk(db, filter, sight, &start);
    };
    // Searches look at the latest hits first, and further back until the page is full.
    let mut window = GATHER;
    loop {
        let whole = hits(db, &query, window)? < window;
        let found = gather(db, filter, sight, &Start::Words(query.clone(), window), !whole)?;
        if whole || found.rows.len() >= filter.page_size() {
            return Ok(found);
        }
        window *= 8;
    }
}

/// Hits of a search among reports or names, whichever are more, counted up to `limit`.
fn hits(db: &Connection, query: &str, limit: usize) -> Result<usize, StoreError> {
    let mut most = 0;
    for table in ["words", "names"] {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)");
        let n: usize = db
            .prepare_cached(&sql)?
            .query_row(rusqlite::params![query, limit], |row| row.get(0))?;
        most = most.max(n);
    }
    Ok(most)
}

fn best_start(db: &Connection, filter: &Filter) -> Result<Start, StoreError> {
    if let Some(bbox) = filter.bbox
        && count_box(db, bbox)? < GATHER
    {
        return Ok(Start::Box(bbox));
    }
    // What counts is how many rows a start makes us look at: one by day may keep to a state, one by mark looks at all.
    let by_day = Filter {
        status: filter.status,
        ..Filter::default()
    };
    let whole = Sight::up_to(tocsin_core::Tlp::Red);
    let mut best = (tallied(db, &by_day, &whole, (-1, ""))?, Start::Day);
    for (n, mark) in filter.marks().into_iter().enumerate() {
        let is_unit = mark.0 == crate::MarkKind::Unit.number();
        // Units are not tallied: they are taken to be narrow.
        let size = if is_unit {
            0
        } else {
            tallied(db, &Filter::default(), &whole, mark)?
        };
        if size < best.0 {
            best = (size, Start::Mark(n));
        }
    }
    Ok(best.1)
}

fn count_box(db: &Connection, bbox: Bbox) -> Result<usize, StoreError> {
    let (sql, values) = box_sql(bbox);
    let sql = format!("SELECT count(*) FROM (SELECT 1 FROM points p WHERE {sql} LIMIT {GATHER})");
    Ok(db
        .prepare_cached(&sql)?
        .query_row(params_from_iter(values), |row| row.get(0))?)
}

/// Conditions on `points p`. Its coordinates are rounded outwards, so `incidents` is asked again.
fn box_sql(bbox: Bbox) -> (&'static str, Vec<Value>) {
    let (south, west, north, east) = (bbox.south, bbox.west, bbox.north, bbox.east);
    if west <= east {
        (
            "p.south <= ? AND p.north >= ? AND p.west <= ? AND p.east >= ?",
            vec![north.into(), south.into(), east.into(), west.into()],
        )
    } else {
        (
            "p.south <= ? AND p.north >= ? AND (p.east >= ? OR p.west <= ?)",
            vec![north.into(), south.into(), west.into(), east.into()],
        )
    }
}

/// How many incidents carry a mark, by the tallies.
pub(crate) fn tallied(
    db: &Connection,
    filter: &Filter,
    sight: &Sight,
    (kind, value): (i64, &str),
) -> Result<u64, StoreError> {
    let shared = filter.shared(sight);
    let sql = format!(
        "SELECT coalesce(sum(n), 0) FROM tally WHERE kind = ? AND value = ?{}",
        shared.sql
    );
    let values = [kind.into(), Value::from(value.to_owned())]
        .into_iter()
        .chain(shared.values);
    Ok(db
        .prepare_cached(&sql)?
        .query_row(params_from_iter(values), |row| row.get(0))?)
}

/// Walks the list in its order, up to the end of the page; matches are counted apart.
fn walk(db: &Connection, filter: &Filter, sight: &Sight, start: &Start) -> Result<Found, StoreError> {
    let (from, mut all, (day, row)) = sql_of(filter, sight, start);
    let mut total = if filter.is_tallied() {
        let mark = filter.marks().first().copied().unwrap_or((-1, ""));
        Total {
            n: tallied(db, filter, sight, mark)?,
            more: false,
        }
    } else {
        counted(db, filter, sight, start)?
    };
    filter.after(day, row, &mut all);
    let sql = format!(
        "SELECT {row}, {day} FROM {from}{} ORDER BY {day} DESC, {row} DESC LIMIT {}",
        all.sql,
        filter.page_size() + 1
    );
    let found = cursors(db, &sql, all.values)?;
    total.n = total.n.max(found.len().min(filter.page_size()) as u64);
    Ok(cut(found, filter, total))
}

/// Counts up to [`COUNT_TO`] matches among the first [`COUNT_WITHIN`] rows that the walk would look at. The indexes by day and
/// by state hold what most filters ask about: thousands are looked at without a look at their rows.
fn counted(db: &Connection, filter: &Filter, sight: &Sight, start: &Start) -> Result<Total, StoreError> {
    let (mut all, but) = (Conditions::default(), mark_of(start));
    let from = match but.and_then(|n| filter.marks().get(n).copied()) {
        Some((kind, value)) => {
            all.values.extend([kind.into(), Value::from(value.to_owned())]);
            all.sql
                .push_str("(SELECT incident AS row, day FROM marks WHERE kind = ? AND value = ?");
            filter.days("day", &mut all);
            format!(
                "{} ORDER BY day DESC, incident DESC LIMIT {COUNT_WITHIN})",
                all.sql
            )
        }
        None => {
            // What is in neither index is named only where it is asked about: else each row would be looked at after all.
            let point = filter.bbox.map_or("", |_| ", lat, lon");
            let given = filter.assigned.as_ref().map_or("", |_| ", assigned");
            all.sql = format!(
                "(SELECT row, day, status, standing, nature, tlp, fence, first{point}{given}
                    FROM incidents WHERE absorbed IS NULL"
            );
            if let Some(status) = filter.status {
                all.and("status = ?", [crate::rows::status_number(status).into()]);
            }
            filter.days("day", &mut all);
            format!("{} ORDER BY day DESC, row DESC LIMIT {COUNT_WITHIN})", all.sql)
        }
    };
    let looked: usize = db
        .prepare_cached(&format!("SELECT count(*) FROM {from}"))?
        .query_row(params_from_iter(all.values.iter()), |row| row.get(0))?;
    let rest = filter.conditions(sight, but);
    let among = if but.is_some() {
        format!(
            "{from} w CROSS JOIN incidents i INDEXED BY incidents_by_day
               WHERE i.day = w.day AND i.row = w.row AND i.absorbed IS NULL"
        )
    } else {
        format!("{from} i WHERE true")
    };
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM {among}{} LIMIT {})",
        rest.sql,
        COUNT_TO + 1
    );
    let values = all.values.iter().chain(&rest.values);
    let n: usize = db
        .prepare_cached(&sql)?
        .query_row(params_from_iter(values), |row| row.get(0))?;
    Ok(Total::counted(n, looked == COUNT_WITHIN))
}

/// The number of the mark a start begins with.
fn mark_of(start: &Start) -> Option<usize> {
    match start {
        Start::Mark(n) => Some(*n),
        _ => None,
    }
}

/// Gathers all matches, puts them in order and cuts the page out; `more` where not all hits were looked at.
fn gather(
    db: &Connection,
    filter: &Filter,
    sight: &Sight,
    start: &Start,
    more: bool,
) -> Result<Found, StoreError> {
    let (from, all, (day, row)) = sql_of(filter, sight, start);
    let sql = format!("SELECT {row}, {day} FROM {from}{}", all.sql);
    let mut found = cursors(db, &sql, all.values)?;
    let total = Total {
        n: found.len() as u64,
        more,
    };
    found.sort_unstable_by(|a, b| b.cmp(a));
    if let Some(after) = &filter.after {
        found.retain(|cursor| cursor < after);
    }
    Ok(cut(found, filter, total))
}

fn cursors(db: &Connection, sql: &str, values: Vec<Value>) -> Result<Vec<Cursor>, StoreError> {
    let mut query = db.prepare_cached(sql)?;
    let found = query.query_map(params_from_iter(values), |found| {
        Ok(Cursor {
            row: found.get(0)?,
            day: found.get(1)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The first page of what was found, and where the next begins.
fn cut(mut found: Vec<Cursor>, filter: &Filter, total: Total) -> Found {
    let more = found.len() > filter.page_size();
    found.truncate(filter.page_size());
    Found {
        next: found.last().cloned().filter(|_| more),
        rows: found,
        total,
    }
}

type OrderBy = (&'static str, &'static str);

/// FROM and WHERE for one start, with the columns to order by. The CROSS JOINs hold the database to our order of tables.
fn sql_of(filter: &Filter, sight: &Sight, start: &Start) -> (String, Conditions, OrderBy) {
    let mut all = Conditions::default();
    let rest = filter.conditions(sight, mark_of(start));
    let (from, order) = match start {
        Start::Day => (
            "incidents i WHERE i.absorbed IS NULL".to_owned(),
            ("i.day", "i.row"),
        ),
        Start::Mark(n) => {
            let (kind, value) = filter.marks().get(*n).copied().unwrap_or((-1, ""));
            all.values.extend([kind.into(), Value::from(value.to_owned())]);
            all.sql
                .push_str(" AND i.day = m.day AND i.row = m.incident AND i.absorbed IS NULL");
            filter.days("m.day", &mut all);
            (
                "marks m CROSS JOIN incidents i INDEXED BY incidents_by_day WHERE m.kind = ? AND m.value = ?"
                    .to_owned(),
                ("m.day", "m.incident"),
            )
        }
        Start::Box(bbox) => {
            let (sql, values) = box_sql(*bbox);
            all.values.extend(values);
            all.sql.push_str(" AND i.row = p.incident AND i.absorbed IS NULL");
            (
                format!("points p CROSS JOIN incidents i WHERE {sql}"),
                ("i.day", "i.row"),
            )
        }
        Start::Words(query, window) => {
            all.values.extend([query.clone().into(), query.clone().into()]);
            (words_sql(*window), ("i.day", "i.row"))
        }
    };
    all.sql.push_str(&rest.sql);
    all.values.extend(rest.values);
    (from, all, order)
}

fn words_sql(window: usize) -> String {
    format!(
        "(SELECT m.incident AS row FROM
            (SELECT rowid AS report FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT {window}) w
            CROSS JOIN members m WHERE m.report = w.report
          UNION SELECT row FROM
            (SELECT rowid AS row FROM names WHERE names MATCH ? ORDER BY rowid DESC LIMIT {window})) t
         CROSS JOIN incidents i WHERE i.row = t.row AND i.absorbed IS NULL"
    )
}
