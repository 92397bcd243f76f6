import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** A setting that cannot be used. The message is one plain sentence that names the variable, never its value. */
export class ConfigError extends Error {}

/** In which a proxy says the secret that makes its word on client certificates count. */
export const clientCertSecretHeader = 'x-client-cert-secret';

const secretMinLength = 32;
const secretMinDistinct = 8;

const blankIsAbsent = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(blankIsAbsent, schema.optional()).transform((value) => value ?? null);
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
const integer = (min: number, max: number, fallback: number) =>
  z.preprocess(blankIsAbsent, wholeNumber(min, max).default(fallback));
const postgresUrl = optional(z.url({ protocol: /^postgres(ql)?$/ })).describe('a postgres:// address');
const webUrl = optional(z.url({ protocol: /^https?$/ })).describe('an http:// or https:// address');
const text = optional(z.string()).describe('a text');
const hostName = z.string().regex(/^[A-Za-z0-9.:-]+$/);
const hostAndPort = z
  .string()
  .regex(/^[a-z0-9.-]+(?::\d{1,5})?$/i)
  .transform((host) => host.toLowerCase());
const secret = z
  .string()
  .min(secretMinLength)
  .refine((value) => new Set(value).size >= secretMinDistinct);
const certificateHeader = z
  .string()
  .regex(/^[a-z0-9-]*cert[a-z0-9-]*$/i)
  .transform((name) => name.toLowerCase())
  .refine((name) => name !== clientCertSecretHeader);
const proxies = z
  .string()
  .transform((list) => list.split(',').map((entry) => entry.trim()))
  .refine((list) => list.every(isAddressRange));

/** Untrusted only in shape: each description completes the sentence "NAME must be …". */
const environmentSchema = z.object({
  PORT: integer(1, 65_535, 3000).describe('a whole number from 1 to 65535'),
  HOST: z.preprocess(blankIsAbsent, hostName.default('127.0.0.1')).describe('a host name or an IP address'),
  DATA_DIR: z.preprocess(blankIsAbsent, z.string().default('.data')).describe('a directory'),
  DATABASE_URL: postgresUrl,
  DATABASE_OWNER_URL: postgresUrl,
  /** The server sets it for the part of the process that Next bundles. */
  COUNTERSIGN_EMBEDDED_URL: postgresUrl,
  COUNTERSIGN_ENV: z
    .preprocess(blankIsAbsent, z.enum(['development', 'production']).default('development'))
    .describe('development or production'),
  PUBLIC_URL: webUrl,
  AUTH_SECRET: optional(secret).describe(
    `a random text of at least ${secretMinLength} characters (openssl rand -hex 32 makes one)`,
  ),
  OIDC_ISSUER: webUrl,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  DRAFT_TTL_HOURS: integer(1, 720, 72).describe('a whole number of hours from 1 to 720'),
  EXPIRED_RETENTION_DAYS: integer(1, 3650, 90).describe('a whole number of days from 1 to 3650'),
  MAX_PENDING_DRAFTS: optional(wholeNumber(1, 100_000)).describe('a whole number from 1 to 100000'),
  CALL_RETENTION_DAYS: integer(1, 3650, 365).describe('a whole number of days from 1 to 3650'),
  GC_INTERVAL_SECONDS: integer(5, 86_400, 300).describe('a whole number of seconds from 5 to 86400'),
  GC_MAX_EXPIRED: integer(1, 100_000, 10_000).describe('a whole number from 1 to 100000'),
  GC_MAX_DELETES: integer(1, 100_000, 100).describe('a whole number from 1 to 100000'),
  GC_MAX_PER_SECOND: integer(2, 10_000, 500).describe('a whole number from 2 to 10000'),
  DELIVERY_KEY: optional(secret).describe(
    `a random text of at least ${secretMinLength} characters (openssl rand -hex 32 makes one)`,
  ),
  DELIVERY_TO_LOOPBACK: optional(z.literal('yes')).describe('yes, or not set'),
  DELIVERY_INTERVAL_SECONDS: integer(1, 3600, 2).describe('a whole number of seconds from 1 to 3600'),
  COUNTERSIGN_MCP_FIXTURES: optional(z.literal('conformance')).describe('conformance, or not set'),
  OAUTH_HOST: optional(hostAndPort).describe('a host name, with its port where it has one'),
  OAUTH_CLIENTS_ON_LOOPBACK: optional(z.literal('yes')).describe('yes, or not set'),
  CLI_SESSION_HOURS: integer(1, 24, 12).describe('a whole number of hours from 1 to 24'),
  TRUST_PROXY: optional(proxies).describe('a comma-separated list of addresses or ranges such as 10.0.0.0/8'),
  TLS_CERT: text.describe('a file with the certificate of this server, in PEM'),
  TLS_KEY: text.describe('a file with the private key of that certificate, in PEM'),
  TLS_CLIENT_CA: text.describe('a file with the authorities of client certificates, in PEM'),
  TLS_CLIENT_CERT_FOR_MCP: optional(z.enum(['required', 'optional'])).describe('required or optional'),
  CLIENT_CERT_HEADER: optional(certificateHeader).describe(
    'the name of a header with cert in it, such as X-Client-Cert, and not X-Client-Cert-Secret',
  ),
  CLIENT_CERT_SECRET: optional(secret).describe(
    `a random text of at least ${secretMinLength} characters (openssl rand -hex 32 makes one)`,
  ),
});
type Environment = z.infer<typeof environmentSchema>;

/** Settings of one process, checked. `databaseUrl` is null until the embedded server has started. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly environment: 'development' | 'production';
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  /** True when no DATABASE_URL was given: the server brings its own Postgres. */
  readonly embedded: boolean;
  /** True when the first tenant, its people and its agent key may be created unasked. */
  readonly firstRun: boolean;
  readonly authSecret: string | null;
  readonly oidc: { issuer: string; clientId: string; clientSecret: string | null } | null;
  /** Of a new tenant: the usual life of a draft, and how long an expired one is kept. */
  readonly draftTtlHours: number;
  readonly expiredRetentionDays: number;
  /** How many drafts of a new key may wait at once. The key of the first run is there to try things out. */
  readonly maxPendingDrafts: { ofNewKey: number; ofFirstKey: number };
  /** What one run of the sweep may do, and how many drafts all processes together may touch in a second. */
  readonly sweep: { intervalSeconds: number; maxExpired: number; maxDeletes: number; maxPerSecond: number };
  /** How long the calls of agents, and the requests that carried them, are kept. */
  readonly callRetentionDays: number;
  /** Seals what signs deliveries; null when DATA_DIR keeps a key of its own. */
  readonly deliveryKey: string | null;
  /** True when a control plane may be this machine, over http: development alone. */
  readonly deliveryToLoopback: boolean;
  /** How often what is due is looked for. */
  readonly deliveryIntervalSeconds: number;
  /** True when the agents' door also holds what the official conformance suite looks for: tests on this machine alone. */
  readonly mcpFixtures: boolean;
  /** The authorization server on its own host name; null where there is none. In development clients may be on loopback. */
  readonly oauth: { host: string; issuer: string; clientsOnLoopback: boolean } | null;
  /** How long a login of a terminal lives. */
  readonly cliSessionHours: number;
  /** Addresses and CIDR ranges whose `x-forwarded-*` headers are believed. */
  readonly trustProxy: readonly string[];
  /** The files that https is served from; null where http is. `clientCa` is null where no client certificate is asked for. */
  readonly tls: { cert: string; key: string; clientCa: string | null } | null;
  readonly clientCertificates: {
    /** Whether an agent must present one over MCP. */
    ofAgents: 'required' | 'optional';
    /** The header in which a trusted proxy hands one on, in lower case, and the secret that it proves itself with. */
    fromProxy: { header: string; secret: string } | null;
  };
}

/** Checks the variables it is given. Throws ConfigError for the first that cannot be used. */
export function parseConfig(variables: Record<string, string | undefined>): Config {
  const env = checked(variables);
  requireSecret(env);
  if (env.DELIVERY_TO_LOOPBACK !== null && env.COUNTERSIGN_ENV === 'production') {
    throw new ConfigError('DELIVERY_TO_LOOPBACK must not be set, because COUNTERSIGN_ENV is production.');
  }
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: publicUrl(env),
    dataDir: resolve(env.DATA_DIR),
    environment: env.COUNTERSIGN_ENV,
    databaseUrl: env.DATABASE_URL ?? env.COUNTERSIGN_EMBEDDED_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    embedded: env.DATABASE_URL === null,
    firstRun: env.DATABASE_URL === null && env.COUNTERSIGN_ENV === 'development',
    authSecret: env.AUTH_SECRET,
    oidc: oidc(env),
    draftTtlHours: env.DRAFT_TTL_HOURS,
    expiredRetentionDays: env.EXPIRED_RETENTION_DAYS,
    maxPendingDrafts: {
      ofNewKey: env.MAX_PENDING_DRAFTS ?? 25,
      ofFirstKey: env.MAX_PENDING_DRAFTS ?? 1000,
    },
    sweep: {
      intervalSeconds: env.GC_INTERVAL_SECONDS,
      maxExpired: env.GC_MAX_EXPIRED,
      maxDeletes: env.GC_MAX_DELETES,
      maxPerSecond: env.GC_MAX_PER_SECOND,
    },
    callRetentionDays: env.CALL_RETENTION_DAYS,
    deliveryKey: env.DELIVERY_KEY,
    deliveryToLoopback: env.DELIVERY_TO_LOOPBACK !== null,
    deliveryIntervalSeconds: env.DELIVERY_INTERVAL_SECONDS,
    mcpFixtures: mcpFixtures(env),
    oauth: oauth(env),
    cliSessionHours: env.CLI_SESSION_HOURS,
    trustProxy: env.TRUST_PROXY ?? [],
    tls: tls(env),
    clientCertificates: clientCertificates(env),
  };
}

let current: Config | undefined;

/**
 * The settings of this process, read once. Throws ConfigError. No other module reads a setting from the environment:
 * `server.ts` and the build hand theirs on, and `instrumentation.ts` asks Next which runtime this is.
 */
export function config(): Config {
  current ??= parseConfig(process.env);
  return current;
}

function checked(variables: Record<string, string | undefined>): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const [name, schema] =
    Object.entries(environmentSchema.shape).find(([key]) => key === parsed.error.issues[0]?.path[0]) ?? [];
  throw new ConfigError(`${name} must be ${schema?.description}.`);
}

function isAddressRange(entry: string): boolean {
  const [address = '', prefix = ''] = entry.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const hasPrefix = entry.includes('/');
  return bits > 0 && (!hasPrefix || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
}

function isLoopback(host: string): boolean {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  const family = isIP(host);
  return family === 0 ? host === 'localhost' : loopback.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

function requireSecret({ AUTH_SECRET, COUNTERSIGN_ENV, HOST }: Environment): void {
  if (AUTH_SECRET !== null || (COUNTERSIGN_ENV === 'development' && isLoopback(HOST))) return;
  const because = COUNTERSIGN_ENV === 'production' ? 'COUNTERSIGN_ENV is production' : 'HOST is not loopback';
  throw new ConfigError(
    `AUTH_SECRET must be ${environmentSchema.shape.AUTH_SECRET.description}, because ${because}.`,
  );
}

function mcpFixtures(env: Environment): boolean {
  if (env.COUNTERSIGN_MCP_FIXTURES === null) return false;
  const because = reachable(env);
  if (because === null) return true;
  throw new ConfigError(`COUNTERSIGN_MCP_FIXTURES must not be set, because ${because}.`);
}

/** Why others than this machine may come to this server, or null. */
function reachable({ COUNTERSIGN_ENV, HOST, TRUST_PROXY, DATABASE_URL }: Environment): string | null {
  if (COUNTERSIGN_ENV === 'production') return 'COUNTERSIGN_ENV is production';
  if (!isLoopback(HOST)) return 'HOST is not loopback';
  if (TRUST_PROXY !== null) return 'TRUST_PROXY is set';
  return DATABASE_URL === null ? null : 'DATABASE_URL is set';
}

function publicUrl({ PUBLIC_URL, HOST, PORT, TLS_CERT }: Environment): string {
  const scheme = TLS_CERT === null ? 'http' : 'https';
  const url = PUBLIC_URL ?? defaultPublicUrl(scheme, HOST, PORT);
  if (scheme === 'https' && !url.startsWith('https:')) {
    throw new ConfigError('PUBLIC_URL must be an https:// address, because TLS_CERT is set.');
  }
  return url.replace(/\/+$/, '');
}

function defaultPublicUrl(scheme: string, host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') {
    throw new ConfigError('PUBLIC_URL must be the address people open, because HOST names every interface.');
  }
  return `${scheme}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

function oidc({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: Environment): Config['oidc'] {
  if (OIDC_ISSUER === null && OIDC_CLIENT_ID === null) return null;
  if (OIDC_ISSUER === null || OIDC_CLIENT_ID === null) {
    const missing = OIDC_ISSUER === null ? 'OIDC_ISSUER' : 'OIDC_CLIENT_ID';
    throw new ConfigError(`${missing} must be set, because the other half of the OIDC settings is.`);
  }
  return { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET };
}

/** Cookies do not tell ports apart: only another host name keeps a session away from what OAuth answers. */
function oauth(env: Environment): Config['oauth'] {
  const { OAUTH_HOST: host, OAUTH_CLIENTS_ON_LOOPBACK: onLoopback } = env;
  if (onLoopback !== null && env.COUNTERSIGN_ENV === 'production') {
    throw new ConfigError(
      'OAUTH_CLIENTS_ON_LOOPBACK must not be set, because COUNTERSIGN_ENV is production.',
    );
  }
  if (host === null) return null;
  const console = new URL(publicUrl(env));
  const issuer = URL.parse(`${console.protocol}//${host}`);
  if (issuer === null || issuer.hostname === console.hostname) {
    throw new ConfigError('OAUTH_HOST must be another host name than that of PUBLIC_URL.');
  }
  return { host: issuer.host, issuer: issuer.origin, clientsOnLoopback: onLoopback !== null };
}

function tls({ TLS_CERT, TLS_KEY, TLS_CLIENT_CA }: Environment): Config['tls'] {
  if (TLS_CERT !== null && TLS_KEY !== null) return { cert: TLS_CERT, key: TLS_KEY, clientCa: TLS_CLIENT_CA };
  if (TLS_CERT !== null) throw new ConfigError('TLS_KEY must be set, because TLS_CERT is.');
  if (TLS_KEY !== null) throw new ConfigError('TLS_CERT must be set, because TLS_KEY is.');
  if (TLS_CLIENT_CA === null) return null;
  throw new ConfigError('TLS_CERT and TLS_KEY must be set, because TLS_CLIENT_CA is.');
}

function clientCertificates(env: Environment): Config['clientCertificates'] {
  const fromProxy = certificatesFromProxy(env);
  const given = env.TLS_CLIENT_CERT_FOR_MCP;
  if (fromProxy !== null || env.TLS_CLIENT_CA !== null) return { ofAgents: given ?? 'required', fromProxy };
  if (given === null) return { ofAgents: 'optional', fromProxy };
  throw new ConfigError(
    'TLS_CLIENT_CERT_FOR_MCP must not be set, because neither TLS_CLIENT_CA nor CLIENT_CERT_HEADER is.',
  );
}

function certificatesFromProxy(env: Environment): Config['clientCertificates']['fromProxy'] {
  const { CLIENT_CERT_HEADER: header, CLIENT_CERT_SECRET: proof, TRUST_PROXY, TLS_CLIENT_CA } = env;
  if (header === null && proof === null) return null;
  if (proof === null) throw new ConfigError('CLIENT_CERT_SECRET must be set, because CLIENT_CERT_HEADER is.');
  if (header === null)
    throw new ConfigError('CLIENT_CERT_HEADER must be set, because CLIENT_CERT_SECRET is.');
  if (TRUST_PROXY === null) {
    throw new ConfigError('TRUST_PROXY must name the proxy, because CLIENT_CERT_HEADER is set.');
  }
  if (TLS_CLIENT_CA === null) return { header, secret: proof };
  throw new ConfigError('CLIENT_CERT_HEADER must not be set, because TLS_CLIENT_CA is.');
}
