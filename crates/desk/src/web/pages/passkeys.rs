//! Passkeys: made under one's own account, used on the sign-in page. They need a script; password and code do not.

use super::me::{has_password, last_way};
use super::sign_in::{local, signed_in_cookie};
use crate::people::passkey::{self, Answer as Signed, Place, Wrong, cose};
use crate::web::answer::{Answer, problem_details};
use crate::web::visit::Visit;
use axum::Json;
use axum::extract::Form;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::json;
use tocsin_store::Passkey;

/// Passkeys an account may have.
const MOST: usize = 20;

fn no() -> Response {
    problem_details(
        StatusCode::UNPROCESSABLE_ENTITY,
        "Not taken",
        "That passkey cannot be taken. · Cette clé d'accès ne peut pas être prise.",
    )
}

/// What a browser is asked to sign in with.
pub async fn ask(visit: Visit) -> Answer {
    let Some(place) = visit.place.clone() else {
        return Ok(no());
    };
    let options = json!({
        "challenge": visit.shared.questions.ask("")?,
        "rpId": place.host,
        "timeout": passkey::PATIENCE * 1000,
        "userVerification": "required",
        "allowCredentials": [],
    });
    Ok(Json(options).into_response())
}

/// What a browser answers; all but `next` in base64url.
#[derive(Deserialize)]
pub struct Answered {
    id: String,
    client: String,
    data: String,
    signature: String,
    #[serde(default)]
    user: String,
    #[serde(default)]
    next: String,
}

/// Signs in with a passkey.
pub async fn sign_in(visit: Visit, Json(sent): Json<Answered>) -> Answer {
    let name = match visit.place.clone() {
        Some(place) => opened(&visit, place, &sent).await?,
        None => None,
    };
    let Some(name) = name else {
        return Ok(problem_details(
            StatusCode::UNAUTHORIZED,
            "Unauthorized",
            "No account opens with that. · Aucun compte ne s'ouvre avec cela.",
        ));
    };
    let mut response = Json(json!({"next": local(&sent.next)})).into_response();
    response
        .headers_mut()
        .insert(header::SET_COOKIE, signed_in_cookie(&visit, &name).await?);
    Ok(response)
}

/// The account an answer opens; noted in the ledger either way, where the passkey is an account's.
async fn opened(visit: &Visit, place: Place, sent: &Answered) -> anyhow::Result<Option<String>> {
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
    let (id, client, data, signature) = (
        bytes(&sent.id),
        bytes(&sent.client),
        bytes(&sent.data),
        bytes(&sent.signature),
    );
    let user = sent.user.clone();
    let question = passkey::question_of(&client).filter(|question| visit.shared.questions.take(question, ""));
    visit
        .write(move |store| {
            let Some(key) = store.passkey(&id)? else {
                return Ok(None);
            };
            let Some(account) = store.account(&key.account)? else {
                return Ok(None);
            };
            let answer = Signed {
                client: &client,
                data: &data,
                signature: &signature,
            };
            let asked = question.ok_or(Wrong::Question);
            let counter = asked.and_then(|asked| passkey::holds(&answer, &key.key, &asked, &place));
            let good = match counter {
                Ok(counter) => {
                    (user.is_empty() || user == passkey::handle(&account.name))
                        && !account.disabled
                        && store.use_passkey(&id, counter)?
                }
                Err(_) => false,
            };
            let what = if good { "signed-in" } else { "refused" };
            store.note_account(&account, what, &account.name, &crate::commands::now())?;
            Ok(good.then_some(account.name))
        })
        .await
}

/// What a browser is asked to make a passkey with.
pub async fn offer(visit: Visit) -> Answer {
    let Some(place) = visit.place.clone() else {
        return Ok(no());
    };
    let name = visit.viewer.name.clone();
    let held = {
        let name = name.clone();
        visit
            .shared
            .with_reader(move |store| Ok(store.passkeys_of(&name)?))
            .await?
    };
    let excluded: Vec<_> = held
        .iter()
        .map(|key| json!({"type": "public-key", "id": URL_SAFE_NO_PAD.encode(&key.id)}))
        .collect();
    let kinds: Vec<_> = cose::TAKEN
        .iter()
        .map(|alg| json!({"type": "public-key", "alg": alg}))
        .collect();
    let options = json!({
        "challenge": visit.shared.questions.ask(&name)?,
        "rp": {"id": place.host, "name": "Tocsin"},
        "user": {"id": passkey::handle(&name), "name": name, "displayName": name},
        "pubKeyCredParams": kinds,
        "timeout": passkey::PATIENCE * 1000,
        "attestation": "none",
        "authenticatorSelection": {"residentKey": "required", "requireResidentKey": true, "userVerification": "required"},
        "excludeCredentials": excluded,
    });
    Ok(Json(options).into_response())
}

/// A passkey just made; in base64url but for its name.
#[derive(Deserialize)]
pub struct New {
    name: String,
    client: String,
    attestation: String,
}

/// Takes a new passkey for one's own account.
pub async fn add(visit: Visit, Json(sent): Json<New>) -> Answer {
    let Some(place) = visit.place.clone() else {
        return Ok(no());
    };
    let account = visit.viewer.name.clone();
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
    let (client, attestation) = (bytes(&sent.client), bytes(&sent.attestation));
    let question =
        passkey::question_of(&client).filter(|question| visit.shared.questions.take(question, &account));
    let made = question
        .ok_or(Wrong::Question)
        .and_then(|question| passkey::made(&client, &attestation, &question, &place));
    let Ok(made) = made else {
        return Ok(no());
    };
    let now = crate::commands::now();
    let passkey = Passkey {
        id: made.id,
        account: account.clone(),
        name: sent.name.trim().chars().take(60).collect(),
        key: made.key,
        counter: made.counter,
        added: now.get(..10).unwrap_or_default().to_owned(),
    };
    let added = visit
        .write(move |store| {
            Ok(store.passkeys_of(&account)?.len() < MOST && store.add_passkey(&passkey, &account, &now)?)
        })
        .await?;
    Ok(if added {
        StatusCode::NO_CONTENT.into_response()
    } else {
        no()
    })
}

/// Which passkey is to go.
#[derive(Deserialize)]
pub struct Gone {
    id: String,
}

/// Takes a passkey of one's own account away.
pub async fn remove(visit: Visit, Form(sent): Form<Gone>) -> Answer {
    let (name, id) = (
        visit.viewer.name.clone(),
        URL_SAFE_NO_PAD.decode(&sent.id).unwrap_or_default(),
    );
    let gone = visit
        .write(move |store| {
            let others = has_password(store, &name)?
                || store.passkeys_of(&name)?.len() > 1
                || !store.links_of(&name)?.is_empty();
            if others {
                store.drop_passkey(&name, &id, &name, &crate::commands::now())?;
            }
            Ok(others)
        })
        .await?;
    if !gone {
        return last_way(&visit).await;
    }
    Ok(Redirect::to(&format!("/me{}", visit.page("me").lang_query())).into_response())
}
