//! Ready-made automations, each a template document as ActivePieces imports it, in every language
//! of the product.

/// A ready-made automation.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// A stable name for programs.
    pub id: &'static str,
    /// The event types for which it is meant; its trigger itself may take more.
    pub event_types: &'static [&'static str],
    /// One text for each language; the first is the fallback.
    pub texts: &'static [RecipeText],
}

/// A recipe in one language.
#[derive(Debug, Clone, Copy)]
pub struct RecipeText {
    /// `en`, `de` or `nl`.
    pub locale: &'static str,
    /// What the automation is called.
    pub name: &'static str,
    /// The template document, to be read by [`crate::TemplateDocument::parse`].
    pub template: &'static str,
}

/// All recipes; the recommended first one stands first.
pub const RECIPES: &[Recipe] = &[SUBMISSION_TO_INBOX];

/// The recommended first automation: a message in the inbox for each new submission.
pub const SUBMISSION_TO_INBOX: Recipe = Recipe {
    id: "submission-to-inbox",
    event_types: &["submission.created"],
    texts: &[
        RecipeText {
            locale: "en",
            name: "Tell the team about a new submission",
            template: include_str!("../../recipes/submission-to-inbox.en.json"),
        },
        RecipeText {
            locale: "de",
            name: "Das Team über eine neue Anfrage informieren",
            template: include_str!("../../recipes/submission-to-inbox.de.json"),
        },
        RecipeText {
            locale: "nl",
            name: "Het team informeren over een nieuwe aanvraag",
            template: include_str!("../../recipes/submission-to-inbox.nl.json"),
        },
    ],
};

impl Recipe {
    /// The recipe with this id.
    pub fn find(id: &str) -> Option<&'static Self> {
        RECIPES.iter().find(|recipe| recipe.id == id)
    }

    /// The recipe in a language, or in English where there is none of that language.
    pub fn text(&self, locale: &str) -> &'static RecipeText {
        let texts = self.texts;
        let wanted = texts.iter().find(|text| text.locale == locale);
        // Indexing cannot fail: every recipe has an English text first, which a test checks.
        wanted.unwrap_or(&texts[0])
    }
}
