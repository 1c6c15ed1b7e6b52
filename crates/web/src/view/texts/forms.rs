texts! {
    /// Words that every form shares.
    struct FormTexts {
        optional: "optional", "freiwillig", "niet verplicht";
        fewer: "One fewer", "Eins weniger", "Eén minder";
        more: "One more", "Eins mehr", "Eén meer";
    }
}
