use serde_json::{Value, json};

use super::answers::{error, invalid};
use super::grid::{Area, ROWS};
use super::{Inside, SPREADSHEET, State, login};
use crate::{
    Answer,
    receiver::Received,
    vendors::{query::Query, segments::segments},
};

pub(super) fn answer(inside: &Inside, request: &Received) -> Answer {
    if let Some(planned) = inside.planned.take(request) {
        return planned;
    }
    if request.path == "/token" {
        return login::token(inside, request);
    }
    let mut state = inside.state();
    let token = request
        .header("authorization")
        .and_then(|it| it.strip_prefix("Bearer "));
    if token.is_none() || token != state.token.as_deref() {
        let message = "Request had invalid authentication credentials.";
        return error(401, "UNAUTHENTICATED", message);
    }
    let path = segments(request);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let query = Query::of(request);
    match (request.method.as_str(), path.as_slice()) {
        (_, ["v4", "spreadsheets", id, ..]) if *id != SPREADSHEET => {
            error(404, "NOT_FOUND", "Requested entity was not found.")
        }
        _ if !state.is_shared => error(
            403,
            "PERMISSION_DENIED",
            "The caller does not have permission",
        ),
        ("GET", ["v4", "spreadsheets", _]) => spreadsheet(&state),
        ("GET", ["v4", "spreadsheets", _, "values:batchGet"]) => batch(&state, &query),
        ("GET", ["v4", "spreadsheets", _, "values", range]) => match read(&state, range, &query) {
            Ok(values) => Answer::json(200, &values),
            Err(refused) => refused,
        },
        ("POST", ["v4", "spreadsheets", _, "values", range]) => {
            match range.strip_suffix(":append") {
                Some(range) => append(&mut state, range, &query, request),
                None => invalid("Invalid method"),
            }
        }
        ("PUT", ["v4", "spreadsheets", _, "values", range]) => {
            update(&mut state, range, &query, request)
        }
        _ => error(404, "NOT_FOUND", "Requested entity was not found."),
    }
}

fn spreadsheet(state: &State) -> Answer {
    let properties = json!({
        "title": state.title,
        // The first sheet's ID is 0, which the API leaves out when fields are chosen.
        "gridProperties": {"rowCount": ROWS},
    });
    Answer::json(200, &json!({"sheets": [{"properties": properties}]}))
}

/// The cells that a range names in this sheet.
fn area(state: &State, range: &str) -> Result<Area, Answer> {
    let title = format!("'{}'!", state.title.replace('\'', "''"));
    let cells = range.strip_prefix(&title).and_then(Area::parse);
    cells.ok_or_else(|| invalid(&format!("Unable to parse range: {range}")))
}

fn read(state: &State, range: &str, query: &Query) -> Result<Value, Answer> {
    let as_shown = match query.get("valueRenderOption") {
        None | Some("FORMATTED_VALUE") => true,
        Some("UNFORMATTED_VALUE") => false,
        Some(_) => return Err(invalid("Invalid value at 'value_render_option'")),
    };
    let values = state.grid.read(area(state, range)?, as_shown);
    let mut answer = json!({"range": range, "majorDimension": "ROWS"});
    if !values.is_empty() {
        answer["values"] = json!(values);
    }
    Ok(answer)
}

fn batch(state: &State, query: &Query) -> Answer {
    let ranges = query.all("ranges").map(|range| read(state, range, query));
    match ranges.collect::<Result<Vec<_>, _>>() {
        Ok(ranges) => {
            let answer = json!({"spreadsheetId": SPREADSHEET, "valueRanges": ranges});
            Answer::json(200, &answer)
        }
        Err(refused) => refused,
    }
}

/// The rows of a ValueRange, if it is one.
fn rows(request: &Received, range: &str, query: &Query) -> Result<Vec<Vec<Value>>, Answer> {
    if query.get("valueInputOption") != Some("RAW") {
        return Err(invalid(
            "this stand-in evaluates no formulas: valueInputOption must be RAW",
        ));
    }
    let body: Value =
        serde_json::from_slice(&request.body).map_err(|_| invalid("Invalid JSON payload"))?;
    let members = body
        .as_object()
        .ok_or_else(|| invalid("Invalid JSON payload"))?;
    let known = ["range", "majorDimension", "values"];
    if members.keys().any(|name| !known.contains(&name.as_str())) {
        return Err(invalid("Unknown name in the body"));
    }
    if body["range"] != range || body["majorDimension"] != "ROWS" {
        return Err(invalid("Requested writing within another range"));
    }
    let rows: Vec<Vec<Value>> = serde_json::from_value(body["values"].clone())
        .map_err(|_| invalid("Invalid value at 'data.values'"))?;
    let is_cell = |cell: &Value| !cell.is_array() && !cell.is_object();
    match rows.iter().flatten().all(is_cell) {
        true => Ok(rows),
        false => Err(invalid("Invalid values: struct_value")),
    }
}

fn append(state: &mut State, range: &str, query: &Query, request: &Received) -> Answer {
    if query.get("insertDataOption") != Some("INSERT_ROWS") {
        return invalid("rows below could be overwritten: insertDataOption must be INSERT_ROWS");
    }
    let rows = match area(state, range).and_then(|_| rows(request, range, query)) {
        Ok(rows) => rows,
        Err(refused) => return refused,
    };
    let numbers: Vec<usize> = rows.iter().map(|row| state.grid.append(row)).collect();
    if std::mem::take(&mut state.grid.loses_answer) {
        return Answer::close();
    }
    let (first, last) = (numbers[0] + 1, numbers[numbers.len() - 1] + 1);
    let updated = format!("'{}'!A{first}:Z{last}", state.title);
    let answer = json!({
        "spreadsheetId": SPREADSHEET,
        "tableRange": format!("'{}'!A1:Z{}", state.title, first - 1),
        "updates": {
            "spreadsheetId": SPREADSHEET, "updatedRange": updated, "updatedRows": rows.len(),
        },
    });
    Answer::json(200, &answer)
}

fn update(state: &mut State, range: &str, query: &Query, request: &Received) -> Answer {
    let checked = area(state, range).and_then(|area| Ok((area, rows(request, range, query)?)));
    let (area, rows) = match checked {
        Ok(checked) => checked,
        Err(refused) => return refused,
    };
    for (position, row) in rows.iter().enumerate() {
        state
            .grid
            .write(area.rows.0 + position, area.columns.0, row);
    }
    let answer = json!({
        "spreadsheetId": SPREADSHEET, "updatedRange": range, "updatedRows": rows.len(),
    });
    Answer::json(200, &answer)
}
