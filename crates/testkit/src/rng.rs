use std::sync::atomic::{AtomicU64, Ordering};

use winfactor_domain::Rng;

/// Randomness that is the same on every run: the SplitMix64 sequence of a seed.
///
/// Good enough to spread ids and jitter; no secret is safe with it.
#[derive(Debug)]
pub struct SeededRng(AtomicU64);

/// The fractional part of the golden ratio: SplitMix64's step from state to state.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl SeededRng {
    /// Equal seeds give equal sequences, different seeds different ones.
    pub fn new(seed: u64) -> SeededRng {
        SeededRng(AtomicU64::new(seed))
    }

    fn next(&self) -> u64 {
        let mut mixed = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Default for SeededRng {
    fn default() -> SeededRng {
        SeededRng::new(0)
    }
}

impl Rng for SeededRng {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let random = self.next().to_le_bytes();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(rng: &SeededRng) -> [u8; 20] {
        let mut bytes = [0; 20];
        rng.fill(&mut bytes);
        bytes
    }

    #[test]
    fn a_seed_decides_the_whole_sequence() {
        let (one, same, other) = (SeededRng::new(7), SeededRng::new(7), SeededRng::new(8));
        let first = bytes(&one);
        assert_eq!(first, bytes(&same));
        assert_ne!(first, bytes(&other));
        let second = bytes(&one);
        assert_ne!(first, second, "the sequence goes on");
        assert_eq!(second, bytes(&same));
    }

    #[test]
    fn the_sequence_is_the_published_one() {
        // The first outputs of SplitMix64 for the seed 1234567.
        let rng = SeededRng::new(1_234_567);
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
        ];
        assert_eq!([rng.next(), rng.next(), rng.next()], published);
    }
}
