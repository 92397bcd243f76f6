import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpoint } from '../resource/endpoint/endpoint';
import { parseProposal } from './proposal';

// Assembled here so that no scanner takes the vectors for leaked secrets.
const some = (prefix: string, length: number, alphabet = 'a1B2c3D4e5F6g7H8i9J0') =>
  prefix + alphabet.repeat(Math.ceil(length / alphabet.length)).slice(0, length);
const hex = (prefix: string, length: number) => some(prefix, length, '0123456789abcdef');
const upper = (prefix: string, length: number) => some(prefix, length, 'A1B2C3D4E5F6G7H8');

const github = some('ghp_', 36);
const planted = [
  some('whsec_', 24),
  some('sk_live_', 24),
  some('rk_live_', 24),
  github,
  some('github_pat_', 60),
  some('glpat-', 20),
  some('xoxb-', 30),
  upper('AKIA', 16),
  some('AIza', 35),
  hex('shpat_', 32),
  hex('SK', 32),
  `${some('SG.', 22)}.${some('', 43)}`,
  some('npm_', 36),
  some('sk-ant-', 30),
  `${some('mcp_', 8)}_${some('', 43)}`,
  `${some('hum_', 8)}_${some('', 43)}`,
  [btoa('{"alg":"HS256"}'), btoa('{"sub":"12345"}'), 'c2lnbmF0dXJl'].join('.').replaceAll('=', ''),
  ['-----BEGIN RSA', 'PRIVATE KEY-----\nMIIEow\n-----END'].join(' '),
  'Bearer abcdefghijklmnop1234',
  `Basic ${btoa('admin:hunter2x')}`,
  'https://admin:hunter2@ledger.acme.example.com/',
  btoa(github),
  Buffer.from(github).toString('hex'),
  github.replaceAll('_', '%5F'),
  'password=hunter2x',
];

const [spec = {}] = endpoint.examples;
const input = { spec, rationale: 'Orders move to the new service.' };
const inSpec = (change: object) => ({ ...input, spec: { ...spec, ...change } });

const places: Record<string, (text: string) => object> = {
  rationale: (rationale) => ({ ...input, rationale }),
  'the middle of the rationale': (text) => ({ ...input, rationale: `use ${text} for now` }),
  task_ref: (task_ref) => ({ ...input, task_ref }),
  run_id: (run_id) => ({ ...input, run_id }),
  idempotency_key: (idempotency_key) => ({ ...input, idempotency_key }),
  operation: (operation) => ({ ...input, operation }),
  'an unknown field': (text) => ({ ...input, note: text }),
  'the name of a field': (text) => ({ ...input, [text]: 1 }),
  'the spec itself': (text) => ({ ...input, spec: text }),
  'the name of the resource': (name) => inSpec({ name }),
  'the description': (description) => inSpec({ description }),
  'the target URL': (text) => inSpec({ target_url: `https://hooks.acme.com/${text}` }),
  'the provider': (provider_template) => inSpec({ provider_template }),
  'a reference': (secret_ref) => inSpec({ verification: { method: 'provider_default', secret_ref } }),
  'the path of a reference': (text) =>
    inSpec({ verification: { method: 'hmac_sha256', secret_ref: `secret://vault/${text}` } }),
  'a header': (text) => inSpec({ headers: { 'X-Plant': text } }),
  'the name of a header': (text) => inSpec({ headers: { [text]: 'x' } }),
  'a label': (text) => inSpec({ labels: { team: text } }),
  'the name of a label': (text) => inSpec({ labels: { [text]: 'x' } }),
  'an event': (text) => inSpec({ events: ['push', text] }),
  'the name of a field of the spec': (text) => inSpec({ [text]: { [text]: [text] } }),
  'the rest of a delete': (text) => ({
    ...input,
    operation: 'delete',
    spec: { name: 'orders', description: text },
  }),
};

describe('a secret in a proposal', () => {
  it.each(Object.entries(places))(
    'is refused in %s, before anything else, and never repeated',
    (_, plant) => {
      fc.assert(
        fc.property(fc.constantFrom(...planted), fc.boolean(), (secret, otherFaults) => {
          const sent = { ...plant(secret), ...(otherFaults && { ttl_hours: -1, unknown: true }) };
          const result = parseProposal(endpoint, sent);
          if (result.ok) throw new Error('this was accepted');
          const { refusal } = result;
          expect(refusal.code).toBe('SECRET_MATERIAL_DETECTED');
          expect(refusal.issues).not.toHaveLength(0);
          expect(JSON.stringify(refusal)).not.toContain(JSON.stringify(secret).slice(1, -1));
          expect(refusal.hint).toBe(
            'Name a secret by reference, such as secret://vault/path#key, and never send its value.',
          );
        }),
        { numRuns: planted.length * 3 },
      );
    },
  );

  it('is told by its path', () => {
    const result = parseProposal(endpoint, {
      ...inSpec({ labels: { team: github } }),
      rationale: github,
    });
    expect(result.ok ? [] : result.refusal.issues?.map(({ path }) => path).toSorted()).toEqual([
      'rationale',
      'spec.labels.team',
    ]);
  });

  it('is refused even in what is no proposal', () => {
    for (const sent of [github, [github], { a: { b: [github] } }, { [github]: null }]) {
      expect(parseProposal(endpoint, sent)).toMatchObject({
        ok: false,
        refusal: { code: 'SECRET_MATERIAL_DETECTED' },
      });
    }
  });
});

it('whatever arrives is answered, never thrown, and only a whole proposal is taken', () => {
  const field = fc.constantFrom(
    'spec',
    'rationale',
    'operation',
    'base_version',
    'ttl_hours',
    'run_id',
    'extra',
  );
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.anything(),
    fc.tuple(field, fc.jsonValue()).map(([name, value]) => ({ ...input, [name]: value })),
    fc
      .tuple(fc.constantFrom(...Object.keys(spec), 'extra'), fc.jsonValue())
      .map(([name, value]) => inSpec({ [name]: value })),
  );
  fc.assert(
    fc.property(anything, (sent) => {
      const result = parseProposal(endpoint, sent);
      const whole = result.ok
        ? endpoint.schema.safeParse(result.value.spec).success
        : result.refusal.message.length > 0;
      expect(whole).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
