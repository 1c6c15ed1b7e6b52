use super::action::{Action, ActionKind};
use super::trigger::Trigger;

/// The trigger or an action.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    Trigger(&'a Trigger),
    Action(&'a Action),
}

impl<'a> Step<'a> {
    pub fn name(self) -> &'a str {
        match self {
            Self::Trigger(trigger) => &trigger.name,
            Self::Action(action) => &action.name,
        }
    }

    /// What people call the step.
    pub fn label(self) -> &'a str {
        match self {
            Self::Trigger(trigger) => trigger.label(),
            Self::Action(action) => action.label(),
        }
    }
}

/// A step with its number as the builder shows it: the trigger is 1, then each step is followed by
/// the steps inside it and then by the next one.
#[derive(Debug, Clone, Copy)]
pub struct NumberedStep<'a> {
    pub number: usize,
    pub step: Step<'a>,
    /// The step itself, or a loop or router around it, is skipped.
    pub skipped: bool,
}

pub(super) fn numbered_steps(trigger: &Trigger) -> Vec<NumberedStep<'_>> {
    let mut steps = vec![NumberedStep {
        number: 1,
        step: Step::Trigger(trigger),
        skipped: false,
    }];
    collect(&trigger.actions, false, &mut steps);
    steps
}

fn collect<'a>(chain: &'a [Action], inside_skipped: bool, steps: &mut Vec<NumberedStep<'a>>) {
    for action in chain {
        let skipped = inside_skipped || action.is_skipped();
        steps.push(NumberedStep {
            number: steps.len() + 1,
            step: Step::Action(action),
            skipped,
        });
        match &action.kind {
            ActionKind::Loop(inner) => collect(&inner.body, skipped, steps),
            ActionKind::Router(inner) => {
                for child in &inner.children {
                    collect(child, skipped, steps);
                }
            }
            ActionKind::Piece(_) | ActionKind::Code(_) | ActionKind::Other(_) => {}
        }
    }
}
