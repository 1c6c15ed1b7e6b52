use super::Inside;
use super::account::projects;
use super::state::State;
use crate::Answer;
use crate::receiver::Received;

pub(super) fn answer(inside: &Inside, request: &Received) -> Answer {
    if let Some(planned) = inside.planned.take(request) {
        return planned;
    }
    let mut state = inside.state();
    route(&mut state, request).unwrap_or_else(|refusal| refusal)
}

fn route(state: &mut State, request: &Received) -> Result<Answer, Answer> {
    let Some(path) = request.path.strip_prefix("/api/v1/") else {
        return Ok(Answer::status(404));
    };
    let decoded = path.replace("%40", "@").replace("%2F", "/");
    let segments: Vec<&str> = decoded.split('/').collect();
    let method = request.method.as_str();
    match (method, segments.as_slice()) {
        ("POST", ["authentication", "sign-in"]) => return state.sign_in(request),
        (_, ["webhooks", id]) => return Ok(state.webhook(request, id, "")),
        (_, ["webhooks", id, suffix @ ..]) => {
            return Ok(state.webhook(request, id, &suffix.join("/")));
        }
        _ => state.authenticate(request)?,
    }
    match (method, segments.as_slice()) {
        ("GET", ["projects"]) => Ok(projects(request)),
        ("GET", ["flows"]) => Ok(state.list_flows(request)),
        ("POST", ["flows"]) => state.post_flow(request),
        ("GET", ["flows", id]) => state.get_flow(id),
        ("GET", ["flows", id, "template"]) => state.template(id),
        ("POST", ["flows", id]) => state.operate(request, id),
        ("DELETE", ["flows", id]) => state.delete(id),
        ("GET", ["flow-runs"]) => Ok(state.list_runs(request)),
        ("GET", ["flow-runs", id]) => Ok(state.get_run(id)),
        ("GET", ["app-connections"]) => Ok(state.list_connections(request)),
        ("POST", ["app-connections"]) => state.create_connection(request),
        ("GET", ["pieces", name @ ..]) => Ok(state.piece(request, &name.join("/"))),
        _ => Ok(Answer::status(404)),
    }
}
