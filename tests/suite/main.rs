//! One binary for all tests of the public crate.
mod api;
mod cases;
mod layers;
