import dns from 'node:dns';

/** Every name under localhost is this machine (RFC 6761 section 6.3); the system's resolver may not know it. */
const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(name.endsWith('.localhost') ? '127.0.0.1' : name, ...rest);
