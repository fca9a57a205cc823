//! What an admin does to an account that someone else holds, or has stolen: no way in that was there before is left.

use crate::common::{Desk, PASSWORD};
use crate::house::House;
use crate::server::Server;
use axum::http::StatusCode;
use tocsin_core::Tlp;
use tocsin_store::{Passkey, Store, Trail};

fn passkey(account: &str) -> Passkey {
    Passkey {
        id: vec![7; 16],
        account: account.to_owned(),
        name: "lost phone".to_owned(),
        key: vec![1],
        counter: 0,
        added: "2026-01-01".to_owned(),
    }
}

/// What befell the account, oldest first.
fn befell(store: &Store, account: &str) -> Vec<String> {
    let trail = Trail {
        limit: 50,
        ..Trail::default()
    };
    let mut all: Vec<String> = store
        .trail(&trail)
        .unwrap()
        .into_iter()
        .filter(|entry| entry.on.iter().any(|on| on == account))
        .map(|entry| entry.what)
        .collect();
    all.reverse();
    all
}

#[tokio::test]
async fn a_reset_in_the_browser_leaves_no_passkey_and_no_session() {
    let house = House::new();
    let admin = house.signed_in("keeper", "admin", Tlp::Red, &[]);
    let stolen = house.signed_in("ana", "analyst", Tlp::Red, &[]);
    {
        let mut store = house.shared.writer.lock().unwrap();
        assert!(
            store
                .add_passkey(&passkey("ana"), "ana", "2026-01-02T00:00:00Z")
                .unwrap()
        );
    }
    assert_eq!(house.ask(&stolen, "GET", "/", "").await.status, StatusCode::OK);
    let got = house
        .ask(&admin, "POST", "/accounts?lang=en", "what=passwd&name=ana")
        .await;
    assert_eq!(got.status, StatusCode::OK, "{}", got.body);
    assert_eq!(
        house.ask(&stolen, "GET", "/", "").await.status,
        StatusCode::SEE_OTHER
    );
    let store = house.shared.writer.lock().unwrap();
    assert!(store.passkeys_of("ana").unwrap().is_empty());
    let befell = befell(&store, "ana");
    assert_eq!(
        befell[befell.len() - 2..],
        ["password", "passkey-gone"],
        "{befell:?}"
    );
}

#[test]
fn a_reset_on_the_command_line_ends_what_a_running_desk_holds() {
    let desk = Desk::new();
    desk.account("ana", "analyst");
    let server = Server::start(&desk, &[]);
    let cookie = server.sign_in("ana", PASSWORD, "").cookie();
    assert_eq!(server.get("/", &cookie).status, 200);
    desk.text(&["account", "passwd", "ana"]);
    assert_eq!(
        server.get("/", &cookie).status,
        303,
        "whoever had signed in is out"
    );
}
