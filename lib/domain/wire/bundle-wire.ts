import { z } from 'zod';
import { type AskedScope, bundleFailures, bundleStatuses, type EvidenceBundle } from '../evidence/bundle';
import { timestamp } from './wire-values';

const position = z.int().min(0);

const scopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('draft'), draft_id: z.string() }),
  z.object({ kind: z.literal('range'), from: position, to: position.describe('Without this one') }),
]);

/** A file of evidence that is asked for, made or ready. */
export const bundleSchema = z.object({
  id: z.string(),
  scope: scopeSchema,
  status: z.enum(bundleStatuses),
  done: z.int().describe('Records read so far'),
  total: z.int().nullable().describe('Records to read; null before it is known'),
  size: z.int().nullable().describe('Leaves in the signed tree that it is proved against'),
  requested_by: z.string(),
  requested_at: timestamp,
  finished_at: timestamp.nullable(),
  expires_at: timestamp.describe('When the file is removed. The evidence stays'),
  bytes: z.int().nullable(),
  sha256: z.string().nullable().describe('Of the file, in hexadecimal'),
  file: z.string().nullable().describe('Where the file is: a path of the REST interface'),
  statements_left_out: z
    .int()
    .describe(
      'Applied drafts without their statement in the file: all or none. More than 10,000 are too many, and nothing is stated of a log that does not hold, or under a key that did not sign the checkpoint',
    ),
  broken: z
    .object({ merkle_position: position, id: z.string().nullable(), field: z.string() })
    .nullable()
    .describe('The first record that does not verify. The file holds it as it is'),
  failed_code: z.enum(bundleFailures).nullable(),
});
export type BundleWire = z.infer<typeof bundleSchema>;

export const toBundleWire = (bundle: EvidenceBundle): BundleWire => ({
  id: bundle.id,
  scope: toScopeWire(bundle.scope),
  status: bundle.status,
  done: bundle.done,
  total: bundle.total,
  size: bundle.size,
  requested_by: bundle.requestedBy,
  requested_at: bundle.requestedAt.toISOString(),
  finished_at: bundle.finishedAt?.toISOString() ?? null,
  expires_at: bundle.expiresAt.toISOString(),
  bytes: bundle.file?.bytes ?? null,
  sha256: bundle.file?.sha256 ?? null,
  file: bundle.file && `/api/v1/bundles/${bundle.id}/file`,
  statements_left_out: bundle.statementsLeftOut,
  broken: bundle.broken && {
    merkle_position: bundle.broken.position,
    id: bundle.broken.id,
    field: bundle.broken.field,
  },
  failed_code: bundle.failedCode,
});

const toScopeWire = (scope: AskedScope): BundleWire['scope'] =>
  scope.kind === 'draft' ? { kind: 'draft', draft_id: scope.draftId } : scope;
