//! The account a server runs as: PostgreSQL refuses to run as root.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::Path,
    process::Command,
};

use super::ClusterError;

/// Whom the server's processes and files belong to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Account {
    /// Whoever runs the tests.
    Own,
    /// Another one, because root runs the tests.
    Other { user: u32, group: u32 },
}

impl Account {
    /// The account for a server whose folder, just made by this process, is `folder`. The folder
    /// is handed over to it.
    pub(super) fn for_folder(folder: &Path) -> Result<Account, ClusterError> {
        let unreadable = |source| ClusterError::Folder {
            path: folder.to_owned(),
            source,
        };
        let made_by = fs::metadata(folder).map_err(unreadable)?.uid();
        if made_by != 0 {
            return Ok(Account::Own);
        }
        let accounts = fs::read_to_string("/etc/passwd").map_err(unreadable)?;
        let (user, group) = ["postgres", "nobody"]
            .iter()
            .find_map(|name| ids(&accounts, name))
            .ok_or(ClusterError::NoAccount)?;
        let account = Account::Other { user, group };
        account.own(folder)?;
        Ok(account)
    }

    /// Hands a file or folder over to this account.
    pub(super) fn own(self, path: &Path) -> Result<(), ClusterError> {
        match self {
            Account::Own => Ok(()),
            Account::Other { user, group } => {
                chown(path, Some(user), Some(group)).map_err(|source| ClusterError::Folder {
                    path: path.to_owned(),
                    source,
                })
            }
        }
    }

    /// Makes `command` run as this account.
    pub(super) fn apply(self, command: &mut Command) {
        if let Account::Other { user, group } = self {
            command.uid(user).gid(group);
        }
    }
}

/// User and group of `name` in the text of `/etc/passwd`.
fn ids(accounts: &str, name: &str) -> Option<(u32, u32)> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next()? != name {
            return None;
        }
        let user = fields.nth(1)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        Some((user, group))
    })
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn the_ids_of_an_account_are_read() {
        let accounts = "root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104:,,,:/var/lib:/bin/sh\n";
        assert_eq!(ids(accounts, "postgres"), Some((101, 104)));
        assert_eq!(ids(accounts, "nobody"), None);
    }
}
