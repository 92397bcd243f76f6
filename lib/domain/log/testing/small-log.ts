import type { Manifest } from '@/lib/domain/log/bundle/manifest';
import type { Bytes } from '@/lib/domain/log/bytes';
import { statementsOf } from './statements-of';
import { testLog } from './test-log';
import { type Contents, writeBundle } from './write-bundle';

/** A log of 23 records, and bundles of it. */
export const size = 23;
export const log = await testLog(size);
export const { signer, rows } = log;
export const head = await log.headAt(size);
export const statements = statementsOf(rows, signer);

export const range = (from: number, to: number) => ({ kind: 'range', from, to }) as const;
export const draftScope = { kind: 'draft' as const, draft_id: 'drf_4', positions: [4, 5] };
export const bundled = (scope: Manifest['scope'], over: Partial<Contents> = {}): Promise<Bytes> =>
  writeBundle({ signer, rows, head, scope, ...over });
export const whole = await bundled(range(0, size), { more: statements });
