use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Which execution of a step of a run: the step, and the iteration of each loop around it.
///
/// Its text is stable and is the key of a journal: `step_1`, or `loop_1[0].step_2` for the first
/// iteration. Step names have letters, digits and `_` only, so that it is unambiguous.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct StepPath {
    /// From the outside in; shared by the steps of one iteration.
    loops: Arc<[Iteration]>,
    step: Arc<str>,
}

/// One iteration of a loop.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Iteration {
    pub loop_name: Arc<str>,
    /// From 0.
    pub index: u32,
}

impl StepPath {
    pub(super) fn new(loops: &Arc<[Iteration]>, step: &Arc<str>) -> Self {
        Self {
            loops: Arc::clone(loops),
            step: Arc::clone(step),
        }
    }

    /// A step that no loop encloses.
    pub fn top_level(step: impl Into<Arc<str>>) -> Self {
        Self {
            loops: Arc::default(),
            step: step.into(),
        }
    }

    pub fn step_name(&self) -> &str {
        &self.step
    }

    /// The iterations that it is a part of, the outermost first.
    pub fn iterations(&self) -> &[Iteration] {
        &self.loops
    }
}

impl fmt::Display for StepPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Iteration { loop_name, index } in &*self.loops {
            write!(f, "{loop_name}[{index}].")?;
        }
        f.write_str(&self.step)
    }
}

impl fmt::Debug for StepPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StepPath({self})")
    }
}

/// A text that is not one of a [`StepPath`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the path of a step, such as loop_1[0].step_2")]
pub struct InvalidStepPath(String);

impl FromStr for StepPath {
    type Err = InvalidStepPath;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidStepPath(text.to_owned());
        let (loops, step) = text
            .rsplit_once('.')
            .map_or((None, text), |(loops, step)| (Some(loops), step));
        let iteration = |part: &str| {
            let (loop_name, index) = part.strip_suffix(']')?.split_once('[')?;
            Some(Iteration {
                loop_name: loop_name.into(),
                index: index.parse().ok()?,
            })
        };
        let loops = loops.into_iter().flat_map(|loops| loops.split('.'));
        let loops = loops.map(iteration).collect::<Option<Arc<[_]>>>();
        if step.is_empty() || step.contains(['[', ']']) {
            return Err(invalid());
        }
        Ok(Self {
            loops: loops.ok_or_else(invalid)?,
            step: step.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_path_is_read_back_from_its_text() {
        for text in ["step_1", "loop_1[0].step_2", "a[12].b[4].c"] {
            assert_eq!(text.parse::<StepPath>().unwrap().to_string(), text);
        }
        let path: StepPath = "a[12].b[4].c".parse().unwrap();
        assert_eq!(path.step_name(), "c");
        let iterations = path.iterations().iter();
        let iterations: Vec<_> = iterations.map(|it| (&*it.loop_name, it.index)).collect();
        assert_eq!(iterations, [("a", 12), ("b", 4)]);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "a.b", "a[x].b", "a[1]", "a[1].", "a[-1].b", "a1].b"] {
            assert!(text.parse::<StepPath>().is_err(), "{text}");
        }
    }
}
