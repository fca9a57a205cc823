//! The JSON forms of MUC-4 templates and entities, gold and predicted.

use crate::files::{self, InputError, Read};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

/// The five slots filled with words of the text, in the order of the published tables.
pub const ROLES: [&str; 5] = ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"];

/// One thing or person: the ways in which the text names it.
pub type Entity = Vec<String>;

/// One template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The incident type, lower case: `attack`, `bombing`, …; a gold one may offer several ("bombing / attack").
    pub incident_type: String,
    /// Entities by role, in the order of [`ROLES`].
    pub roles: [Vec<Entity>; 5],
}

impl Template {
    /// Its JSON form.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut out = json!({"incident_type": self.incident_type});
        for (role, entities) in ROLES.iter().zip(&self.roles) {
            out[*role] = json!(entities);
        }
        out
    }
}

/// Entities of a whole document by role, in the order of [`ROLES`].
pub type Extracts = [Vec<Entity>; 5];

/// Entities of all `templates` of a document, those that share a mention made one, mentions in order of appearance.
#[must_use]
pub fn merged(templates: &[Template]) -> Extracts {
    let mut out = Extracts::default();
    for (role, merged) in out.iter_mut().enumerate() {
        for entity in templates.iter().flat_map(|template| &template.roles[role]) {
            let (mut joined, apart): (Vec<Entity>, Vec<Entity>) = std::mem::take(merged)
                .into_iter()
                .partition(|known| known.iter().any(|mention| entity.contains(mention)));
            joined.push(entity.clone());
            let mut whole = Entity::new();
            for mention in joined.into_iter().flatten() {
                if !whole.contains(&mention) {
                    whole.push(mention);
                }
            }
            *merged = apart;
            merged.push(whole);
        }
    }
    out
}

/// A mention as it may be written: a string, `[string]` or `[string, offset]`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum MentionForm {
    Bare(String),
    Alone([String; 1]),
    Placed(String, serde::de::IgnoredAny),
}

impl From<MentionForm> for String {
    fn from(form: MentionForm) -> Self {
        match form {
            MentionForm::Bare(words) | MentionForm::Alone([words]) | MentionForm::Placed(words, _) => words,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RolesForm {
    #[serde(rename = "PerpInd")]
    perp_ind: Vec<Vec<MentionForm>>,
    #[serde(rename = "PerpOrg")]
    perp_org: Vec<Vec<MentionForm>>,
    #[serde(rename = "Target")]
    target: Vec<Vec<MentionForm>>,
    #[serde(rename = "Victim")]
    victim: Vec<Vec<MentionForm>>,
    #[serde(rename = "Weapon")]
    weapon: Vec<Vec<MentionForm>>,
}

impl RolesForm {
    /// The entities, those without a mention left out.
    fn entities(self) -> [Vec<Entity>; 5] {
        [
            self.perp_ind,
            self.perp_org,
            self.target,
            self.victim,
            self.weapon,
        ]
        .map(|entities| {
            entities
                .into_iter()
                .map(|mentions| mentions.into_iter().map(String::from).collect::<Entity>())
                .filter(|entity| !entity.is_empty())
                .collect()
        })
    }
}

#[derive(Debug, Deserialize)]
struct TemplateForm {
    /// The published scorer takes a type that is no string for an attack.
    #[serde(default)]
    incident_type: Value,
    #[serde(flatten)]
    roles: RolesForm,
}

impl From<TemplateForm> for Template {
    fn from(form: TemplateForm) -> Self {
        Self {
            incident_type: form.incident_type.as_str().unwrap_or("attack").to_owned(),
            roles: form.roles.entities(),
        }
    }
}

/// One document with its templates.
#[derive(Clone, Debug, Default)]
pub struct TemplateDoc {
    /// Its id.
    pub docid: String,
    /// Its text; "" in predictions.
    pub text: String,
    /// Its templates.
    pub templates: Vec<Template>,
}

/// One document with its entities.
#[derive(Clone, Debug, Default)]
pub struct ExtractDoc {
    /// Its id.
    pub docid: String,
    /// Its entities.
    pub extracts: Extracts,
}

#[derive(Deserialize)]
struct DocForm {
    docid: String,
    #[serde(default)]
    doctext: String,
    #[serde(default, alias = "pred_templates")]
    templates: Option<Vec<TemplateForm>>,
    #[serde(default, alias = "pred_extracts")]
    extracts: Option<RolesForm>,
}

const TEMPLATES_FORM: &str =
    "{\"docid\": …, \"templates\": [{\"incident_type\": …, \"PerpInd\": [[mention, …], …], …}]}";
const EXTRACTS_FORM: &str = "{\"docid\": …, \"extracts\": {\"PerpInd\": [[mention, …], …], …}}";

/// Documents with templates from JSON lines.
///
/// # Errors
/// When the file is missing or malformed, or a document comes twice.
pub fn read_templates(path: &Path) -> Read<Vec<TemplateDoc>> {
    let mut docs: Vec<TemplateDoc> = Vec::new();
    for (line, form) in files::json_lines::<DocForm>(path, TEMPLATES_FORM)?
        .into_iter()
        .enumerate()
    {
        let templates = form
            .templates
            .ok_or_else(|| lacks(path, line, "templates", TEMPLATES_FORM))?;
        docs.push(TemplateDoc {
            docid: form.docid,
            text: form.doctext,
            templates: templates.into_iter().map(Template::from).collect(),
        });
    }
    once_each(path, docs.iter().map(|doc| doc.docid.as_str()))?;
    Ok(docs)
}

/// Documents with entities from JSON lines.
///
/// # Errors
/// When the file is missing or malformed, or a document comes twice.
pub fn read_extracts(path: &Path) -> Read<Vec<ExtractDoc>> {
    let mut docs: Vec<ExtractDoc> = Vec::new();
    for (line, form) in files::json_lines::<DocForm>(path, EXTRACTS_FORM)?
        .into_iter()
        .enumerate()
    {
        let extracts = form
            .extracts
            .ok_or_else(|| lacks(path, line, "extracts", EXTRACTS_FORM))?;
        docs.push(ExtractDoc {
            docid: form.docid,
            extracts: extracts.entities(),
        });
    }
    once_each(path, docs.iter().map(|doc| doc.docid.as_str()))?;
    Ok(docs)
}

fn lacks(path: &Path, index: usize, field: &str, form: &str) -> InputError {
    InputError::malformed(
        path,
        index + 1,
        format!("no field {field:?}"),
        format!("each line must be {form}"),
    )
}

fn once_each<'d>(path: &Path, ids: impl Iterator<Item = &'d str>) -> Read<()> {
    let mut seen: Vec<(String, usize)> = ids.enumerate().map(|(index, id)| (key(id), index)).collect();
    seen.sort();
    match seen.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(InputError::malformed(
            path,
            pair[1].1 + 1,
            format!("document {:?} comes twice", pair[0].0),
            "keep one line a document",
        )),
        None => Ok(()),
    }
}

/// The id under which gold and predictions are matched. The published prediction files write `TST3-MUC4-0017` as
/// `30017` (the digit before the first hyphen times 10,000, plus the number after the last); such ids are read as both.
#[must_use]
pub fn key(docid: &str) -> String {
    let number = || {
        let (head, tail) = (docid.split('-').next()?, docid.rsplit_once('-')?.1);
        let digit = head.chars().last()?.to_digit(10)?;
        Some(u64::from(digit) * 10_000 + tail.parse::<u64>().ok()?)
    };
    number().map_or_else(|| docid.to_owned(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn mentions_in_all_three_forms() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let line = r#"{"docid":"D1","templates":[{"incident_type":"attack","Victim":[["a",["b"],["c",7]],[]]},{"incident_type":null}]}"#;
        fs::write(file.path(), line).unwrap();
        let docs = read_templates(file.path()).unwrap();
        assert_eq!(docs[0].templates[0].roles[3], [["a", "b", "c"]]);
        assert_eq!(docs[0].templates[1].incident_type, "attack");
        let error = read_extracts(file.path()).unwrap_err().to_string();
        assert!(error.contains("no field \"extracts\""), "{error}");
    }

    #[test]
    fn a_document_counts_once() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(
            file.path(),
            "{\"docid\":\"TST1-MUC3-0007\",\"templates\":[]}\n{\"docid\":\"10007\",\"templates\":[]}\n",
        )
        .unwrap();
        let error = read_templates(file.path()).unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("twice"), "{error}");
    }

    #[test]
    fn ids_of_both_forms() {
        assert_eq!(key("TST3-MUC4-0017"), "30017");
        assert_eq!(key("30017"), "30017");
        assert_eq!(key("DEV-MUC3-0001"), "DEV-MUC3-0001");
    }

    #[test]
    fn entities_that_share_a_mention_are_one() {
        let with = |victims: &[&[&str]]| {
            let mut template = Template::default();
            template.roles[3] = victims
                .iter()
                .map(|entity| entity.iter().map(ToString::to_string).collect())
                .collect();
            template
        };
        // {a b} and {c} stay apart until {b c} joins them; {d} stays alone.
        let merged = merged(&[with(&[&["a", "b"], &["c"]]), with(&[&["d"], &["b", "c"]])]);
        assert_eq!(
            merged[3],
            vec![vec!["d".to_owned()], vec!["a".into(), "b".into(), "c".into()]]
        );
    }
}
