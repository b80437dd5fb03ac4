//! Chance that is the same on every run.

/// Where the sequence begins; any number would do.
const SEED: u64 = 0x7A68_6971_7561_6E21;

/// The generator splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014): a
/// counter in steps of the golden ratio, its bits mixed.
#[derive(Debug)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) const fn new() -> Self {
        Self(SEED)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is at least 1. The upper half of a product is even enough for a bound far below
    /// 2^64 (Lemire, 2019).
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        let product = u128::from(self.next()) * u128::from(bound);
        u64::try_from(product >> 64).unwrap_or_default()
    }

    /// A number from `lowest` to `highest`, both included.
    pub(super) fn between(&mut self, lowest: u64, highest: u64) -> u64 {
        lowest + self.below(highest - lowest + 1)
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of several; there is at least one.
    pub(super) fn pick<'all, T>(&mut self, all: &'all [T]) -> &'all T {
        let place = usize::try_from(self.below(all.len() as u64)).unwrap_or_default();
        &all[place]
    }

    /// One of several that are wanted; at least one is.
    pub(super) fn pick_another<'all, T>(&mut self, all: &'all [T], wanted: impl Fn(&T) -> bool) -> &'all T {
        loop {
            let one = self.pick(all);
            if wanted(one) {
                return one;
            }
        }
    }

    /// One of several by weight; the weights sum to at least 1.
    pub(super) fn weighted<'all, T>(&mut self, all: &'all [(T, u64)]) -> &'all T {
        let mut left = self.below(all.iter().map(|(_, weight)| weight).sum());
        for (one, weight) in all {
            if left < *weight {
                return one;
            }
            left -= weight;
        }
        &all[0].0
    }
}
