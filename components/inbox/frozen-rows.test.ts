import { describe, expect, it } from 'vitest';
import type { DraftStatus } from '@/lib/domain/draft/draft';
import type { ListedDraft } from '@/lib/domain/draft/listed-draft';
import { frozenRows } from './frozen-rows';

const draft = (id: string, status: DraftStatus = 'pending', lockVersion = 1): ListedDraft => ({
  id,
  tenantId: 'acme',
  type: 'endpoint',
  operation: 'create',
  status,
  channel: 'mcp',
  createdBy: { kind: 'agent', id: 'key_1', name: 'bot' },
  humanOwnerId: null,
  createdAt: new Date(0),
  expiresAt: new Date(1),
  resourceName: id,
  environment: 'dev',
  proposedSpecDigest: 'sha256:aa',
  base: { state: 'absent' },
  summary: '',
  changeCount: 1,
  riskTier: 'low',
  flagCodes: [],
  lockVersion,
  decidedAt: null,
  decidedBy: null,
  blocked: null,
  stopped: null,
});
const [a, b, c] = [draft('a'), draft('b'), draft('c')];

describe('a list that never moves under the pointer', () => {
  it('keeps its order and counts what is new, wherever the new one would stand', () => {
    const { rows, fresh } = frozenRows([a, b], [c, b, a], []);
    expect(rows.map((row) => row.draft.id)).toEqual(['a', 'b']);
    expect(fresh).toBe(1);
  });

  it('shows a row as it is now', () => {
    const changed = draft('b', 'pending', 2);
    expect(frozenRows([a, b], [a, changed], []).rows[1]).toEqual({ draft: changed, ghost: false });
  });

  it('keeps a row that left as a ghost, decided where that is known', () => {
    const applied = draft('a', 'applied');
    const { rows, fresh } = frozenRows([a, b], [], [applied]);
    expect(rows).toEqual([
      { draft: applied, ghost: true },
      { draft: b, ghost: true },
    ]);
    expect(fresh).toBe(0);
  });
});
