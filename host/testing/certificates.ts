import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, inContext, integer, objectId, octets, sequence, set, time, utf8, yes } from './der';

/** A certificate and its key in PEM, and the thumbprint by which a key is bound to it. */
export type Identity = { name: string; cert: string; key: string; thumbprint: string; der: Buffer };

type Wanted = {
  name: string;
  /** What it may be used for: serverAuth, clientAuth, or neither for an authority. */
  use: 'server' | 'client' | 'authority';
  /** Days from now. */
  from?: number;
  to?: number;
  /** Names and addresses that the server answers under. */
  hosts?: readonly string[];
};

const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'));
const day = 86_400_000;

/**
 * Makes certificates that last as long as a test says. They are written here, because a machine that runs the tests need not
 * have openssl, and what is committed runs out.
 */
export class Authority {
  readonly identity: Identity;
  readonly #key: KeyObject;

  constructor(name: string, times: Pick<Wanted, 'from' | 'to'> = {}) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    this.identity = this.#made({ ...times, name, use: 'authority' }, name, { privateKey, publicKey });
  }

  issue(wanted: Wanted): Identity {
    return this.#made(wanted, this.identity.name, generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  }

  #made(wanted: Wanted, issuer: string, pair: { privateKey: KeyObject; publicKey: KeyObject }): Identity {
    const { name, from = -1, to = 1 } = wanted;
    const body = sequence(
      inContext(0, integer(Buffer.from([2])), true),
      integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
      ecdsaWithSha256,
      named(issuer),
      sequence(at(from), at(to)),
      named(name),
      pair.publicKey.export({ type: 'spki', format: 'der' }),
      inContext(3, sequence(...extensionsOf(wanted)), true),
    );
    const der = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, this.#key)));
    const certificate = new X509Certificate(der);
    return {
      name,
      der,
      cert: certificate.toString(),
      key: String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
      thumbprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    };
  }
}

const at = (days: number) => time(new Date(Date.now() + days * day));

const named = (name: string) => sequence(set(sequence(objectId('2.5.4.3'), utf8(name))));

const uses = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' };

function extensionsOf({ use, hosts = [] }: Wanted): Buffer[] {
  if (use === 'authority') return [sequence(objectId('2.5.29.19'), yes, octets(sequence(yes)))];
  const purpose = sequence(objectId('2.5.29.37'), octets(sequence(objectId(uses[use]))));
  if (hosts.length === 0) return [purpose];
  return [purpose, sequence(objectId('2.5.29.17'), octets(sequence(...hosts.map(alternative))))];
}

/** Subject alternative name: an address (IPv4) or a DNS name. */
const alternative = (host: string): Buffer =>
  isIP(host) === 4
    ? inContext(7, Buffer.from(host.split('.').map(Number)), false)
    : inContext(2, Buffer.from(host), false);
