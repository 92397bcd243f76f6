import { describe, expect, it } from 'vitest';
import type { Refusal, RefusalCode } from '../refusal';
import { endpoint } from '../resource/endpoint/endpoint';
import { hasHidden } from '../text/visible';
import { parseProposal } from './proposal';

const [spec = {}] = endpoint.examples;
const least = { name: 'orders', provider_template: 'generic', target_url: 'https://hooks.acme.com/orders' };
const input = { spec: least, rationale: 'Orders move to the new service.' };

function refusalOf(given: unknown): Refusal {
  const result = parseProposal(endpoint, given);
  if (result.ok) throw new Error('this was accepted');
  return result.refusal;
}
function proposalOf(given: unknown) {
  const result = parseProposal(endpoint, given);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}
const pathsOf = ({ issues = [] }: Refusal) => issues.map(({ path }) => path);

describe('a proposal', () => {
  it('needs a spec and a rationale; the rest has a default', () => {
    expect(proposalOf(input)).toEqual({
      kind: endpoint,
      operation: 'create',
      spec: endpoint.schema.parse(least),
      name: 'orders',
      rationale: 'Orders move to the new service.',
      baseVersion: null,
      taskRef: null,
      runId: null,
      ttlHours: null,
      idempotencyKey: null,
      warnings: [],
    });
  });

  it('that is wrong in its spec and beside it is told both at once; of a delete only the name counts', () => {
    const wrong = { spec: { ...least, timeout_seconds: 0 }, ttl_hours: 0 };
    expect(pathsOf(refusalOf(wrong))).toEqual(['spec.timeout_seconds', 'rationale', 'ttl_hours']);
    expect(pathsOf(refusalOf({ ...wrong, operation: 'delete' }))).toEqual(['rationale', 'ttl_hours']);
  });

  it('keeps everything it was given', () => {
    const given = {
      spec,
      rationale: 'r'.repeat(2000),
      operation: 'update',
      base_version: 3,
      task_ref: 'OPS-7',
      run_id: 'run 9',
      ttl_hours: 720,
      idempotency_key: 'k'.repeat(200),
    };
    expect(proposalOf(given)).toMatchObject({
      operation: 'update',
      spec,
      rationale: given.rationale,
      baseVersion: 3,
      taskRef: 'OPS-7',
      runId: 'run 9',
      ttlHours: 720,
      idempotencyKey: given.idempotency_key,
      warnings: [],
    });
  });

  it('is read for every example, and does not change it', () => {
    for (const example of endpoint.examples) {
      expect(proposalOf({ ...input, spec: example }).spec).toEqual(example);
    }
  });

  it('keeps hidden characters of the rationale: the page shows them, they are not dropped', () => {
    expect(proposalOf({ ...input, rationale: 'a\u202eb\r\n\u001b[2J' }).rationale).toBe(
      'a\u202eb\r\n\u001b[2J',
    );
  });
});

describe('strictness', () => {
  it.each<[what: string, given: unknown, path: string]>([
    ['null', null, ''],
    ['nothing', undefined, ''],
    ['a text', 'spec', ''],
    ['a list', [input], ''],
    ['an unknown field', { ...input, apply: true }, ''],
    ['an unknown field that imitates ours', { ...input, baseVersion: 1 }, ''],
    ['no spec', { rationale: 'x' }, 'spec'],
    ['a spec in a text', { ...input, spec: JSON.stringify(least) }, 'spec'],
    ['a spec in a list', { ...input, spec: [least] }, 'spec'],
    ['no rationale', { spec: least }, 'rationale'],
    ['an empty rationale', { ...input, rationale: '' }, 'rationale'],
    ['a rationale too long', { ...input, rationale: 'r'.repeat(2001) }, 'rationale'],
    ['a rationale that cannot be stored', { ...input, rationale: 'a\0' }, 'rationale'],
    ['a rationale with half a character', { ...input, rationale: 'a\ud83d' }, 'rationale'],
    ['a task that cannot be stored', { ...input, task_ref: '\0' }, 'task_ref'],
    ['a run with half a character', { ...input, run_id: '\udc00' }, 'run_id'],
    ['an unknown operation', { ...input, operation: 'apply' }, 'operation'],
    ['an operation in capitals', { ...input, operation: 'DELETE' }, 'operation'],
    ['null for an operation', { ...input, operation: null }, 'operation'],
    ['version 0', { ...input, base_version: 0 }, 'base_version'],
    ['a version in a text', { ...input, base_version: '3' }, 'base_version'],
    ['half a version', { ...input, base_version: 1.5 }, 'base_version'],
    ['no hours', { ...input, ttl_hours: 0 }, 'ttl_hours'],
    ['too many hours', { ...input, ttl_hours: 721 }, 'ttl_hours'],
    ['a task too long', { ...input, task_ref: 't'.repeat(201) }, 'task_ref'],
    ['a run too long', { ...input, run_id: 't'.repeat(201) }, 'run_id'],
    ['an empty key', { ...input, idempotency_key: '' }, 'idempotency_key'],
    ['a key with a space', { ...input, idempotency_key: 'a b' }, 'idempotency_key'],
    ['a key with a line feed', { ...input, idempotency_key: 'a\n' }, 'idempotency_key'],
    ['a key beyond ASCII', { ...input, idempotency_key: 'ä' }, 'idempotency_key'],
    ['a key too long', { ...input, idempotency_key: 'k'.repeat(201) }, 'idempotency_key'],
    ['an unknown field of the spec', { ...input, spec: { ...least, run_as: 'root' } }, 'spec'],
    ['a wrong name', { ...input, spec: { ...least, name: 'Bad_Name' } }, 'spec.name'],
    [
      'a field below',
      { ...input, spec: { ...least, retry: { max_attempts: 11 } } },
      'spec.retry.max_attempts',
    ],
  ])('refuses %s', (_, given, path) => {
    const refusal = refusalOf(given);
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect([...new Set(pathsOf(refusal))]).toEqual([path]);
  });

  it('tells everything that is wrong at once, and no more than fifty of it', () => {
    const several = { spec: 1, operation: 'apply', ttl_hours: 0, extra: 1 };
    expect(pathsOf(refusalOf(several)).toSorted()).toEqual([
      '',
      'operation',
      'rationale',
      'spec',
      'ttl_hours',
    ]);
    const events = Array.from({ length: 50 }, (_, index) => `${index} `);
    const many = refusalOf({ ...input, spec: { ...least, events, name: 'X', timeout_seconds: 0 } });
    expect(many.issues).toHaveLength(50);
    expect(many.message.length).toBeLessThanOrEqual(500);
  });

  it('repeats no value, only paths and rules', () => {
    const value = 'zq-marker';
    const told = JSON.stringify([
      refusalOf({ ...input, operation: value, ttl_hours: value, idempotency_key: `${value} ä` }),
      refusalOf({
        ...input,
        spec: {
          name: `${value}_`,
          provider_template: value,
          target_url: `https://${value}`,
          events: [`${value} `],
          environment: value,
          labels: { team: `${value}\0` },
          headers: { 'X-A': `${value}\n` },
          ip_allowlist: [value],
          description: `${value}\0`,
        },
      }),
    ]);
    expect(told).not.toContain(value);
  });

  it('makes what hides in a key visible, and keeps each line short', () => {
    const hiding = refusalOf({
      ...input,
      spec: { ...least, 'a\u202eb\u200b': 1, labels: { 'x\u2066\n': '1' } },
      ['c\u001b[2J']: 1,
    });
    const inner = refusalOf({ ...input, spec: { ...least, 'a\u202eb': 1, labels: { 'x\u2066\n': '1' } } });
    const long = refusalOf({ ...input, spec: { ...least, labels: { ['k'.repeat(5000)]: '1' } } });
    for (const { message, issues = [] } of [hiding, inner, long]) {
      const texts = [message, ...issues.flatMap((issue) => [issue.path, issue.message])];
      expect(texts.filter((text) => hasHidden(text))).toEqual([]);
      for (const issue of issues) expect(issue.path.length).toBeLessThanOrEqual(200);
      for (const issue of issues) expect(issue.message.length).toBeLessThanOrEqual(300);
    }
    expect(hiding.message).toContain('⟨U+001B⟩');
    expect(pathsOf(inner)).toContain('spec.labels.x⟨U+2066⟩⟨U+000A⟩');
    expect(inner.message).toContain('⟨U+202E⟩');
  });
});

describe('the code of a refusal', () => {
  it.each<[what: string, change: object, code: RefusalCode, message: string]>([
    [
      'a private target alone',
      { target_url: 'https://169.254.169.254/' },
      'TARGET_URL_INVALID',
      'The host of the target URL is private, local or reserved.',
    ],
    [
      'a number for the target',
      { target_url: 7 },
      'TARGET_URL_INVALID',
      'The target URL cannot be read as a URL.',
    ],
    [
      'an unknown provider alone',
      { provider_template: 'paypal' },
      'PROVIDER_TEMPLATE_UNKNOWN',
      'No provider template has this name.',
    ],
    [
      'no provider',
      { provider_template: undefined },
      'VALIDATION_FAILED',
      'spec.provider_template: Is missing. Use one of',
    ],
    [
      'no target',
      { target_url: undefined },
      'VALIDATION_FAILED',
      'spec.target_url: Is missing. Give a text.',
    ],
    [
      'a target and a provider',
      { provider_template: 'paypal', target_url: 'http://acme.com' },
      'VALIDATION_FAILED',
      'The input is not valid. spec.provider_template: Use one of',
    ],
    [
      'a target and another field',
      { target_url: 'http://acme.com', timeout_seconds: 0 },
      'VALIDATION_FAILED',
      'The input is not valid. spec.target_url: The target URL must start with https://.',
    ],
    ['a provider and an unknown field', { provider_template: 'paypal', x: 1 }, 'VALIDATION_FAILED', 'spec:'],
  ])('%s', (_, change, code, message) => {
    const refusal = refusalOf({ ...input, spec: { ...least, ...change } });
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(message);
    expect(pathsOf(refusal).every((path) => path.startsWith('spec'))).toBe(true);
  });
});

describe('a delete', () => {
  const remove = { ...input, operation: 'delete' };

  it('holds the name and nothing else', () => {
    const proposal = proposalOf({ ...remove, spec: { name: 'orders' } });
    expect(proposal).toMatchObject({ operation: 'delete', name: 'orders', warnings: [] });
    expect(proposal.spec).toEqual({ name: 'orders' });
  });

  it('drops the rest of a spec, whatever it is, and says so', () => {
    for (const rest of [least, spec, { run_as: 'root', target_url: 7, nested: [{ a: null }] }]) {
      const proposal = proposalOf({ ...remove, spec: { ...rest, name: 'orders' } });
      expect(proposal.spec).toEqual({ name: 'orders' });
      expect(proposal.warnings).toEqual(['A delete keeps only the name; the rest of the spec was ignored.']);
    }
  });

  it.each([
    {},
    { name: 7 },
    { name: null },
    { name: '' },
    { name: '\ud800' },
    { name: 'a\0b' },
    { name: 'O r' },
  ])('is refused for the spec %j, which names nothing', (named) => {
    const refusal = refusalOf({ ...remove, spec: named });
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(new Set(pathsOf(refusal))).toEqual(new Set(['spec.name']));
  });
});
