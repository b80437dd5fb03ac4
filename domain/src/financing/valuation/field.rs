//! What is wrong with which field: refusals that point into what was sent.

use super::super::money::{Money, MoneyFault, Rate, Share};
use super::{Factor, refusals};
use crate::hall::{FieldRefusal, Refusal};

/// Reads fields one after the other and keeps every refusal, so that all of them are told at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    refused: Vec<FieldRefusal>,
}

impl Fields {
    /// An amount of yuan; `None` where it was refused.
    pub fn money(&mut self, pointer: impl Into<String>, text: &str) -> Option<Money> {
        self.read(pointer, Money::parse(text))
    }

    /// A fraction from 0 to 1; `None` where it was refused.
    pub fn rate(&mut self, pointer: impl Into<String>, text: &str) -> Option<Rate> {
        self.read(pointer, Rate::parse(text))
    }

    /// A factor; `None` where it was refused.
    pub fn factor(&mut self, pointer: impl Into<String>, text: &str) -> Option<Factor> {
        self.read(pointer, Factor::parse(text))
    }

    /// A part of a hundred; `None` where it was refused.
    pub fn share(&mut self, pointer: impl Into<String>, text: &str) -> Option<Share> {
        self.read(pointer, Share::parse(text))
    }

    /// Refuses a field.
    pub fn refuse(&mut self, pointer: impl Into<String>, refusal: Refusal) {
        self.refused.push(FieldRefusal::at(pointer, refusal));
    }

    /// Refuses a field unless it is sound.
    pub(in crate::financing) fn hold(&mut self, sound: bool, pointer: impl Into<String>, refusal: fn() -> Refusal) {
        if !sound {
            self.refuse(pointer, refusal());
        }
    }

    /// Refuses a name that is no line of 1 to 200 characters.
    pub(super) fn hold_label(&mut self, label: &str, pointer: impl Into<String>) {
        let sound = (1..=200).contains(&label.trim().chars().count()) && !label.chars().any(char::is_control);
        self.hold(sound, pointer, refusals::label_length);
    }

    /// What was read.
    ///
    /// # Errors
    /// Everything that was refused, in the order in which it was met.
    pub fn end(self) -> Result<(), Vec<FieldRefusal>> {
        if self.refused.is_empty() { Ok(()) } else { Err(self.refused) }
    }

    fn read<T>(&mut self, pointer: impl Into<String>, read: Result<T, MoneyFault>) -> Option<T> {
        read.map_err(|fault| {
            let refusal = match fault {
                MoneyFault::Malformed => refusals::figure_malformed(),
                MoneyFault::TooFine => refusals::figure_too_fine(),
                MoneyFault::OutOfRange => refusals::figure_out_of_range(),
            };
            self.refuse(pointer, refusal);
        })
        .ok()
    }
}

/// One more step of a pointer, with the two characters escaped that a pointer uses itself.
pub(super) fn below(pointer: &str, step: &str) -> String {
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}
