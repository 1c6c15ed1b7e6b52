use maud::{Markup, html};

/// The icons of the navigation: lines on a grid of 20 by 20, in the colour of the text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Icon {
    Home,
    Inbox,
    Window,
    Sheet,
    Speech,
    Pulse,
    Plug,
    Branch,
    More,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Icon::Home => "M3 9.5 10 3.5l7 6M5 8.5V16.5h10V8.5M8.5 16.5v-5h3v5",
            Icon::Inbox => "M3 11.5 5.5 4h9L17 11.5V16H3zM3 11.5h4l1.5 2h3l1.5-2h4",
            Icon::Window => "M3.5 3.5h13v13h-13zM10 3.5v13M3.5 10h13",
            Icon::Sheet => "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 10h5.5M7.5 13.5h5.5",
            Icon::Speech => "M3 4h14v10H9.5L6 17v-3H3zM6.5 7.5h7M6.5 10.5h4.5",
            Icon::Pulse => "M2.5 10h3.5l2.5-6 3.5 12 2.5-6h3",
            Icon::Plug => "M7 2.5v4M13 2.5v4M5 6.5h10V9a5 5 0 0 1-10 0zM10 14v3.5",
            Icon::Branch => {
                "M5 7v6M5 7a2 2 0 1 1 .01 0M5 17a2 2 0 1 1 .01 0M15 7a2 2 0 1 1 .01 0M15 7c0 4-4 3.5-10 5"
            }
            Icon::More => "M4 6h12M4 10h12M4 14h12",
        }
    }
}

/// The icon; it says nothing that a word beside it does not say.
pub(super) fn icon(icon: Icon) -> Markup {
    html! {
        svg.icon viewBox="0 0 20 20" aria-hidden="true" { path d=(icon.path()) {} }
    }
}
