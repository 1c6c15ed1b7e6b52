//! What the operating system says a process has used, from `/proc`.

use std::fs;

/// CPU seconds of a process and all its descendants.
pub(crate) fn cpu_seconds(pid: u32) -> f64 {
    let own = fs::read_to_string(format!("/proc/{pid}/stat"))
        .ok()
        .and_then(|stat| {
            let fields = stat.rsplit_once(')')?.1.to_owned();
            let mut ticks = fields.split_whitespace().skip(11);
            let user: f64 = ticks.next()?.parse().ok()?;
            let system: f64 = ticks.next()?.parse().ok()?;
            // USER_HZ, which Linux fixes at 100 for /proc.
            Some((user + system) / 100.0)
        })
        .unwrap_or(0.0);
    own + children(pid).into_iter().map(cpu_seconds).sum::<f64>()
}

/// Resident memory of a process, in MiB.
pub(crate) fn memory_mib(pid: u32) -> f64 {
    fs::read_to_string(format!("/proc/{pid}/status"))
        .ok()
        .and_then(|status| {
            let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
            let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
            Some(kib / 1024.0)
        })
        .unwrap_or(0.0)
}

fn children(pid: u32) -> Vec<u32> {
    fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"))
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|child| child.parse().ok())
        .collect()
}
