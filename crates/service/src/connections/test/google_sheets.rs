use serde_json::Value;
use winfactor_connectors::channels::google_sheets::{GoogleAccess, SheetCall, SheetRef};

use super::{Asked, TIME, now};
use crate::Service;

pub(super) async fn ask(service: &Service, value: &Value) -> Asked {
    let call = SheetCall {
        client: service.http(),
        vendors: service.vendors(),
        access: GoogleAccess::of_connection(value)?,
        // None is looked at.
        sheet: SheetRef {
            spreadsheet: String::new(),
            sheet: 0,
        },
        time: TIME,
        now: now(service),
    };
    service.outside().google_sheets().test(call).await
}
