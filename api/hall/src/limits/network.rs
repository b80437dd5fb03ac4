//! Addresses and blocks of addresses: which proxies are believed, and what of an address counts.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// One address or a CIDR block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// `10.0.0.0/8`, `fd00::/8`, or one address.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
        let address: IpAddr = address.parse().ok()?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            // Digits alone: the parser would also take a sign.
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
            Some(_) => return None,
            None => longest,
        };
        (prefix <= longest).then_some(Self { address, prefix })
    }

    /// Whether the address lies in the block.
    fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(block), IpAddr::V4(address)) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0);
                block.to_bits() & mask == address.to_bits() & mask
            }
            (IpAddr::V6(block), IpAddr::V6(address)) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.prefix)).unwrap_or(0);
                block.to_bits() & mask == address.to_bits() & mask
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

/// What of an address counts: all of IPv4, of IPv6 the network.
pub(super) fn limited_as(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
    }
}

/// The address that the trusted proxies vouch for.
pub(super) fn believed_address(trusted: &[Network], remote: IpAddr, forwarded_for: Option<&str>) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut believed = remote;
    for hop in forwarded_for.unwrap_or_default().rsplit(',') {
        if !is_trusted(believed) {
            break;
        }
        let Some(address) = address_of_hop(hop.trim()) else { break };
        believed = address;
    }
    believed
}

/// An address as proxies write it: bare, in brackets, or with its port.
fn address_of_hop(hop: &str) -> Option<IpAddr> {
    let bare = || hop.parse::<IpAddr>().ok();
    let in_brackets = || hop.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    let with_port = || hop.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare().or_else(in_brackets).or_else(with_port).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn believed(remote: &str, forwarded_for: &str) -> String {
        let trusted = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"].map(|text| Network::parse(text).expect("a network"));
        believed_address(&trusted, address(remote), Some(forwarded_for)).to_string()
    }

    #[test]
    fn a_network_is_an_address_or_a_block_and_nothing_else() {
        let holds = |network: &str, inside: &str| Network::parse(network).expect(network).contains(address(inside));
        assert!(holds("10.1.2.3", "10.1.2.3") && !holds("10.1.2.3", "10.1.2.4"));
        assert!(holds("10.0.0.0/8", "10.255.0.1") && !holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("0.0.0.0/0", "198.51.100.7") && !holds("0.0.0.0/0", "2001:db8::1"));
        assert!(holds("2001:db8::/33", "2001:db8:7fff::1") && !holds("2001:db8::/33", "2001:db8:8000::1"));
        assert!(holds("::/0", "2001:db8::1"));
        let wrong = [
            "",
            "10.0.0.0/33",
            "fd00::/129",
            "10.0.0/8",
            "10.0.0.0/",
            "10.0.0.0/+8",
            "a/8",
            "10.0.0.0/8/8",
            " 10.0.0.1",
        ];
        assert!(wrong.iter().all(|text| Network::parse(text).is_none()));
    }

    #[test]
    fn a_stranger_may_claim_what_he_likes() {
        assert_eq!(believed("198.51.100.7", "203.0.113.9"), "198.51.100.7");
        assert_eq!(believed("198.51.100.7", "10.0.0.1, 127.0.0.1"), "198.51.100.7");
    }

    #[test]
    fn the_right_most_address_that_is_no_trusted_proxy_counts() {
        assert_eq!(believed("127.0.0.1", "203.0.113.9"), "203.0.113.9");
        assert_eq!(believed("127.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2"), "203.0.113.9");
        assert_eq!(believed("fd00::1", "1.1.1.1,2001:db8::7,fd00::2"), "2001:db8::7");
        assert_eq!(believed("127.0.0.1", "10.0.0.3, 10.0.0.2"), "10.0.0.3");
    }

    #[test]
    fn ports_brackets_and_mapped_addresses_are_understood() {
        assert_eq!(believed("127.0.0.1", "203.0.113.9:4711"), "203.0.113.9");
        assert_eq!(believed("127.0.0.1", "[2001:db8::7]:4711"), "2001:db8::7");
        assert_eq!(believed("127.0.0.1", "[2001:db8::7]"), "2001:db8::7");
        assert_eq!(believed("127.0.0.1", "203.0.113.9, ::ffff:10.0.0.2"), "203.0.113.9");
    }

    #[test]
    fn what_cannot_be_read_ends_the_belief_at_the_proxy_that_passed_it_on() {
        for nonsense in
            ["", " ", "unknown", "203.0.113.9, unknown", "203.0.113.9,", "_hidden", "203.0.113.9 198.51.100.7"]
        {
            assert_eq!(believed("127.0.0.1", nonsense), "127.0.0.1", "{nonsense:?}");
        }
        assert_eq!(believed("127.0.0.1", "203.0.113.9, \u{202e}1.1.1.1, 10.0.0.2"), "10.0.0.2");
    }
}
