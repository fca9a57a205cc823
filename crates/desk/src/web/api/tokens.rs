//! One's own account and the tokens of programs that act for it.

use super::accounts::told;
use super::input::{Path, Sent, answered, missing, problem, tagged};
use crate::commands::account::new_token;
use crate::people::random_hex;
use crate::people::role::Right;
use crate::web::answer::Answer;
use crate::web::visit::Visit;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A token; never its secret.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TokenAnswer {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Until when.
    pub expires: String,
}

/// A token to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What it is for.
    #[schemars(length(min = 1, max = 64))]
    pub name: String,
    /// What it may do: `read`, `take-in`, `work`, `decide`, …; no more than the asking account or token.
    pub scopes: Vec<String>,
    /// Days it holds, 1 to 3650.
    pub days: u16,
}

/// A token, told once.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NewSecret {
    /// What to send after `Authorization: Bearer `.
    pub token: String,
    /// Until when.
    pub expires: String,
}

/// One's own account.
pub async fn me(visit: Visit, headers: HeaderMap) -> Answer {
    match visit.account().await? {
        Some(account) => tagged(&headers, &told(account)),
        None => Ok(missing()),
    }
}

/// The tokens of one's own account.
pub async fn list(visit: Visit, headers: HeaderMap) -> Answer {
    let name = visit.viewer.name.clone();
    let found = visit
        .shared
        .with_reader(move |store| Ok(store.tokens_of(&name)?))
        .await?;
    let all: Vec<TokenAnswer> = found
        .into_iter()
        .map(|token| TokenAnswer {
            name: token.name,
            scopes: token.scopes.into_iter().collect(),
            expires: token.expires,
        })
        .collect();
    tagged(&headers, &all)
}

/// Makes a token for one's own account.
pub async fn make(visit: Visit, Sent(sent): Sent<NewToken>) -> Answer {
    let Some(account) = visit.account().await? else {
        return Ok(missing());
    };
    // A token cannot make one that may do more than itself.
    let beyond = sent
        .scopes
        .iter()
        .any(|scope| Right::of_key(scope).is_none_or(|right| !visit.may(right)));
    let named = (1..=64).contains(&sent.name.chars().count()) && (1..=3650).contains(&sent.days);
    let made = new_token(&account, &sent.name, &sent.scopes.join(" "), sent.days);
    let (false, true, Ok(token)) = (beyond, named, made) else {
        return Ok(problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "A token needs a name, 1 to 3650 days, and scopes that the asking account and token have.",
        ));
    };
    let secret = random_hex(32)?;
    let (kept, expires) = (secret.clone(), token.expires.clone());
    let who = visit.viewer.name.clone();
    visit
        .write(move |store| Ok(store.add_token(&kept, &token, &who, &crate::commands::now())?))
        .await?;
    answered(
        StatusCode::CREATED,
        &NewSecret {
            token: secret,
            expires,
        },
    )
}

/// Ends the tokens of that name.
pub async fn drop_named(visit: Visit, Path(name): Path<String>) -> Answer {
    let account = visit.viewer.name.clone();
    let dropped = visit
        .write(move |store| Ok(store.drop_tokens(&account, &name)?))
        .await?;
    Ok(if dropped == 0 {
        missing()
    } else {
        StatusCode::NO_CONTENT.into_response()
    })
}
