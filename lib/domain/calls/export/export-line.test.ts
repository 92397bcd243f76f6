import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entryHashOf, firstPrevHash } from '../chain';
import { exportLine } from './export-line';
import { ocsfApiActivity } from './testing/ocsf-fields';
import { ocsfProblems } from './testing/ocsf-problems';

const plain = {
  id: 'call_01J00000000000000000000000',
  seq: 7,
  tenant_id: '00000000-0000-4000-8000-000000000000',
  correlation_id: 'req_1',
  agent_key_id: 'key_1',
  agent_identity: 'deploy-bot',
  human_owner_id: 'usr_1',
  server: 'self',
  server_version: '1.0.0',
  method: 'tools/call',
  tool: 'draft_list',
  safety_class: 'read',
  decision: 'allow',
  outcome: 'ok',
  http_status: 200,
  started_at: '2026-11-21T09:30:00.007Z',
  finished_at: '2026-11-21T09:30:00.020Z',
  duration_ms: 13,
};
const full = {
  ...plain,
  client_name: 'editor',
  client_version: '2.0',
  model: 'model-x',
  protocol_version: '2026-07-28',
  session_id: 'ses-1',
  run_id: 'run-1',
  task_ref: 'OPS-1',
  reason: 'The shop moves.',
  decision_rule_id: 'scope:x',
  risk_tier: 'medium',
  args_redacted: '{"a": 1}',
  redaction_count: 0,
  result_bytes: 100,
  downstream_action_id: 'drf_1',
  ip: '2001:db8::1',
  user_agent: 'sdk/1',
};
const rowOf = (entry: typeof plain & Record<string, unknown>) => ({
  seq: entry.seq,
  id: entry.id,
  entry,
  prevHash: firstPrevHash,
  entryHash: entryHashOf(firstPrevHash, entry),
});
function ocsf(entry: typeof plain & Record<string, unknown>) {
  const event: unknown = JSON.parse(exportLine.ocsf(rowOf(entry)));
  expect(ocsfProblems(event)).toEqual([]);
  return ocsfApiActivity.parse(event);
}

const cef = (more: Record<string, unknown>) => exportLine.cef(rowOf({ ...plain, ...more }));

describe('as OCSF', () => {
  it('is an API Activity of our version of the schema, with little and with everything', () => {
    expect(ocsf(plain)).toMatchObject({ class_uid: 6003, activity_id: 2, type_uid: 600_302, severity_id: 1 });
    expect(ocsf(full)).toMatchObject({
      time: Date.parse(full.started_at),
      ai_agent: { ai_model: { name: 'model-x' } },
      src_endpoint: { ip: '2001:db8::1' },
      resources: [{ uid: 'drf_1' }],
      unmapped: { run_id: 'run-1', reason: 'The shop moves.', redaction_count: 0 },
    });
  });

  it.each([
    ['a proposal', { tool: 'draft_create_endpoint', safety_class: 'write' }, 1, 1, 1],
    ['a withdrawal', { tool: 'draft_discard', safety_class: 'write' }, 4, 1, 1],
    ['a resource', { method: 'resources/read', tool: 'endpoint://x' }, 2, 1, 1],
    ['a failure', { outcome: 'error', error_code: 'VALIDATION_FAILED' }, 2, 2, 2],
    ['a denial', { decision: 'deny', outcome: 'denied', error_code: 'INSUFFICIENT_SCOPE' }, 2, 3, 2],
    ['an apply', { decision: 'deny', outcome: 'denied', error_code: 'MCP_CANNOT_APPLY' }, 2, 4, 2],
  ])('says of %s what it does and how bad it is', (_, more, activity_id, severity_id, status_id) => {
    expect(ocsf({ ...plain, ...more })).toMatchObject({ activity_id, severity_id, status_id });
  });
});

describe('as CEF', () => {
  it('writes the header and the fields', () => {
    expect(cef({})).toMatch(
      /^CEF:0\|Countersign\|Countersign\|1\.0\.0\|tools\/call:ok\|draft_list\|2\|rt=1795253400007 end=\d+ externalId=call_/,
    );
    expect(cef({ ip: '2001:db8::1' })).toContain(' c6a2=2001:db8::1 c6a2Label=Source IPv6 Address ');
    expect(cef({ ip: '203.0.113.7' })).toContain(' src=203.0.113.7 ');
  });

  it('lets no name or text of an agent break out of its field', () => {
    const breaks = 'a\nb\rc\r\nd\u2028e\u0085f\u000bg';
    const line = cef({
      tool: `x|10|act=allow ${breaks} \\| end`,
      agent_identity: `bot suser=root ${breaks} \\= \\`,
      reason: 'act=allow|CEF:0|evil',
    });
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toMatch(/[\n\r\v\f\u0085\u2028\u2029]/);
    const head = /^((?:\\.|[^\\|])*\|){7}/.exec(line)?.[0] ?? '';
    expect(head.endsWith('|2|')).toBe(true);
    expect(head).toContain('|x\\|10\\|act=allow a b c  d e f g \\\\\\| end|');
    const fields = line
      .slice(head.length)
      .matchAll(/(?:^| )([A-Za-z0-9]+)=((?:\\.|[^\\=])*)(?= [A-Za-z0-9]+=|\n?$)/g);
    const read = Object.fromEntries([...fields].map(([, key, said]) => [key, said]));
    expect(read).toMatchObject({
      act: 'allow',
      suser: 'bot suser\\=root a\\nb\\nc\\nd\\ne\\nf\\ng \\\\\\= \\\\',
      msg: 'act\\=allow|CEF:0|evil',
    });
    expect(read).not.toHaveProperty('root');
  });
});

it('as JSON lines holds what was hashed, so that anybody can compute the chain', () => {
  const { prev_hash, entry_hash, ...entry } = z
    .looseObject({ prev_hash: z.string(), entry_hash: z.string() })
    .parse(JSON.parse(exportLine.jsonl(rowOf(full))));
  expect(entryHashOf(prev_hash, entry)).toBe(entry_hash);
});
