//! The hall: what every act needs, whichever room it goes to.

mod files;
