import { expect, test } from 'vitest';
import { parseConfig } from '@/lib/config';
import { keyPending } from '@/lib/domain/keys/key-terms';
import { ConfigError } from '@/lib/settings/config-error';

const goodSecret = '6f1c0d9a8b7e4f2a1b3c5d7e9f0a2b4c';

test('without variables: embedded database on loopback, with first-run data', () => {
  expect(parseConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:3000',
    environment: 'development',
    databaseUrl: null,
    embedded: true,
    firstRun: true,
    authSecret: null,
    oidc: null,
    draftTtlHours: 72,
    expiredRetentionDays: 90,
    maxPendingDrafts: { ofNewKey: 25, ofFirstKey: 1000 },
    sweep: { intervalSeconds: 300, maxExpired: 10_000, maxDeletes: 100, maxPerSecond: 500 },
    selftestHour: 3,
    trustProxy: [],
    tls: null,
    clientCertificates: { ofAgents: 'optional', fromProxy: null },
  });
});

test.each([
  ['127.0.0.1', {}, 'http://127.0.0.1:3000'],
  ['0.0.0.0', {}, 'http://127.0.0.1:3000'],
  ['::', {}, 'http://[::1]:3000'],
  ['::1', {}, 'http://[::1]:3000'],
  ['10.0.0.5', { PORT: '8080' }, 'http://10.0.0.5:8080'],
  ['localhost', { TLS_CERT: 'a.pem', TLS_KEY: 'a.key' }, 'https://localhost:3000'],
])('a server that binds %s meets itself there, not at its public address', (HOST, more, address) => {
  const given = { AUTH_SECRET: goodSecret, PUBLIC_URL: 'https://cs.example.com' };
  expect(parseConfig({ ...given, ...more, HOST }).ownAddress).toBe(address);
});

test('the self-test runs at an hour of the day, or not by itself', () => {
  expect(parseConfig({ BOUNDARY_SELFTEST_HOUR: '0' }).selftestHour).toBe(0);
  expect(parseConfig({ BOUNDARY_SELFTEST_HOUR: ' ' }).selftestHour).toBe(3);
  expect(parseConfig({ BOUNDARY_SELFTEST_HOUR: 'off' }).selftestHour).toBeNull();
});

const https = { TLS_CERT: 'server.pem', TLS_KEY: 'server.key' };
const proxy = {
  TRUST_PROXY: '10.0.0.0/8',
  CLIENT_CERT_HEADER: 'X-Client-Cert',
  CLIENT_CERT_SECRET: goodSecret,
};

test('https is served from two files; with authorities every agent presents a certificate, unless told otherwise', () => {
  expect(parseConfig(https)).toMatchObject({
    publicUrl: 'https://127.0.0.1:3000',
    tls: { cert: 'server.pem', key: 'server.key', clientCa: null },
    clientCertificates: { ofAgents: 'optional' },
  });
  const mutual = { ...https, TLS_CLIENT_CA: 'ca.pem' };
  expect(parseConfig(mutual)).toMatchObject({
    tls: { clientCa: 'ca.pem' },
    clientCertificates: { ofAgents: 'required' },
  });
  expect(parseConfig({ ...mutual, TLS_CLIENT_CERT_FOR_MCP: 'optional' }).clientCertificates.ofAgents).toBe(
    'optional',
  );
});

test('a trusted proxy hands certificates on in a header, and then every agent presents one too', () => {
  expect(parseConfig(proxy)).toMatchObject({
    tls: null,
    clientCertificates: {
      ofAgents: 'required',
      fromProxy: { header: 'x-client-cert', secret: goodSecret },
    },
  });
});

test.each([
  ['TLS_KEY must be set, because TLS_CERT is.', { TLS_CERT: 'server.pem' }],
  ['TLS_CERT must be set, because TLS_KEY is.', { TLS_KEY: 'server.key' }],
  ['TLS_CERT and TLS_KEY must be set, because TLS_CLIENT_CA is.', { TLS_CLIENT_CA: 'ca.pem' }],
  [
    'PUBLIC_URL must be an https:// address, because TLS_CERT is set.',
    { ...https, PUBLIC_URL: 'http://cs.example.com' },
  ],
  [
    'TLS_CLIENT_CERT_FOR_MCP must not be set, because neither TLS_CLIENT_CA nor CLIENT_CERT_HEADER is.',
    { ...https, TLS_CLIENT_CERT_FOR_MCP: 'required' },
  ],
  [
    'TLS_CLIENT_CERT_FOR_MCP must be required or optional.',
    { ...https, TLS_CLIENT_CA: 'ca.pem', TLS_CLIENT_CERT_FOR_MCP: 'no' },
  ],
  ['CLIENT_CERT_SECRET must be set, because CLIENT_CERT_HEADER is.', { ...proxy, CLIENT_CERT_SECRET: '' }],
  ['CLIENT_CERT_HEADER must be set, because CLIENT_CERT_SECRET is.', { ...proxy, CLIENT_CERT_HEADER: '' }],
  ['TRUST_PROXY must name the proxy, because CLIENT_CERT_HEADER is set.', { ...proxy, TRUST_PROXY: '' }],
  [
    'CLIENT_CERT_HEADER must not be set, because TLS_CLIENT_CA is.',
    { ...https, ...proxy, TLS_CLIENT_CA: 'ca.pem' },
  ],
])('%s', (sentence, variables) => {
  expect(() => parseConfig(variables)).toThrow(new ConfigError(sentence));
});

test('a control plane may be this machine in development alone', () => {
  expect(parseConfig({}).deliveryToLoopback).toBe(false);
  expect(parseConfig({ DELIVERY_TO_LOOPBACK: 'yes' }).deliveryToLoopback).toBe(true);
  const production = { COUNTERSIGN_ENV: 'production', AUTH_SECRET: goodSecret };
  expect(parseConfig(production).deliveryToLoopback).toBe(false);
  expect(() => parseConfig({ ...production, DELIVERY_TO_LOOPBACK: 'yes' })).toThrow('DELIVERY_TO_LOOPBACK');
});

test('the fixtures of the conformance suite are there when asked for, and only where nobody else can come', () => {
  const asked = { COUNTERSIGN_MCP_FIXTURES: 'conformance' };
  expect(parseConfig({}).mcpFixtures).toBe(false);
  expect(parseConfig(asked).mcpFixtures).toBe(true);
  const elsewhere = [
    ['COUNTERSIGN_ENV is production', { COUNTERSIGN_ENV: 'production', AUTH_SECRET: goodSecret }],
    ['HOST is not loopback', { HOST: '10.0.0.1', AUTH_SECRET: goodSecret }],
    ['TRUST_PROXY is set', { TRUST_PROXY: '10.0.0.0/8' }],
    ['DATABASE_URL is set', { DATABASE_URL: 'postgres://app@127.0.0.1/app' }],
  ] as const;
  for (const [because, env] of elsewhere) {
    expect(parseConfig(env).mcpFixtures).toBe(false);
    expect(() => parseConfig({ ...asked, ...env })).toThrow(
      new ConfigError(`COUNTERSIGN_MCP_FIXTURES must not be set, because ${because}.`),
    );
  }
  expect(() => parseConfig({ COUNTERSIGN_MCP_FIXTURES: 'yes' })).toThrow('must be conformance, or not set');
});

test('OAuth is off until it has a host name of its own, which a port alone is not', () => {
  const PUBLIC_URL = 'https://gate.example.com';
  expect(parseConfig({ PUBLIC_URL }).oauth).toBeNull();
  expect(parseConfig({ PUBLIC_URL, OAUTH_HOST: 'MCP.example.com' }).oauth).toEqual({
    host: 'mcp.example.com',
    issuer: 'https://mcp.example.com',
    clientsOnLoopback: false,
  });
  for (const OAUTH_HOST of ['gate.example.com', 'gate.example.com:8443', 'GATE.example.com', 'a/b', 'a b']) {
    expect(() => parseConfig({ PUBLIC_URL, OAUTH_HOST })).toThrow('OAUTH_HOST must be');
  }
  for (const OAUTH_HOST of ['mcp.example.com', '10.0.0.5:3000', 'localhost.example.com']) {
    expect(() => parseConfig({ OAUTH_HOST })).toThrow('because PUBLIC_URL is http');
  }
  for (const OAUTH_HOST of ['localhost:3000', 'mcp.localhost:3000']) {
    expect(parseConfig({ OAUTH_HOST }).oauth?.issuer).toBe(`http://${OAUTH_HOST}`);
  }
  const production = { COUNTERSIGN_ENV: 'production', AUTH_SECRET: goodSecret };
  expect(() => parseConfig({ ...production, OAUTH_CLIENTS_ON_LOOPBACK: 'yes' })).toThrow(
    'OAUTH_CLIENTS_ON_LOOPBACK',
  );
});

test('a blank variable counts as absent', () => {
  expect(parseConfig({ PORT: '', HOST: ' ', DATABASE_URL: '', TRUST_PROXY: '' })).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    embedded: true,
  });
});

test('a given database means no first-run data', () => {
  const given = parseConfig({ DATABASE_URL: 'postgres://u:p@db/x' });
  expect(given).toMatchObject({ embedded: false, firstRun: false, databaseUrl: 'postgres://u:p@db/x' });
});

test('the address of the embedded server leaves the database embedded', () => {
  const url = 'postgres://app:p@127.0.0.1:5/countersign';
  expect(parseConfig({ COUNTERSIGN_EMBEDDED_URL: url })).toMatchObject({
    databaseUrl: url,
    embedded: true,
    firstRun: true,
  });
});

test('production has no first-run data even on the embedded database', () => {
  const production = parseConfig({ COUNTERSIGN_ENV: 'production', AUTH_SECRET: goodSecret });
  expect(production).toMatchObject({ embedded: true, firstRun: false, authSecret: goodSecret });
});

test('an IPv6 host is bracketed, a trailing slash is dropped', () => {
  expect(parseConfig({ HOST: '::1' }).publicUrl).toBe('http://[::1]:3000');
  expect(parseConfig({ PUBLIC_URL: 'https://cs.example.com/' }).publicUrl).toBe('https://cs.example.com');
});

test('a limit of drafts that is set holds for every key, that of the first run too', () => {
  const { maxPendingDrafts } = parseConfig({ MAX_PENDING_DRAFTS: '10' });
  expect(maxPendingDrafts).toEqual({ ofNewKey: 10, ofFirstKey: 10 });
});

test('no more drafts may wait by a setting than a key may have, and as many where nothing is set', () => {
  const { most, usual } = keyPending;
  expect(parseConfig({ MAX_PENDING_DRAFTS: String(most) }).maxPendingDrafts.ofNewKey).toBe(most);
  expect(() => parseConfig({ MAX_PENDING_DRAFTS: String(most + 1) })).toThrow(ConfigError);
  expect(parseConfig({}).maxPendingDrafts.ofNewKey).toBe(usual);
});

test.each([
  ['PORT', { PORT: '0' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '3000x' }],
  ['PORT', { PORT: '3e3' }],
  ['HOST', { HOST: 'a b' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://x/y' }],
  ['BOUNDARY_SELFTEST_HOUR', { BOUNDARY_SELFTEST_HOUR: '24' }],
  ['BOUNDARY_SELFTEST_HOUR', { BOUNDARY_SELFTEST_HOUR: 'never' }],
  ['COUNTERSIGN_ENV', { COUNTERSIGN_ENV: 'prod' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'javascript:alert(1)' }],
  ['PUBLIC_URL', { HOST: '0.0.0.0', AUTH_SECRET: goodSecret }],
  ['AUTH_SECRET', { COUNTERSIGN_ENV: 'production' }],
  ['AUTH_SECRET', { HOST: '192.0.2.1' }],
  ['AUTH_SECRET', { HOST: 'countersign.example' }],
  ['AUTH_SECRET', { AUTH_SECRET: 'short' }],
  ['AUTH_SECRET', { HOST: '192.0.2.1', AUTH_SECRET: 'changemechangemechangemechangemechang'.slice(0, 31) }],
  ['AUTH_SECRET', { AUTH_SECRET: 'x'.repeat(64) }],
  ['OIDC_CLIENT_ID', { OIDC_ISSUER: 'https://id.example' }],
  ['OIDC_ISSUER', { OIDC_CLIENT_ID: 'x' }],
  ['DRAFT_TTL_HOURS', { DRAFT_TTL_HOURS: '0' }],
  ['DRAFT_TTL_HOURS', { DRAFT_TTL_HOURS: '721' }],
  ['EXPIRED_RETENTION_DAYS', { EXPIRED_RETENTION_DAYS: '0' }],
  ['MAX_PENDING_DRAFTS', { MAX_PENDING_DRAFTS: '0' }],
  ['GC_INTERVAL_SECONDS', { GC_INTERVAL_SECONDS: '4' }],
  ['GC_MAX_EXPIRED', { GC_MAX_EXPIRED: '0' }],
  ['GC_MAX_DELETES', { GC_MAX_DELETES: '-1' }],
  ['GC_MAX_PER_SECOND', { GC_MAX_PER_SECOND: '1' }],
  ['CLIENT_CERT_HEADER', { ...proxy, CLIENT_CERT_HEADER: 'Authorization' }],
  ['CLIENT_CERT_HEADER', { ...proxy, CLIENT_CERT_HEADER: 'X-Client-Cert-Secret' }],
  ['CLIENT_CERT_HEADER', { ...proxy, CLIENT_CERT_HEADER: 'x cert' }],
  ['CLIENT_CERT_SECRET', { ...proxy, CLIENT_CERT_SECRET: 'x'.repeat(64) }],
  ['TRUST_PROXY', { TRUST_PROXY: 'true' }],
  ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/33' }],
  ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/' }],
])('%s of %o is refused by name', (name, variables) => {
  const parse = () => parseConfig(variables);
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow(new RegExp(`^${name} must be [^\\n]+\\.$`));
});

test('a refusal does not repeat the value', () => {
  expect(() => parseConfig({ DATABASE_URL: 'mysql://user:hunter2@db' })).not.toThrow('hunter2');
  expect(() => parseConfig({ AUTH_SECRET: 'hunter2' })).not.toThrow('hunter2');
});

test('bounds are inclusive', () => {
  expect(parseConfig({ PORT: '65535', DRAFT_TTL_HOURS: '720' })).toMatchObject({
    port: 65_535,
    draftTtlHours: 720,
  });
  expect(parseConfig({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual(['10.0.0.0/8', '::1']);
});
