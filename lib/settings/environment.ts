import { isIP } from 'node:net';
import { z } from 'zod';
import { ConfigError } from './config-error';

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
export const environmentSchema = z.object({
  PORT: integer(1, 65_535, 3000).describe('a whole number from 1 to 65535'),
  HOST: z.preprocess(blankIsAbsent, hostName.default('127.0.0.1')).describe('a host name or an IP address'),
  DATA_DIR: z.preprocess(blankIsAbsent, z.string().default('.data')).describe('a directory'),
  DATABASE_URL: postgresUrl,
  DATABASE_OWNER_URL: postgresUrl,
  DATABASE_STORAGE_DURABLE: optional(z.literal('yes')).describe('yes, or not set'),
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
  MAX_PENDING_DRAFTS: optional(wholeNumber(1, 10_000)).describe('a whole number from 1 to 10000'),
  CALL_RETENTION_DAYS: integer(1, 3650, 365).describe('a whole number of days from 1 to 3650'),
  BUNDLE_RETENTION_DAYS: integer(1, 365, 7).describe('a whole number of days from 1 to 365'),
  GC_INTERVAL_SECONDS: integer(5, 86_400, 300).describe('a whole number of seconds from 5 to 86400'),
  GC_MAX_EXPIRED: integer(1, 100_000, 10_000).describe('a whole number from 1 to 100000'),
  GC_MAX_DELETES: integer(1, 100_000, 100).describe('a whole number from 1 to 100000'),
  GC_MAX_PER_SECOND: integer(2, 10_000, 500).describe('a whole number from 2 to 10000'),
  DELIVERY_KEY: optional(secret).describe(
    `a random text of at least ${secretMinLength} characters (openssl rand -hex 32 makes one)`,
  ),
  DELIVERY_TO_LOOPBACK: optional(z.literal('yes')).describe('yes, or not set'),
  DELIVERY_INTERVAL_SECONDS: integer(1, 3600, 2).describe('a whole number of seconds from 1 to 3600'),
  LOG_ORIGIN: optional(hostAndPort).describe('a host name, with its port where it has one'),
  LOG_SIGNING_KEY_FILE: text.describe('a file with an Ed25519 private key'),
  LOG_SIGNING_KEY: text.describe('an Ed25519 private key, in PEM or as a Go note key'),
  LOG_SIGNING_COMMAND: text.describe('a program and its arguments'),
  LOG_SIGNING_PUBLIC_KEY: text.describe('the Ed25519 public key of LOG_SIGNING_COMMAND'),
  LOG_WITNESSES: text.describe('a comma-separated list of an https:// address and a verifier key each'),
  LOG_ANCHOR_SECONDS: integer(1, 86_400, 60).describe('a whole number of seconds from 1 to 86400'),
  COUNTERSIGN_MCP_FIXTURES: optional(z.literal('conformance')).describe('conformance, or not set'),
  OAUTH_HOST: optional(hostAndPort).describe('a host name, with its port where it has one'),
  OAUTH_CLIENTS_ON_LOOPBACK: optional(z.literal('yes')).describe('yes, or not set'),
  BOUNDARY_SELFTEST_HOUR: z
    .preprocess(
      blankIsAbsent,
      z.union([z.literal('off').transform(() => null), wholeNumber(0, 23)]).default(3),
    )
    .describe('an hour of the day in UTC, a whole number from 0 to 23, or off'),
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

export type Environment = z.infer<typeof environmentSchema>;

/** The variables, each as its schema gives it. Throws ConfigError for the first that cannot be used. */
export function checkedEnvironment(variables: Record<string, string | undefined>): Environment {
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
