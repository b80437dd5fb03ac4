//! Financing through the front door: calculators, products of banks, demands of firms, what meets what, and what banks are
//! let see; deals, pledges and their register, losses, the watch, and figures.

mod calculators;
mod consents;
mod deals;
mod demands;
mod losses;
mod pledges;
mod products;
mod racing;
mod statistics;
mod watch;
