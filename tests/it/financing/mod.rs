//! Financing through the front door: calculators, products of banks, demands of firms what meets what, and what banks are let see.

mod calculators;
mod consents;
mod demands;
mod products;
