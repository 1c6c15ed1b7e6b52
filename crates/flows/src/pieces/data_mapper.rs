//! ActivePieces' data mapper: a JSON with placeholders becomes the output.

use serde_json::{Map, Value, json};

use super::definition::{ActionDefinition, OutputShape, PieceDefinition};
use super::property::{PropDefinition, PropertyType};

pub const DATA_MAPPER_PIECE: &str = "@activepieces/piece-data-mapper";
pub const ADVANCED_MAPPING: &str = "advanced_mapping";

pub(crate) const MAPPING: &str = "mapping";

pub(super) fn definition() -> PieceDefinition {
    let advanced_mapping = ActionDefinition::new(
        ADVANCED_MAPPING,
        "Advanced Mapping",
        vec![PropDefinition::required(
            MAPPING,
            "Mapping",
            PropertyType::Json,
        )],
        json!({"name": "John Smith", "email": "john@example.com"}),
    );
    PieceDefinition::of_actions(
        DATA_MAPPER_PIECE,
        "Data Mapper",
        [advanced_mapping.with_shape(OutputShape::Open)],
    )
}

/// The output of `advanced_mapping`.
pub fn advanced_mapping(input: &Map<String, Value>) -> Value {
    input.get(MAPPING).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mapping_is_the_output() {
        let input = Map::from_iter([(MAPPING.to_owned(), json!({"a": [1, "b"]}))]);
        assert_eq!(advanced_mapping(&input), json!({"a": [1, "b"]}));
        assert_eq!(advanced_mapping(&Map::new()), Value::Null);
    }
}
