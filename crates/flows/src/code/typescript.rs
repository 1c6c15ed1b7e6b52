use std::path::Path;

use oxc_allocator::Allocator;
use oxc_ast::ast::{Program, Statement};
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_parser::Parser;
use oxc_semantic::SemanticBuilder;
use oxc_span::SourceType;
use oxc_transformer::{TransformOptions, Transformer};

use super::error::CodeRefusal;
use super::imports::imported;
use super::step::ModuleKind;

/// The reader goes down one call for each level of nesting and has no bound of its own, and one
/// byte can be one level (`!!!!…`). So the stack is as large as the source may need; what is not
/// used of it is never backed by memory.
const STACK_PER_BYTE: usize = 4 << 10;
const STACK_AT_LEAST: usize = 4 << 20;

/// Takes the types out of a module.
pub(super) fn to_javascript(source: &str) -> Result<(String, ModuleKind), CodeRefusal> {
    let stack = STACK_AT_LEAST + source.len() * STACK_PER_BYTE;
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new()
            .name("code-reader".to_owned())
            .stack_size(stack)
            .spawn_scoped(scope, || read(source));
        let read = reader.ok().and_then(|reader| reader.join().ok());
        read.unwrap_or(Err(CodeRefusal::TooDeep))
    })
}

fn read(source: &str) -> Result<(String, ModuleKind), CodeRefusal> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::ts()).parse();
    if let Some(diagnostic) = parsed.diagnostics.first() {
        let offset = diagnostic
            .labels
            .first()
            .map_or(0, |label| label.offset() as usize);
        return Err(CodeRefusal::Syntax {
            message: diagnostic.message.to_string(),
            line: 1 + source.bytes().take(offset).filter(|b| *b == b'\n').count(),
        });
    }
    let exports_code = parsed.module_record.exported_bindings.contains_key("code");
    let mut program = parsed.program;
    let scoping = SemanticBuilder::new()
        .with_enum_eval(true)
        .build(&program)
        .semantic
        .into_scoping();
    // Only the types are taken out: the engine knows the JavaScript of today.
    let options = TransformOptions::default();
    let transformed = Transformer::new(&allocator, Path::new("code.ts"), &options)
        .build_with_scoping(scoping, &mut program);
    if let Some(diagnostic) = transformed.diagnostics.first() {
        return Err(CodeRefusal::Syntax {
            message: diagnostic.message.to_string(),
            line: 1,
        });
    }
    if let Some(refusal) = imported(&program) {
        return Err(refusal);
    }
    let kind = if exports_code {
        ModuleKind::EcmaScript
    } else if source.contains("exports") {
        // What is left of imports of types makes a module of it.
        program.body.retain(|it| !is_empty_export(it));
        ModuleKind::CommonJs
    } else {
        return Err(CodeRefusal::NoExport);
    };
    if kind == ModuleKind::CommonJs && has_exports(&program) {
        return Err(CodeRefusal::NoExport);
    }
    // Without indentation: it would make a deeply nested source longer by its square.
    let options = CodegenOptions {
        minify: true,
        ..CodegenOptions::default()
    };
    let written = Codegen::new().with_options(options).build(&program);
    Ok((written.code, kind))
}

fn is_empty_export(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::ExportNamedDeclaration(it) if it.specifiers.is_empty())
}

fn has_exports(program: &Program<'_>) -> bool {
    program
        .body
        .iter()
        .any(|statement| statement.as_module_declaration().is_some())
}
