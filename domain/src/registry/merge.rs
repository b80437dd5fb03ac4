//! Two sources, one right: what a later import adds to a record.

use super::{
    GeographicalIndication, LegalEvent, Particulars, Party, PartyRole, Patent, Provenance, Publication, Record,
    Trademark,
};

/// Why two records cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeConflict {
    /// They stand in different registers.
    DifferentRegisters,
    /// Their numbers differ: the application numbers of patents, the register's numbers of marks and indications.
    DifferentApplications,
}

impl MergeConflict {
    /// Its stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DifferentRegisters => "registry.merge.different_registers",
            Self::DifferentApplications => "registry.merge.different_applications",
        }
    }
}

/// The known record with what the incoming one says: a fact that it carries replaces the known one, a fact that it
/// does not carry stays. Absorbing the same record twice changes nothing.
///
/// # Errors
/// [`MergeConflict`] when they are not the same right.
pub fn absorb(known: Record, incoming: Record) -> Result<Record, MergeConflict> {
    let particulars = match (known.particulars, incoming.particulars) {
        (Particulars::Patent(known), Particulars::Patent(new)) => Particulars::Patent(absorb_patent(known, new)?),
        (Particulars::Trademark(known), Particulars::Trademark(new)) => {
            Particulars::Trademark(absorb_trademark(known, new)?)
        }
        (Particulars::GeographicalIndication(known), Particulars::GeographicalIndication(new)) => {
            Particulars::GeographicalIndication(absorb_gi(known, new)?)
        }
        (Particulars::Patent(_) | Particulars::Trademark(_) | Particulars::GeographicalIndication(_), _) => {
            return Err(MergeConflict::DifferentRegisters);
        }
    };
    let mut sources: Vec<Provenance> = Vec::new();
    for source in known.sources.into_iter().chain(incoming.sources) {
        match sources.iter_mut().find(|known| known.source == source.source) {
            Some(known) => known.retrieved_on = known.retrieved_on.max(source.retrieved_on),
            None => sources.push(source),
        }
    }
    Ok(Record {
        particulars,
        parties: absorb_parties(known.parties, incoming.parties),
        events: absorb_events(known.events, incoming.events),
        events_known_until: known.events_known_until.max(incoming.events_known_until),
        sources,
    })
}

fn absorb_patent(known: Patent, new: Patent) -> Result<Patent, MergeConflict> {
    if let (Some(a), Some(b)) = (&known.application_number, &new.application_number)
        && a.lookup_key() != b.lookup_key()
    {
        return Err(MergeConflict::DifferentApplications);
    }
    // Both lists in one pass: a document that the known record lists twice would else take the new day in one place or
    // the other, as the last sorting left them.
    let mut publications: Vec<Publication> = Vec::new();
    for publication in known.publications.into_iter().chain(new.publications) {
        match publications.iter_mut().find(|known| known.number == publication.number) {
            Some(known) => known.on = publication.on.or(known.on),
            None => publications.push(publication),
        }
    }
    publications.sort_by(|a, b| (a.on, &a.number).cmp(&(b.on, &b.number)));
    Ok(Patent {
        right: new.right,
        application_number: new.application_number.or(known.application_number),
        publications,
        title: new.title,
        abstract_text: new.abstract_text.or(known.abstract_text),
        claims: new.claims.or(known.claims),
        description: new.description.or(known.description),
        ipc: filled(new.ipc, known.ipc),
        locarno: filled(new.locarno, known.locarno),
        filing_on: new.filing_on.or(known.filing_on),
        grant_on: new.grant_on.or(known.grant_on),
        priorities: filled(new.priorities, known.priorities),
        citations: filled(new.citations, known.citations),
        agency: new.agency.or(known.agency),
        agents: filled(new.agents, known.agents),
    })
}

fn absorb_trademark(known: Trademark, new: Trademark) -> Result<Trademark, MergeConflict> {
    if known.number != new.number {
        return Err(MergeConflict::DifferentApplications);
    }
    Ok(Trademark {
        number: new.number,
        name: new.name,
        nice_classes: filled(new.nice_classes, known.nice_classes),
        similar_groups: filled(new.similar_groups, known.similar_groups),
        goods: filled(new.goods, known.goods),
        filing_on: new.filing_on.or(known.filing_on),
        preliminary_publication_on: new.preliminary_publication_on.or(known.preliminary_publication_on),
        registration_on: new.registration_on.or(known.registration_on),
        expires_on: new.expires_on.or(known.expires_on),
    })
}

fn absorb_gi(
    known: GeographicalIndication,
    new: GeographicalIndication,
) -> Result<GeographicalIndication, MergeConflict> {
    if known.number != new.number {
        return Err(MergeConflict::DifferentApplications);
    }
    Ok(GeographicalIndication {
        right: new.right,
        number: new.number,
        name: new.name,
        other_names: filled(new.other_names, known.other_names),
        product: new.product.or(known.product),
        protection: new.protection.or(known.protection),
        place: new.place.or(known.place),
        region: new.region.or(known.region),
        filing_on: new.filing_on.or(known.filing_on),
        publication_on: new.publication_on.or(known.publication_on),
        registration_on: new.registration_on.or(known.registration_on),
        legal_instrument: new.legal_instrument.or(known.legal_instrument),
    })
}

fn filled<T>(new: Vec<T>, known: Vec<T>) -> Vec<T> {
    if new.is_empty() { known } else { new }
}

/// A source that names the parties of a role names all of them: they replace those known in that role.
fn absorb_parties(known: Vec<Party>, new: Vec<Party>) -> Vec<Party> {
    let named = |role: PartyRole| new.iter().any(|party| party.role == role);
    let mut parties: Vec<Party> = known.into_iter().filter(|party| !named(party.role)).collect();
    parties.extend(new);
    parties.sort_by_key(|party| party.role);
    parties
}

fn absorb_events(known: Vec<LegalEvent>, new: Vec<LegalEvent>) -> Vec<LegalEvent> {
    let mut events = known;
    events.extend(new);
    events.sort();
    events.dedup();
    events
}
