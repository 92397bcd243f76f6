import type { ToolSpec } from './tool';

type Nature = Pick<ToolSpec, 'annotations' | 'resultClass' | 'untrustedContent'>;

/** Reads the tenant's rows in a read-only transaction. */
export const readsTenant = {
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  resultClass: 'internal',
  untrustedContent: true,
} as const satisfies Nature;

/** Reads what is the same for every tenant. */
export const readsPublic = {
  ...readsTenant,
  resultClass: 'public',
  untrustedContent: false,
} as const satisfies Nature;

/** Writes the drafts table and nothing else. */
export const writesDrafts = {
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  resultClass: 'internal',
  untrustedContent: false,
} as const satisfies Nature;
