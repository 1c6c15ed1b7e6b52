use std::fmt;

/// Where randomness comes from: the operating system in the binary, a seeded sequence in tests.
/// Ids, tokens, secrets and the jitter of retries draw from it.
pub trait Rng: Send + Sync + fmt::Debug {
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Rng + '_ {
    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A number in `0..bound` (0 when `bound` is 0). The bias is below 2⁻³² for any bound in use.
    pub fn below(&self, bound: u64) -> u64 {
        let wide = u128::from(u64::from_le_bytes(self.bytes()));
        ((wide * u128::from(bound)) >> 64) as u64
    }
}
