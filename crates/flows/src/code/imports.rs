use oxc_ast::ast::{CallExpression, Expression, ImportExpression, Program, Statement};
use oxc_ast_visit::{Visit, walk};

use super::error::CodeRefusal;

/// The first package that a module without types asks for: by `import`, `export … from`,
/// `import(…)` or `require(…)`.
pub(super) fn imported(program: &Program<'_>) -> Option<CodeRefusal> {
    let mut imports = Imports::default();
    imports.visit_program(program);
    imports.first
}

#[derive(Default)]
struct Imports {
    first: Option<CodeRefusal>,
}

impl Imports {
    fn found(&mut self, package: Option<&str>) {
        self.first.get_or_insert_with(|| match package {
            Some(package) => CodeRefusal::Package {
                package: package.to_owned(),
            },
            None => CodeRefusal::ComputedPackage,
        });
    }
}

impl<'a> Visit<'a> for Imports {
    fn visit_statement(&mut self, statement: &Statement<'a>) {
        match statement {
            Statement::ImportDeclaration(it) => self.found(Some(&it.source.value)),
            Statement::ExportAllDeclaration(it) => self.found(Some(&it.source.value)),
            Statement::ExportFromDeclaration(it) => self.found(Some(&it.source.value)),
            _ => walk::walk_statement(self, statement),
        }
    }

    fn visit_import_expression(&mut self, it: &ImportExpression<'a>) {
        self.found(literal(&it.source));
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        if it.callee.is_specific_id("require") {
            let package = it.arguments.first().and_then(|it| it.as_expression());
            self.found(package.and_then(literal));
        }
        walk::walk_call_expression(self, it);
    }
}

fn literal<'e>(expression: &'e Expression<'_>) -> Option<&'e str> {
    match expression {
        Expression::StringLiteral(text) => Some(&text.value),
        _ => None,
    }
}
