//! Whether those harmed are they who attacked: what speaks for it and against it.

use super::super::choice::Near;
use super::super::figures::Figure;
use super::words::Here;
use crate::gather::told::Features;
use crate::kit::ActClass;
use crate::lexicon::Topic;
use crate::readers::event::Harm;
use crate::readers::who::Side;
use tocsin_core::{Count, SpeakerKind};

impl Near<'_, '_, '_> {
    /// What speaks for and against it that those whom `figure` counts attacked.
    pub(super) fn party(&self, here: &Here, figure: &Figure) -> Features {
        let mut out: Features = vec![("party", 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                out.push((name, 1.0));
            }
        };
        let side = figure.of.map(|of| of.side);
        add("party:attacker", side == Some(Side::Attacker));
        let armed = side == Some(Side::Armed);
        add("party:armed", armed);
        add("party:forces", side == Some(Side::Forces));
        add(
            "party:civilian",
            matches!(side, Some(Side::Civilian | Side::Place)),
        );
        add("party:people", side == Some(Side::People));
        add("party:unknown", side.is_none());
        let neutralised = figure
            .toll
            .is_some_and(|(_, toll)| toll.harm == Harm::Neutralised);
        add("party:neutralised", neutralised);
        self.party_acts(figure, armed, &mut add);
        let from = figure.first.saturating_sub(5).max(here.sentence.first);
        let to = (figure.last + 5).min(here.sentence.last);
        let named = here
            .scene
            .of(Topic::Group, from, to)
            .any(|mark| matches!(mark.entry.kind, "armed" | "attacker"));
        add(
            "party:armed-beside",
            named && side.is_none_or(|side| !matches!(side, Side::Armed | Side::Attacker)),
        );
        let said = self.maker.read.said.get(here.index).and_then(|said| said.last());
        add(
            "party:said",
            said.is_some_and(|said| said.speaker.kind != SpeakerKind::Report),
        );
        out
    }

    /// Who does and who undergoes the account's acts, and which acts they are.
    fn party_acts(&self, figure: &Figure, armed: bool, add: &mut impl FnMut(&'static str, bool)) {
        let agent = |pick: fn(Side) -> bool| {
            self.acts().any(|frame| {
                frame.class == ActClass::Violence && frame.agents.iter().any(|agent| pick(agent.side))
            })
        };
        let forces = agent(|side| side == Side::Forces);
        let bandits = agent(|side| matches!(side, Side::Armed | Side::Attacker));
        add("party:forces-do", forces);
        add("party:armed-do", bandits);
        add("party:armed-armed-do", armed && bandits);
        add("party:armed-forces-do", armed && forces && !bandits);
        let hit = |pick: fn(Side) -> bool| {
            self.acts().any(|frame| {
                frame.class == ActClass::Violence && frame.patients.iter().any(|hit| pick(hit.side))
            })
        };
        let others = hit(|side| matches!(side, Side::Forces | Side::Civilian | Side::Place));
        add("party:armed-others-hit", armed && others);
        let act = |wanted: &[&str]| self.acts().any(|frame| wanted.contains(&frame.act));
        let attack = act(&["attack", "ambush", "shoot", "suicide-bomb", "repel", "clash"]);
        add("party:attack-armed", attack && armed);
        add("party:order", act(&["operation", "air-strike", "repel", "free"]));
        add(
            "party:order-armed",
            armed && act(&["operation", "air-strike", "repel", "free"]),
        );
        add("party:strike-armed", armed && act(&["air-strike"]) && !attack);
        add("party:clash", act(&["clash"]));
        add(
            "party:bomber",
            figure.count == Count::exactly(1) && act(&["suicide-bomb"]),
        );
    }
}
