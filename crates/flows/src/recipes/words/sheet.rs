use super::Words;

/// The headers of a sheet's columns that hold no single field.
pub(in crate::recipes) struct SheetWords {
    pub(in crate::recipes) event: Words,
    pub(in crate::recipes) details: Words,
    pub(in crate::recipes) link: Words,
}

pub(in crate::recipes) const SHEET: SheetWords = SheetWords {
    event: Words("Event", "Ereignis", "Gebeurtenis"),
    details: Words("Details", "Einzelheiten", "Bijzonderheden"),
    link: Words("Link", "Link", "Link"),
};
