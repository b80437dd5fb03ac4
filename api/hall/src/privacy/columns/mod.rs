//! The columns of the database and what they say of people. A migration that adds a column adds its line here: a test
//! compares the list with the tables, and an untagged column fails it.

mod accounts;
mod financing;
mod hall;
mod preexam;
mod registry;

use super::Column;

/// Every column, by table, in the order of the migrations.
pub fn columns() -> impl Iterator<Item = &'static Column> {
    [registry::COLUMNS, hall::COLUMNS, accounts::COLUMNS, preexam::COLUMNS, financing::COLUMNS].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::PersonalData;
    use super::*;

    #[test]
    fn every_column_stands_once_and_says_why_in_both_languages() {
        let names: BTreeSet<_> = columns().map(|column| (column.table, column.column)).collect();
        assert_eq!(names.len(), columns().count());
        for Column { table, column, why, .. } in columns() {
            let chinese = why.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(chinese && why.chars().any(|c| c.is_ascii_lowercase()), "{table}.{column}");
        }
    }

    #[test]
    fn a_class_is_called_the_same_in_every_export() {
        let classes =
            [PersonalData::None, PersonalData::SealedPersonal, PersonalData::FreeText, PersonalData::NetworkAddress];
        let said = serde_json::to_string(&classes).expect("JSON");
        assert_eq!(said, r#"["none","sealed_personal","free_text","network_address"]"#);
    }
}
