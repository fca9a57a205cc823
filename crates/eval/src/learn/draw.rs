//! A fixed sequence of draws (Knuth's linear congruence), so that training repeats to the bit.

/// The state of the sequence.
#[derive(Clone, Debug)]
pub struct Draw(pub u64);

impl Draw {
    /// A number from 0 to `below` − 1; `below` must be at least 1.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % below as u64) as usize
    }

    /// The numbers below `count` in a drawn order.
    pub fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            order.swap(at, self.below(at + 1));
        }
        order
    }
}
