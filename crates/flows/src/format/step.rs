use super::action::Action;
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
    /// How many steps it stands inside of.
    pub depth: usize,
    /// The step itself, or a step around it, is skipped.
    pub skipped: bool,
}

/// Goes through the tree with a stack of its own: a document may be nested deeper than threads like.
pub(super) fn numbered_steps(trigger: &Trigger) -> Vec<NumberedStep<'_>> {
    let mut steps = vec![NumberedStep {
        number: 1,
        step: Step::Trigger(trigger),
        depth: 0,
        skipped: false,
    }];
    let mut rests = vec![(trigger.actions.as_slice(), 0, false)];
    while let Some((chain, depth, inside_skipped)) = rests.pop() {
        let Some((action, rest)) = chain.split_first() else {
            continue;
        };
        let skipped = inside_skipped || action.is_skipped();
        steps.push(NumberedStep {
            number: steps.len() + 1,
            step: Step::Action(action),
            depth,
            skipped,
        });
        rests.push((rest, depth, inside_skipped));
        let inner = action.inner_chains().into_iter().rev();
        rests.extend(inner.map(|chain| (chain, depth + 1, skipped)));
    }
    steps
}
