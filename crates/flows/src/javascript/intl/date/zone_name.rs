//! Names of time zones: of UTC, London, and the three zones of most of Europe. CLDR names a zone in
//! the languages of the countries that have it, and elsewhere gives its offset.

use jiff::ZonedDateTime;
use winfactor_domain::Locale;

use super::super::Region;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    Utc,
    London,
    Western,
    Central,
    Eastern,
}

/// The zone, and whether it is summer time there.
fn zone(at: &ZonedDateTime) -> Result<(Zone, bool), String> {
    let time_zone = at.time_zone();
    let name = time_zone.iana_name().unwrap_or("UTC");
    let info = time_zone.to_offset_info(at.timestamp());
    match (name, info.abbreviation()) {
        ("UTC", _) => Ok((Zone::Utc, false)),
        ("Europe/London", "GMT") => Ok((Zone::London, false)),
        ("Europe/London", "BST") => Ok((Zone::London, true)),
        (_, "WET") => Ok((Zone::Western, false)),
        (_, "WEST") => Ok((Zone::Western, true)),
        (_, "CET") => Ok((Zone::Central, false)),
        (_, "CEST") => Ok((Zone::Central, true)),
        (_, "EET") => Ok((Zone::Eastern, false)),
        (_, "EEST") => Ok((Zone::Eastern, true)),
        _ => Err(format!("the name of the time zone {name}")),
    }
}

pub(super) fn short(at: &ZonedDateTime, region: Region) -> Result<String, String> {
    let (zone, is_summer) = zone(at)?;
    let language = region.language();
    let offset = || format!("GMT+{}", at.offset().seconds() / 3600);
    Ok(match (zone, language) {
        (Zone::Utc, _) => "UTC".to_owned(),
        (Zone::London, Locale::En | Locale::Nl) if !is_summer => "GMT".to_owned(),
        (Zone::London, _) if region == Region::UnitedKingdom => "BST".to_owned(),
        (Zone::London, _) => offset(),
        _ if region == Region::UnitedStates => offset(),
        (zone, language) => abbreviation(zone, is_summer, language == Locale::De).to_owned(),
    })
}

fn abbreviation(zone: Zone, is_summer: bool, is_german: bool) -> &'static str {
    let [english, english_summer, german, german_summer] = match zone {
        Zone::Western => ["WET", "WEST", "WEZ", "WESZ"],
        Zone::Eastern => ["EET", "EEST", "OEZ", "OESZ"],
        Zone::Central | Zone::Utc | Zone::London => ["CET", "CEST", "MEZ", "MESZ"],
    };
    match (is_german, is_summer) {
        (false, false) => english,
        (false, true) => english_summer,
        (true, false) => german,
        (true, true) => german_summer,
    }
}

pub(super) fn long(at: &ZonedDateTime, region: Region) -> Result<&'static str, String> {
    let (zone, is_summer) = zone(at)?;
    let [standard, summer] = match (region.language(), zone) {
        (Locale::En, Zone::Utc) => ["Coordinated Universal Time"; 2],
        (Locale::De, Zone::Utc) => ["Koordinierte Weltzeit"; 2],
        (Locale::Nl, Zone::Utc) => ["gecoördineerde wereldtijd"; 2],
        (Locale::En, Zone::London) => ["Greenwich Mean Time", "British Summer Time"],
        (Locale::De, Zone::London) => ["Mittlere Greenwich-Zeit", "Britische Sommerzeit"],
        (Locale::Nl, Zone::London) => ["Greenwich Mean Time", "Britse zomertijd"],
        (Locale::En, Zone::Western) => [
            "Western European Standard Time",
            "Western European Summer Time",
        ],
        (Locale::De, Zone::Western) => ["Westeuropäische Normalzeit", "Westeuropäische Sommerzeit"],
        (Locale::Nl, Zone::Western) => ["West-Europese standaardtijd", "West-Europese zomertijd"],
        (Locale::En, Zone::Central) => [
            "Central European Standard Time",
            "Central European Summer Time",
        ],
        (Locale::De, Zone::Central) => [
            "Mitteleuropäische Normalzeit",
            "Mitteleuropäische Sommerzeit",
        ],
        (Locale::Nl, Zone::Central) => {
            ["Midden-Europese standaardtijd", "Midden-Europese zomertijd"]
        }
        (Locale::En, Zone::Eastern) => [
            "Eastern European Standard Time",
            "Eastern European Summer Time",
        ],
        (Locale::De, Zone::Eastern) => ["Osteuropäische Normalzeit", "Osteuropäische Sommerzeit"],
        (Locale::Nl, Zone::Eastern) => ["Oost-Europese standaardtijd", "Oost-Europese zomertijd"],
    };
    Ok(if is_summer { summer } else { standard })
}
