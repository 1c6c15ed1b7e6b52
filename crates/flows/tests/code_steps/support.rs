use std::time::Duration;

use serde_json::{Map, Value, json};
use winfactor_flows::code::{CodeError, CodeRefusal, CodeStep};
use winfactor_flows::expressions::{Connections, Evaluator, Limits, Stopwatch};
use winfactor_flows::format::{CodeSettings, SourceCode};

pub(crate) fn compile(code: &str) -> Result<CodeStep, CodeRefusal> {
    CodeStep::compile(&CodeSettings {
        source_code: Some(SourceCode {
            code: code.to_owned(),
            package_json: "{\"dependencies\": {\"lodash\": \"4.17.21\"}}".to_owned(),
        }),
        input: Map::new(),
        fields: Map::new(),
    })
}

pub(crate) fn evaluator() -> Evaluator {
    let stopwatch = Stopwatch::counting(Duration::from_millis(20));
    let limits = Limits {
        code_time: Duration::from_secs(2),
        ..Limits::default()
    };
    Evaluator::new(Connections::default(), 1_795_600_800_000, 7, stopwatch).with_limits(limits)
}

pub(crate) fn run_with(code: &str, inputs: &Value) -> Result<Value, CodeError> {
    let step = compile(code).unwrap_or_else(|refusal| panic!("{code}: {refusal}"));
    evaluator().run_code(&step, inputs)
}

pub(crate) fn run(code: &str) -> Result<Value, CodeError> {
    let inputs = json!({"name": "Ada", "count": 3, "list": [3, 1, 2], "none": null});
    run_with(code, &inputs)
}
