import type { DataClass } from '../policy/data-class';
import type { Environment } from '../resource/resource-kind';

/** What a key allows besides its scopes, as its row says at this request. It only ever narrows. */
export type Grant = {
  environment: Environment;
  /** True of the first key of an installation, and of keys of before environments were held to. */
  everyEnvironment: boolean;
  /** Null: every tool that its scopes open. */
  allowedTools: readonly string[] | null;
  /** Requests a minute, and how many of them at once. */
  ratePerMinute: number;
  burst: number;
  /** What its tools may read. */
  dataClasses: readonly DataClass[];
  /** Labels that every draft of it carries, and no others of these names. */
  labelScope: Readonly<Record<string, string>>;
  /** CIDR ranges it may call from; none means any. */
  ipAllowlist: readonly string[];
  /** SHA-256 of the client certificate it is bound to (RFC 8705), in hex. */
  certificate: string | null;
  /** Whether each call of it says why. */
  requireReason: boolean;
  /** The hash of the tool surface that its host has reviewed. */
  pinnedSurface: string | null;
  expiresAt: Date;
  /** Counts the changes of this grant. */
  revision: number;
};
