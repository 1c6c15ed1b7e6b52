//! The symbols of how a pane opens, as elevations show them: the point of a triangle is where the
//! handle is, its base where the hinges are.

use maud::{Markup, html};
use winfactor_domain::TemplateComponent;

use super::{Area, path, rect};

/// Below this width a symbol would be a blot.
const NARROWEST: f64 = 13.0;

/// Draws the pane at `index`, counted from the left.
pub(super) fn pane(kind: TemplateComponent, index: usize, area: Area, profile: f64) -> Markup {
    let opens = kind != TemplateComponent::Fixed;
    let room = area.width >= NARROWEST && area.height >= NARROWEST;
    let sash = if opens && room { profile * 0.7 } else { 0.0 };
    let glass = area.inset(sash);
    // Neighbours mirror each other, so that two side-hung panes make a pair.
    let hinged_left = index.is_multiple_of(2);
    html! {
        @if sash > 0.0 { (rect("sash", area)) }
        (rect("glass", glass))
        @if room {
            @match kind {
                TemplateComponent::Fixed => (fixed(glass)),
                TemplateComponent::Turn => {
                    (turn(glass, hinged_left))
                    (side_handle(area, sash, hinged_left, glass.middle().1))
                }
                TemplateComponent::Tilt => {
                    (tilt(glass))
                    (top_handle(area, sash))
                }
                TemplateComponent::TiltTurn => {
                    (turn(glass, hinged_left))
                    (tilt(glass))
                    (side_handle(area, sash, hinged_left, glass.middle().1))
                }
                TemplateComponent::Sliding => {
                    (arrow(glass, hinged_left))
                    (side_handle(area, sash, !hinged_left, glass.middle().1))
                }
                TemplateComponent::Door => {
                    (turn(glass, hinged_left))
                    (threshold(area))
                    (side_handle(area, sash, hinged_left, area.y + area.height * 0.55))
                }
            }
        }
    }
}

/// A small cross: this pane does not open.
fn fixed(glass: Area) -> Markup {
    let (x, y) = glass.middle();
    let arm = (glass.width.min(glass.height) * 0.08).clamp(2.5, 7.0);
    html! {
        (path("mark", &[(x - arm, y), (x + arm, y)]))
        (path("mark", &[(x, y - arm), (x, y + arm)]))
    }
}

fn turn(glass: Area, hinged_left: bool) -> Markup {
    let (hinge, handle) = sides(glass, hinged_left);
    let middle = glass.middle().1;
    path(
        "opening",
        &[(hinge, glass.y), (handle, middle), (hinge, glass.bottom())],
    )
}

fn tilt(glass: Area) -> Markup {
    let points = [
        (glass.x, glass.bottom()),
        (glass.middle().0, glass.y),
        (glass.right(), glass.bottom()),
    ];
    path("opening", &points)
}

/// The direction in which a pane slides.
fn arrow(glass: Area, to_the_right: bool) -> Markup {
    let (x, y) = glass.middle();
    let half = glass.width * 0.28;
    let head = (half * 0.45).min(8.0);
    let way = if to_the_right { 1.0 } else { -1.0 };
    let tip = x + way * half;
    let back = tip - way * head;
    html! {
        (path("slide", &[(x - way * half, y), (tip, y)]))
        (path("slide", &[(back, y - head), (tip, y), (back, y + head)]))
    }
}

/// The sill that one steps over.
fn threshold(area: Area) -> Markup {
    path(
        "threshold",
        &[(area.x, area.bottom()), (area.right(), area.bottom())],
    )
}

/// A handle on the side away from the hinges.
fn side_handle(area: Area, sash: f64, hinged_left: bool, y: f64) -> Markup {
    let x = if hinged_left {
        area.right() - sash / 2.0
    } else {
        area.x + sash / 2.0
    };
    let half = (area.height * 0.045).clamp(3.0, 9.0);
    path("handle", &[(x, y - half), (x, y + half)])
}

fn top_handle(area: Area, sash: f64) -> Markup {
    let (x, y) = (area.middle().0, area.y + sash / 2.0);
    let half = (area.width * 0.06).clamp(3.0, 9.0);
    path("handle", &[(x - half, y), (x + half, y)])
}

/// Where the hinges and where the handle are.
fn sides(glass: Area, hinged_left: bool) -> (f64, f64) {
    if hinged_left {
        (glass.x, glass.right())
    } else {
        (glass.right(), glass.x)
    }
}
