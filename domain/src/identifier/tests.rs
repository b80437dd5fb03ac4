//! The published vectors and the properties that hold for every kind.

mod properties;
mod recognition;
mod vectors;
