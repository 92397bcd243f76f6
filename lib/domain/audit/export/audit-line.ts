import type { ChainRow } from '../../calls/chain';
import { exportLine } from '../../calls/export/export-line';
import { toAuditOcsf } from './audit-ocsf';

/** `jsonl` is the row as it was hashed, with its hashes; `ocsf` is for a SIEM. */
export const auditFormats = ['jsonl', 'ocsf'] as const;
export type AuditFormat = (typeof auditFormats)[number];

/** One audit event as one line, with its end. */
export const auditLine: Record<AuditFormat, (row: ChainRow, productVersion: string) => string> = {
  jsonl: (row) => exportLine.jsonl(row),
  ocsf: (row, productVersion) => `${JSON.stringify(toAuditOcsf(row, productVersion))}\n`,
};
