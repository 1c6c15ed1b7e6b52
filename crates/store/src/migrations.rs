//! The schema as numbered steps, in the order they are applied.
//!
//! A step that was released is never edited: a change is a new step. Steps are written once for
//! both engines; what must differ stands in `/*sqlite: … */` and `/*postgres: … */`.

use crate::engine::Migration;

/// Every step this binary knows.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "0001_foundation",
        sql: include_str!("../migrations/0001_foundation.sql"),
    },
    Migration {
        version: 2,
        name: "0002_connections",
        sql: include_str!("../migrations/0002_connections.sql"),
    },
    Migration {
        version: 3,
        name: "0003_event_run_depth",
        sql: include_str!("../migrations/0003_event_run_depth.sql"),
    },
    Migration {
        version: 4,
        name: "0004_flow_run_paths",
        sql: include_str!("../migrations/0004_flow_run_paths.sql"),
    },
    Migration {
        version: 5,
        name: "0005_file_rows",
        sql: include_str!("../migrations/0005_file_rows.sql"),
    },
    Migration {
        version: 6,
        name: "0006_activepieces",
        sql: include_str!("../migrations/0006_activepieces.sql"),
    },
    Migration {
        version: 7,
        name: "0007_step_checks",
        sql: include_str!("../migrations/0007_step_checks.sql"),
    },
    Migration {
        version: 8,
        name: "0008_awaited_connections",
        sql: include_str!("../migrations/0008_awaited_connections.sql"),
    },
    Migration {
        version: 9,
        name: "0009_found_by_index",
        sql: include_str!("../migrations/0009_found_by_index.sql"),
    },
];
