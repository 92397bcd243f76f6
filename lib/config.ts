import { resolve } from 'node:path';
import { type CertificateSettings, clientCertificates, type TlsSettings, tls } from './settings/certificates';
import { ConfigError } from './settings/config-error';
import { checkedEnvironment } from './settings/environment';
import { type LogSigning, logSigning } from './settings/log-signing';
import { type OAuthSettings, oauth } from './settings/oauth';
import { type OidcSettings, oidc } from './settings/oidc';
import { ownAddress } from './settings/own-address';
import { publicUrl } from './settings/public-url';
import { mcpFixtures, requireSecret } from './settings/reach';
import { type WitnessSetting, witnesses } from './settings/witnesses';

/** Settings of one process, checked. `databaseUrl` is null until the embedded server has started. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  /** Where this process itself answers, whatever stands before it. */
  readonly ownAddress: string;
  readonly dataDir: string;
  readonly environment: 'development' | 'production';
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  /** True when the operator says that the storage of DATABASE_URL keeps every write without fsync. */
  readonly durableStorage: boolean;
  /** True when no DATABASE_URL was given: the server brings its own Postgres. */
  readonly embedded: boolean;
  /** True when the first tenant, its people and its agent key may be created unasked. */
  readonly firstRun: boolean;
  readonly authSecret: string | null;
  readonly oidc: OidcSettings;
  /** Of a new tenant: the usual life of a draft, and how long an expired one is kept. */
  readonly draftTtlHours: number;
  readonly expiredRetentionDays: number;
  /** How many drafts of a new key may wait at once. The key of the first run is there to try things out. */
  readonly maxPendingDrafts: { ofNewKey: number; ofFirstKey: number };
  /** What one run of the sweep may do, and how many drafts all processes together may touch in a second. */
  readonly sweep: { intervalSeconds: number; maxExpired: number; maxDeletes: number; maxPerSecond: number };
  /** How long the calls of agents, and the requests that carried them, are kept. */
  readonly callRetentionDays: number;
  /** How long a bundle of evidence can be fetched. */
  readonly bundleRetentionDays: number;
  /** Seals what signs deliveries; null when DATA_DIR keeps a key of its own. */
  readonly deliveryKey: string | null;
  /** True when a control plane may be this machine, over http: development alone. */
  readonly deliveryToLoopback: boolean;
  /** How often what is due is looked for. */
  readonly deliveryIntervalSeconds: number;
  /** What a log calls itself before its path: the host of the public URL, unless it is told another. */
  readonly logHost: string;
  readonly logSigning: LogSigning;
  /** Who cosigns the anchor log, and how often a tenant's newest checkpoint goes into it at most. */
  readonly logWitnesses: readonly WitnessSetting[];
  readonly logAnchorSeconds: number;
  /** True when the agents' door also holds what the official conformance suite looks for: tests on this machine alone. */
  readonly mcpFixtures: boolean;
  readonly oauth: OAuthSettings;
  /** The hour in UTC from which the boundary is tested each day; null when only the command tests it. */
  readonly selftestHour: number | null;
  /** How long a login of a terminal lives. */
  readonly cliSessionHours: number;
  /** Addresses and CIDR ranges whose `x-forwarded-*` headers are believed. */
  readonly trustProxy: readonly string[];
  readonly tls: TlsSettings;
  readonly clientCertificates: CertificateSettings;
}

/** Checks the variables it is given. Throws ConfigError for the first that cannot be used. */
export function parseConfig(variables: Record<string, string | undefined>): Config {
  const env = checkedEnvironment(variables);
  requireSecret(env);
  if (env.DELIVERY_TO_LOOPBACK !== null && env.COUNTERSIGN_ENV === 'production') {
    throw new ConfigError('DELIVERY_TO_LOOPBACK must not be set, because COUNTERSIGN_ENV is production.');
  }
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: publicUrl(env),
    ownAddress: ownAddress({ host: env.HOST, port: env.PORT, tls: tls(env) }),
    dataDir: resolve(env.DATA_DIR),
    environment: env.COUNTERSIGN_ENV,
    databaseUrl: env.DATABASE_URL ?? env.COUNTERSIGN_EMBEDDED_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    durableStorage: env.DATABASE_STORAGE_DURABLE !== null,
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
    bundleRetentionDays: env.BUNDLE_RETENTION_DAYS,
    deliveryKey: env.DELIVERY_KEY,
    deliveryToLoopback: env.DELIVERY_TO_LOOPBACK !== null,
    deliveryIntervalSeconds: env.DELIVERY_INTERVAL_SECONDS,
    logHost: env.LOG_ORIGIN ?? new URL(publicUrl(env)).host,
    logSigning: logSigning(env),
    logWitnesses: witnesses(env),
    logAnchorSeconds: env.LOG_ANCHOR_SECONDS,
    mcpFixtures: mcpFixtures(env),
    oauth: oauth(env),
    selftestHour: env.BOUNDARY_SELFTEST_HOUR,
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
