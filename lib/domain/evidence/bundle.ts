import type { LogField } from '../log/log-break';

/** What becomes of a bundle: it waits, is being made, can be fetched, or could not be made. */
export const bundleStatuses = ['waiting', 'making', 'ready', 'failed'] as const;
export type BundleStatus = (typeof bundleStatuses)[number];

/** Which records a bundle holds: those about one draft, or a stretch of the log without its end. */
export type AskedScope = { kind: 'draft'; draftId: string } | { kind: 'range'; from: number; to: number };

/**
 * The first record of a bundle that does not hold, and by what: a field of the walk through the log; `proof` where the
 * record does not lead to the signed root, `root` where all of them together do not, `unsigned` where nothing from there
 * on was signed, because the log is no longer what was signed. It is in the file as it lies in the database.
 */
export type BrokenRecord = { position: number; id: string | null; field: BrokenField };
export type BrokenField = LogField | 'proof' | 'root' | 'unsigned';

/** Why a bundle could not be made. */
export const bundleFailures = ['LOG_NOT_SIGNABLE', 'BUNDLE_TOO_LARGE', 'BUNDLE_INTERRUPTED'] as const;
export type BundleFailure = (typeof bundleFailures)[number];

export type EvidenceBundle = {
  id: string;
  scope: AskedScope;
  status: BundleStatus;
  /** Records read, of so many; null before it is known how many. */
  done: number;
  total: number | null;
  /** Of the signed tree that it is proved against; null before it is made. */
  size: number | null;
  requestedBy: string;
  requestedAt: Date;
  finishedAt: Date | null;
  expiresAt: Date;
  file: { bytes: number; sha256: string } | null;
  /**
   * Applied drafts without their statement: all or none. They are too many, the log does not hold, or it is signed with
   * another key now than the checkpoint.
   */
  statementsLeftOut: number;
  broken: BrokenRecord | null;
  failedCode: BundleFailure | null;
};

/** What a tenant may ask for at once, so that nobody fills the disk or the line before somebody else's. */
export const bundleLimits = {
  openOfPerson: 3,
  openOfTenant: 10,
  keptOfPerson: 10,
  keptOfTenant: 50,
  /** Records of one range. */
  range: 1_000_000,
  /** Records of one draft, each with its proof. */
  draft: 10_000,
  /** Statements of one bundle. */
  statements: 10_000,
} as const;
