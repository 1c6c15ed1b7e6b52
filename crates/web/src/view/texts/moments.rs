texts! {
    /// Moments as people say them: beside a record, and within a sentence.
    struct MomentTexts {
        hours_unit: "h", "Std.", "u";
    }
    phrases {
        today(clock: &str): "today, {clock}", "heute, {clock}", "vandaag, {clock}";
        yesterday(clock: &str): "yesterday, {clock}", "gestern, {clock}", "gisteren, {clock}";
        at(clock: &str): "at {clock}", "um {clock}", "om {clock}";
        tomorrow_at(clock: &str): "tomorrow at {clock}", "morgen um {clock}", "morgen om {clock}";
        yesterday_at(clock: &str): "yesterday at {clock}", "gestern um {clock}", "gisteren om {clock}";
        on_at(day: &str, clock: &str): "on {day} at {clock}", "am {day} um {clock}", "op {day} om {clock}";
    }
}
