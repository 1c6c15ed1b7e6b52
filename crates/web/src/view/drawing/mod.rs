//! The drawing of a layout, seen from inside: the outer frame in proportion, its panes side by side,
//! each with the symbol of how it opens, and the two sizes on dimension lines.
//!
//! There is one set of rules, and it is this module: pages embed the drawing, and the configurator's
//! script asks for a new one as a fragment while somebody types. Colours and line widths belong to
//! the style sheet. The canvas never changes its size, so nothing on the page jumps.

mod dimensions;
mod openings;

use maud::{Markup, html};
use winfactor_domain::{Millimetres, TemplateComponent};

use super::{Reader, texts::drawing::DrawingTexts};

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'a> {
    pub width: Millimetres,
    pub height: Millimetres,
    /// The kinds of the template, repeated from left to right; `fixed` when there are none.
    pub kinds: &'a [TemplateComponent],
    /// How many panes there are.
    pub count: u32,
    /// Whether the sizes are written beside it.
    pub dimensions: bool,
}

/// A rectangle on the canvas.
#[derive(Clone, Copy, Debug)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Area {
    fn right(self) -> f64 {
        self.x + self.width
    }

    fn bottom(self) -> f64 {
        self.y + self.height
    }

    fn middle(self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    fn inset(self, by: f64) -> Area {
        Area {
            x: self.x + by,
            y: self.y + by,
            width: (self.width - 2.0 * by).max(0.0),
            height: (self.height - 2.0 * by).max(0.0),
        }
    }
}

const CANVAS: (f64, f64) = (480.0, 340.0);
/// Room for the dimension lines, at the left and at the bottom.
const MARGIN: f64 = 44.0;
const EDGE: f64 = 8.0;
/// Extreme proportions are drawn less extreme, so that something can be seen.
const SHORTEST_SIDE: f64 = 36.0;

impl Drawing<'_> {
    fn kind_at(&self, index: usize) -> TemplateComponent {
        match self.kinds.len() {
            0 => TemplateComponent::Fixed,
            count => self.kinds[index % count],
        }
    }

    fn frame(&self) -> Area {
        let margin = if self.dimensions { MARGIN } else { EDGE };
        let room = (CANVAS.0 - margin - EDGE, CANVAS.1 - margin - EDGE);
        let (width, height) = (
            f64::from(self.width.0.max(1)),
            f64::from(self.height.0.max(1)),
        );
        let scale = (room.0 / width).min(room.1 / height);
        let (width, height) = (
            (width * scale).max(SHORTEST_SIDE),
            (height * scale).max(SHORTEST_SIDE),
        );
        Area {
            x: margin + (room.0 - width) / 2.0,
            y: EDGE + (room.1 - height) / 2.0,
            width,
            height,
        }
    }

    /// The panes within the frame, and the width of the profiles between them.
    fn panes(&self, frame: Area) -> (Vec<Area>, f64) {
        let profile = (frame.width.min(frame.height) * 0.035).clamp(3.0, 8.0);
        let count = f64::from(self.count.max(1));
        let inner = frame.inset(profile);
        let between = profile.min(inner.width / (count * 4.0));
        let width = (inner.width - between * (count - 1.0)) / count;
        let panes = (0..self.count.max(1))
            .map(|index| Area {
                x: inner.x + f64::from(index) * (width + between),
                width,
                ..inner
            })
            .collect();
        (panes, profile)
    }

    fn label(&self, reader: &Reader) -> String {
        let texts = DrawingTexts::of(reader.locale);
        let kinds: Vec<_> = (0..self.count as usize)
            .map(|index| kind_name(self.kind_at(index), texts))
            .collect();
        let kinds = kinds.join(", ");
        if self.dimensions {
            texts.label(&reader.size_pair(self.width, self.height), &kinds)
        } else {
            texts.label_without_size(&kinds)
        }
    }
}

fn kind_name(kind: TemplateComponent, texts: &DrawingTexts) -> &'static str {
    match kind {
        TemplateComponent::Fixed => texts.kind_fixed,
        TemplateComponent::Turn => texts.kind_turn,
        TemplateComponent::Tilt => texts.kind_tilt,
        TemplateComponent::TiltTurn => texts.kind_tilt_turn,
        TemplateComponent::Sliding => texts.kind_sliding,
        TemplateComponent::Door => texts.kind_door,
    }
}

/// The drawing as an `svg` element. The reader's units and language stand on the dimension lines.
pub fn drawing(drawing: &Drawing<'_>, reader: &Reader) -> Markup {
    let frame = drawing.frame();
    let (panes, profile) = drawing.panes(frame);
    html! {
        svg.drawing viewBox={ "0 0 " (CANVAS.0) " " (CANVAS.1) } role="img"
            aria-label=(drawing.label(reader)) {
            (rect("frame", frame))
            @for (index, pane) in panes.into_iter().enumerate() {
                (openings::pane(drawing.kind_at(index), index, pane, profile))
            }
            @if drawing.dimensions {
                (dimensions::below(frame, &reader.size(drawing.width)))
                (dimensions::beside(frame, &reader.size(drawing.height)))
            }
        }
    }
}

fn rect(class: &str, area: Area) -> Markup {
    html! {
        rect class=(class) x=(place(area.x)) y=(place(area.y))
            width=(place(area.width)) height=(place(area.height)) {}
    }
}

/// A line through points.
fn path(class: &str, points: &[(f64, f64)]) -> Markup {
    let steps: Vec<_> = points
        .iter()
        .map(|&(x, y)| format!("{} {}", place(x), place(y)))
        .collect();
    html! { path class=(class) d={ "M" (steps.join("L")) } {} }
}

/// A coordinate to a tenth, which is finer than anybody sees.
fn place(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    tenths.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(width: u32, height: u32, count: u32) -> Drawing<'static> {
        Drawing {
            width: Millimetres(width),
            height: Millimetres(height),
            kinds: &[TemplateComponent::Fixed],
            count,
            dimensions: true,
        }
    }

    #[test]
    fn the_frame_keeps_its_proportion_and_stays_on_the_canvas() {
        for (width, height) in [
            (5000, 3000),
            (1000, 2400),
            (100_000, 1),
            (1, 100_000),
            (0, 0),
        ] {
            let frame = of(width, height, 1).frame();
            assert!(
                frame.x >= MARGIN && frame.right() <= CANVAS.0,
                "{width} × {height}"
            );
            assert!(
                frame.y >= EDGE && frame.bottom() <= CANVAS.1 - MARGIN + 0.01,
                "{width} × {height}"
            );
        }
        let frame = of(5000, 3000, 1).frame();
        assert!((frame.width / frame.height - 5.0 / 3.0).abs() < 0.001);
    }

    #[test]
    fn panes_are_equal_and_fill_the_frame_however_many_there_are() {
        for count in [1, 3, 12, 100] {
            let drawing = of(3000, 2000, count);
            let frame = drawing.frame();
            let (panes, profile) = drawing.panes(frame);
            assert_eq!(panes.len(), count as usize);
            let last = panes[panes.len() - 1];
            assert!((last.right() - (frame.right() - profile)).abs() < 0.01);
            assert!(
                panes
                    .iter()
                    .all(|pane| (pane.width - last.width).abs() < 0.01 && pane.width > 0.0)
            );
        }
    }
}
