//! The licence of each dependency that is shipped must be one that the project has decided to accept.

use super::{policy::Licenses, spdx};
use crate::metadata::{Metadata, Package};

/// Private packages (our own) have no licence to check.
pub(super) fn refusals(policy: &Licenses, metadata: &Metadata) -> Vec<String> {
    let public = |package: &&Package| {
        package
            .publish
            .as_ref()
            .is_none_or(|registries| !registries.is_empty())
    };
    metadata
        .shipped()
        .filter(public)
        .filter_map(|package| refusal(policy, package))
        .collect()
}

fn refusal(policy: &Licenses, package: &Package) -> Option<String> {
    let Package { name, version, .. } = package;
    let Some(expression) = &package.license else {
        return Some(format!(
            "{name} {version} names no licence: read its licence file before using it"
        ));
    };
    let excepted = policy
        .exceptions
        .iter()
        .filter(|exception| exception.name == *name);
    let allowed: Vec<&String> = policy
        .allow
        .iter()
        .chain(excepted.flat_map(|exception| &exception.allow))
        .collect();
    let satisfied = spdx::satisfied(expression, &|licence| {
        allowed.iter().any(|allowed| *allowed == licence)
    });
    (!satisfied).then(|| {
        format!("{name} {version} is licensed {expression}, which deny.toml does not allow")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deny::{policy::Exception, tests::packages};

    #[test]
    fn only_allowed_licences_pass_and_an_exception_is_for_its_package_alone() {
        let policy = Licenses {
            allow: vec!["MIT".to_owned()],
            exceptions: vec![Exception {
                name: "rooted".to_owned(),
                allow: vec!["CDLA-Permissive-2.0".to_owned()],
            }],
        };
        let metadata = packages(&[
            ("plain", "1.0.0", Some("MIT OR Apache-2.0")),
            ("rooted", "1.0.0", Some("CDLA-Permissive-2.0")),
            ("other", "1.0.0", Some("CDLA-Permissive-2.0")),
            ("silent", "1.0.0", None),
        ]);
        let refusals = refusals(&policy, &metadata);
        assert_eq!(refusals.len(), 2, "{refusals:?}");
        assert!(refusals[0].starts_with("other 1.0.0 is licensed CDLA-Permissive-2.0"));
        assert!(refusals[1].starts_with("silent 1.0.0 names no licence"));
    }
}
