//! Banned packages, and packages that are built in more than one version.

use std::collections::BTreeMap;

use super::policy::{Bans, Named};
use crate::metadata::{Metadata, Package};

impl Named {
    /// Whether the entry speaks of this package: by name alone, or by `name@requirement`, where a
    /// plain version means exactly that one.
    fn covers(&self, package: &Package) -> bool {
        let Some((name, requirement)) = self.name.split_once('@') else {
            return self.name == package.name;
        };
        let exact = requirement.starts_with(|first: char| first.is_ascii_digit());
        let requirement = if exact {
            format!("={requirement}")
        } else {
            requirement.to_owned()
        };
        let matches = || {
            let requirement = semver::VersionReq::parse(&requirement).ok()?;
            Some(requirement.matches(&semver::Version::parse(&package.version).ok()?))
        };
        name == package.name && matches() == Some(true)
    }
}

/// Packages that must not be used at all.
pub(super) fn banned(bans: &Bans, metadata: &Metadata) -> Vec<String> {
    let refusal = |package: &Package| {
        let ban = bans.deny.iter().find(|ban| ban.covers(package))?;
        Some(format!(
            "{} {} is banned: {}",
            package.name, package.version, ban.reason
        ))
    };
    metadata.used().filter_map(refusal).collect()
}

/// Packages that are shipped in several versions, unless all but one are excused; and excuses that
/// are not needed.
pub(super) fn duplicates(bans: &Bans, metadata: &Metadata) -> Vec<String> {
    let excused = |package: &&Package| bans.skip.iter().any(|skip| skip.covers(package));
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in metadata.shipped().filter(|package| !excused(package)) {
        versions
            .entry(&package.name)
            .or_default()
            .push(&package.version);
    }
    let several = versions.iter().filter(|(_, versions)| versions.len() > 1).map(|(name, versions)| {
        format!(
            "{name} is built in the versions {}: align them, or excuse all but one under bans.skip",
            versions.join(" and ")
        )
    });
    let idle = bans
        .skip
        .iter()
        .filter(|skip| !metadata.shipped().any(|package| skip.covers(package)));
    let idle = idle.map(|skip| {
        format!(
            "bans.skip excuses {}, which is not used: remove the entry",
            skip.name
        )
    });
    several.chain(idle).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deny::tests::packages;

    fn named(name: &str) -> Named {
        Named {
            name: name.to_owned(),
            reason: "for the test".to_owned(),
        }
    }

    #[test]
    fn a_ban_is_for_a_name_or_for_some_of_its_versions() {
        let bans = Bans {
            deny: vec![named("openssl"), named("time@<0.3")],
            skip: vec![],
        };
        let metadata = packages(&[
            ("openssl", "0.10.1", None),
            ("time", "0.1.45", None),
            ("time-core", "0.1.2", None),
        ]);
        let refusals = banned(&bans, &metadata);
        assert_eq!(
            refusals,
            [
                "openssl 0.10.1 is banned: for the test",
                "time 0.1.45 is banned: for the test"
            ]
        );
        assert!(banned(&bans, &packages(&[("time", "0.3.41", None)])).is_empty());
    }

    #[test]
    fn a_second_version_needs_an_excuse_and_an_excuse_needs_a_second_version() {
        let metadata = packages(&[("rand", "0.8.5", None), ("rand", "0.9.2", None)]);
        let strict = Bans {
            deny: vec![],
            skip: vec![],
        };
        assert_eq!(duplicates(&strict, &metadata).len(), 1);
        let excused = Bans {
            deny: vec![],
            skip: vec![named("rand@0.8.5")],
        };
        assert!(duplicates(&excused, &metadata).is_empty());
        let idle = Bans {
            deny: vec![],
            skip: vec![named("rand@0.8.5"), named("rand@0.7.3")],
        };
        assert_eq!(
            duplicates(&idle, &metadata),
            ["bans.skip excuses rand@0.7.3, which is not used: remove the entry"]
        );
    }
}
