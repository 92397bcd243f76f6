/** Why a file is not verified. Part of the public API: a code keeps its meaning. */
export const failureCodes = [
  /** What the file is. */
  'FILE_TOO_LARGE',
  'FILE_UNKNOWN',
  'ARCHIVE_INVALID',
  'MANIFEST_INVALID',
  'FILE_MISSING',
  'FILE_UNEXPECTED',
  'FILE_CHANGED',
  'PROOF_INVALID',
  /** Who signed it. */
  'CHECKPOINT_INVALID',
  'CHECKPOINT_DIFFERS',
  'KEY_INVALID',
  'KEY_NEEDED',
  'KEY_NOT_TRUSTED',
  'SIGNATURE_MISSING',
  'SIGNATURE_FALSE',
  'COSIGNATURE_FALSE',
  'COSIGNATURE_MISSING',
  /** What a record says. */
  'LINE_INVALID',
  'ENTRY_INVALID',
  'FIELD_DIFFERS',
  'LEAF_HASH_DIFFERS',
  'RECORD_MISSING',
  'RECORD_OUT_OF_ORDER',
  'RECORD_NOT_OF_DRAFT',
  /** Where it lies. */
  'ROOT_DIFFERS',
  'NOTHING_VERIFIED',
  /** What is said beside it. */
  'STATEMENT_INVALID',
  'STATEMENT_DIFFERS',
  'STATEMENT_SIGNATURE_FALSE',
  'ANCHOR_INVALID',
  'ANCHOR_DIFFERS',
  /** What the reader kept. */
  'AGAINST_INVALID',
  'AGAINST_OTHER_LOG',
  'AGAINST_UNPROVEN',
  'LOG_SHORTER',
  'LOG_REWRITTEN',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** What is missing to judge the file: with any other code beside it, something does not hold. */
const undecided: readonly FailureCode[] = [
  'FILE_UNKNOWN',
  'FILE_TOO_LARGE',
  'KEY_NEEDED',
  'AGAINST_UNPROVEN',
];

/** Whether nothing was found wrong, and yet the file could not be verified with what was given. */
export const isUndecided = ({ failures }: { failures: readonly Failure[] }): boolean =>
  failures.length > 0 && failures.every(({ code }) => undecided.includes(code));

/** One thing that does not hold, and as far as the file tells: where, in which record, in which of its fields. */
export type Failure = {
  readonly code: FailureCode;
  /** For people, in plain ASCII but for what `visible` made of the file's own words. */
  readonly words: string;
  readonly position?: number;
  readonly id?: string;
  readonly file?: string;
  readonly field?: string;
};

export const fileKinds = ['bundle', 'proof', 'tlog-proof'] as const;
export type FileKind = (typeof fileKinds)[number];

/** Leaves [from, to) of the log, or each by itself. */
export type Positions = { readonly from: number; readonly to: number } | readonly number[];

/** Whose signature was verified. `isTrusted` only where the reader brought the key: one that came along proves nothing. */
export type Signer = { readonly keyId: string; readonly verifierKey: string; readonly isTrusted: boolean };

export type Verified = {
  readonly ok: true;
  readonly kind: FileKind;
  readonly origin: string;
  /** Of the signed tree. */
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly positions: Positions;
  /** Whose records these are: there may be more of them in the log. Null for a stretch of the log, which is whole. */
  readonly draftId: string | null;
  readonly records: number;
  readonly statements: number;
  readonly signedBy: Signer;
  /** Witnesses whose keys the reader brought, and when each of them saw the checkpoint, in seconds since 1970. */
  readonly cosignedBy: readonly { readonly name: string; readonly keyId: string; readonly at: number }[];
  /** The anchor log that holds the checkpoint, where the file proves it. */
  readonly anchor: (Signer & { readonly origin: string; readonly size: number }) | null;
  /** The head that the reader had kept, which this log extends; null when none was given. */
  readonly against: { readonly size: number; readonly isSame: boolean } | null;
};

export type NotVerified = {
  readonly ok: false;
  /** Null when the file is none of them. */
  readonly kind: FileKind | null;
  /** At least one; no more than `mostFailures`. */
  readonly failures: readonly Failure[];
};

export type Verdict = Verified | NotVerified;

/** How many leaves were looked at, and of how many. */
export type Progress = { readonly done: number; readonly total: number };

export const mostFailures = 100;
