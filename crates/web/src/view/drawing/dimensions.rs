use maud::{Markup, html};

use super::{Area, path, place};

/// The distance of a dimension line from the frame.
const DISTANCE: f64 = 18.0;
/// Half the length of the strokes that end it.
const STROKE: f64 = 4.0;

/// The width, below the frame.
pub(super) fn below(frame: Area, size: &str) -> Markup {
    let y = frame.bottom() + DISTANCE;
    let (left, right) = (frame.x, frame.right());
    html! {
        (path("dimension", &[(left, y), (right, y)]))
        (path("dimension", &[(left, y - STROKE), (left, y + STROKE)]))
        (path("dimension", &[(right, y - STROKE), (right, y + STROKE)]))
        text.size x=(place(frame.middle().0)) y=(place(y + 17.0)) text-anchor="middle" { (size) }
    }
}

/// The height, at the left of the frame, read from the right.
pub(super) fn beside(frame: Area, size: &str) -> Markup {
    let x = frame.x - DISTANCE;
    let (top, bottom) = (frame.y, frame.bottom());
    let (text_x, text_y) = (x - 8.0, frame.middle().1);
    html! {
        (path("dimension", &[(x, top), (x, bottom)]))
        (path("dimension", &[(x - STROKE, top), (x + STROKE, top)]))
        (path("dimension", &[(x - STROKE, bottom), (x + STROKE, bottom)]))
        text.size x=(place(text_x)) y=(place(text_y)) text-anchor="middle"
            transform={ "rotate(-90 " (place(text_x)) " " (place(text_y)) ")" } { (size) }
    }
}
