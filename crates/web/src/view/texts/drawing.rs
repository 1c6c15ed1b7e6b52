texts! {
    /// What a drawing says to those who do not see it.
    struct DrawingTexts {
        kind_fixed: "fixed", "fest", "vast";
        kind_turn: "side-hung", "Drehflügel", "draaiend";
        kind_tilt: "tilting", "Kippflügel", "kiepend";
        kind_tilt_turn: "tilt and turn", "Dreh-Kipp", "draai-kiep";
        kind_sliding: "sliding", "schiebend", "schuivend";
        kind_door: "door", "Tür", "deur";
    }
    phrases {
        label_without_size(kinds: &str): "Drawing: {kinds}", "Zeichnung: {kinds}", "Tekening: {kinds}";
        label(size: &str, kinds: &str): "Drawing, {size}: {kinds}", "Zeichnung, {size}: {kinds}", "Tekening, {size}: {kinds}";
    }
}
