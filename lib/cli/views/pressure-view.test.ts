import { describe, expect, it } from 'vitest';
import { paintOf } from '../colour';
import { pressureView } from './pressure-view';

const look = { paint: paintOf(false), now: new Date('2026-11-21T10:00:00.000Z') };
const refused = {
  asked: 'draft_apply',
  rule: 'boundary:no-apply',
  code: 'MCP_CANNOT_APPLY',
  count: 2,
  first_at: '2026-11-21T09:00:00.000Z',
  last_at: '2026-11-21T09:58:00.000Z',
  in_run: true,
  after: false,
  this_draft: false,
  by: null,
  by_key_id: null,
  claims_run: false,
};
const call = {
  id: 'call_1',
  asked: 'draft_list',
  outcome: 'ok',
  code: null,
  at: '2026-11-21T09:57:01.000Z',
  by: null,
  by_key_id: null,
  claims_run: false,
};

describe('pressureView', () => {
  it('says what was refused, how often and by which rule, and the calls of the run', () => {
    const pressure = {
      refused: [
        refused,
        { ...refused, asked: 'evidence_list', by: 'other-bot', by_key_id: 'key_XYZ1', claims_run: true },
      ],
      more_refused: true,
      calls: [
        { ...call, outcome: 'ok' as const },
        { ...call, outcome: 'denied' as const, code: 'MCP_CANNOT_APPLY' },
      ],
      more_calls: true,
    };
    expect(pressureView({ pressure }, look)).toEqual([
      'ASKED FOR AND REFUSED',
      '  ! draft_apply  2× MCP_CANNOT_APPLY (boundary:no-apply), last 2 min ago',
      '  ! evidence_list  2× MCP_CANNOT_APPLY (boundary:no-apply) by another key that claims this run, other-bot (XYZ1), last 2 min ago',
      '  and more',
      'CALLS BEFORE IT IN THE SAME RUN',
      '  … earlier ones',
      '  09:57:01  draft_list  ok',
      '  09:57:01  draft_list  denied MCP_CANNOT_APPLY',
    ]);
  });

  it('says first what it was refused after it proposed, and that it tried to apply this very draft', () => {
    const pressure = {
      refused: [{ ...refused, after: true, this_draft: true }, refused],
      more_refused: false,
      calls: [],
      more_calls: false,
    };
    expect(pressureView({ pressure }, look)).toEqual([
      'ASKED FOR AND REFUSED, AFTER IT PROPOSED THIS',
      '  ! draft_apply of this very draft  2× MCP_CANNOT_APPLY (boundary:no-apply), last 2 min ago',
      '  before it proposed this:',
      '  ! draft_apply  2× MCP_CANNOT_APPLY (boundary:no-apply), last 2 min ago',
    ]);
  });

  it('says that nothing was refused, and nothing at all of what a person proposed', () => {
    const pressure = { refused: [], more_refused: false, calls: [], more_calls: false };
    expect(pressureView({ pressure }, look)).toEqual(['REFUSED  nothing was refused']);
    expect(pressureView({ pressure: null }, look)).toEqual([]);
    expect(pressureView({}, look)).toEqual([]);
  });
});
