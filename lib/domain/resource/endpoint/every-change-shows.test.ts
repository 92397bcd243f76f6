import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../draft/changes';
import { riskTierOf } from '../../draft/risk-tier';
import { summaryOf } from '../../draft/summary';
import { canonicalJson } from '../../evidence/canonical-json';
import { isObject } from '../../json/read-value';
import { hasHidden } from '../../text/visible';
import type { Spec } from '../resource-kind';
import { endpoint } from './endpoint';
import { endpointSpec } from './spec';

const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$/);
const text = (max: number) => fc.string({ unit: 'binary-ascii', maxLength: max });
const secretRef = fc.stringMatching(/^secret:\/\/vault\/[a-z]{1,5}(#[a-z]{1,3})?$/);
const header = fc.stringMatching(/^X-[A-Za-z]{1,6}$/);

const hosts = ['hooks.acme.com', 'HOOKS.acme.com', 'a.io', '8.8.8.8', 'b\u00fccher.de', 'xn--bcher-kva.de'];
const ports = ['', ':443', ':8443', ':0443'];
const paths = ['', '/', '/a', '/a/', '/b/../a', '/%61', '//', '/a%2Fb', '/A', "/'"];
const queries = ['', '?', '?a', '?a=', '?a=1&b', "?'", '?%27', '?a=1&a=1'];
const urls = hosts.flatMap((host) =>
  ports.flatMap((port) =>
    paths.flatMap((path) => queries.map((query) => `https://${host}${port}${path}${query}`)),
  ),
);
const targetUrl = fc.constantFrom(...urls);

const retry = fc.record({
  max_attempts: fc.integer({ min: 0, max: 10 }),
  backoff: fc.constantFrom('exponential', 'fixed'),
  initial_seconds: fc.integer({ min: 1, max: 60 }),
  max_seconds: fc.integer({ min: 60, max: 3600 }),
});

const verification = fc.record(
  {
    method: fc.constantFrom('provider_default', 'hmac_sha256', 'hmac_sha1', 'shared_token', 'none'),
    secret_ref: secretRef,
    header,
    encoding: fc.constantFrom('hex', 'base64'),
    tolerance_seconds: fc.integer({ min: 0, max: 900 }),
  },
  { requiredKeys: ['method', 'secret_ref'] },
);

const fields: Record<string, fc.Arbitrary<unknown>> = {
  name: slug,
  provider_template: fc.constantFrom('stripe', 'github', 'shopify', 'twilio', 'gitlab', 'generic'),
  target_url: targetUrl,
  description: fc.option(fc.oneof(text(20), fc.constantFrom('', '(empty)', '⟨U+202E⟩', '\u202e')), {
    nil: undefined,
  }),
  events: fc.uniqueArray(fc.constantFrom('*', 'push', 'charge.*', 'a.b', 'a', 'b'), { minLength: 1 }),
  verification: fc.option(verification, { nil: undefined }),
  ip_allowlist: fc.array(fc.constantFrom('10.0.0.1', '10.0.0.1/32', '::/0', '2001:db8::1'), { maxLength: 4 }),
  headers: fc.dictionary(header, fc.stringMatching(/^[ -~]{0,8}$/), { maxKeys: 3 }),
  retry,
  timeout_seconds: fc.integer({ min: 1, max: 60 }),
  max_payload_bytes: fc.oneof(
    fc.integer({ min: 1024, max: 1_048_576 }),
    fc.constantFrom(1024, 2048, 1_048_576),
  ),
  environment: fc.constantFrom('dev', 'staging', 'prod'),
  enabled: fc.boolean(),
  labels: fc.dictionary(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_/-]{0,4}$/), text(6), { maxKeys: 3 }),
};

const parsed = (spec: object): Spec[] => {
  const result = endpointSpec.safeParse(JSON.parse(JSON.stringify(spec)));
  return result.success ? [result.data] : [];
};

/** A valid spec and another that differs from it in one field, or in one member of one. */
const neighbours = fc
  .record({ spec: fc.record(fields), key: fc.constantFrom(...Object.keys(fields)), pick: fc.nat() })
  .chain(({ spec, key, pick }) =>
    (fields[key] ?? fc.constant(undefined)).map((value): [object, object] => {
      const old = spec[key];
      const members = isObject(value) ? Object.keys(value) : [];
      const member = members[pick % Math.max(members.length, 1)];
      const merged =
        isObject(value) && isObject(old) && member !== undefined
          ? { ...old, [member]: value[member] }
          : value;
      return [spec, { ...spec, [key]: merged }];
    }),
  )
  .map(([a, b]) => [...parsed(a), ...parsed(b)])
  .filter(([a, b]) => a !== undefined && b !== undefined);

const quiet = { knownHosts: new Map<string, number>(), firstDraftOfAgent: false };

describe('the field catalogue of endpoints', { timeout: 30_000 }, () => {
  it('shows every difference between two valid specs, and nothing where there is none', () => {
    fc.assert(
      fc.property(neighbours, ([a = {}, b = {}]) => {
        const changes = changesBetween(endpoint, a, b, endpoint.flags(a, b, quiet));
        expect(changes.changed.length > 0).toBe(canonicalJson(a) !== canonicalJson(b));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads no two spellings of a URL alike', () => {
    const read = urls.map((target_url) =>
      JSON.stringify(endpoint.fields([]).map((field) => field.read({ target_url }))),
    );
    expect(urls.length).toBe(1920);
    expect(new Set(read).size).toBe(urls.length);
  });

  it('shows each of the keys when it alone differs', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(neighbours, ([a = {}, b = {}]) => {
        for (const { field } of changesBetween(endpoint, a, b, []).changed)
          seen.add(field.split(':')[0] ?? '');
      }),
      { numRuns: 1000 },
    );
    const ids = endpoint.fields([]).map(({ id }) => id);
    const unreachable = new Set(['target_scheme', 'other']);
    expect([...seen].toSorted()).toEqual(
      [...ids.filter((id) => !unreachable.has(id)), 'header', 'label'].toSorted(),
    );
  });

  it('says nothing that hides, in at most 120 characters, for any change of any stored value', () => {
    const stored = fc.oneof(
      neighbours.map(([a = {}]) => a),
      fc.dictionary(
        fc.constantFrom(...Object.keys(fields), 'x\u202e'),
        fc.jsonValue({ stringUnit: 'binary' }),
      ),
    );
    fc.assert(
      fc.property(fc.option(stored), fc.option(stored), (base, proposed) => {
        const flags = endpoint.flags(base, proposed, quiet);
        const changes = changesBetween(endpoint, base, proposed, flags);
        const title = endpoint.title(base, proposed, 'x\u202e');
        const operation = base === null ? 'create' : proposed === null ? 'delete' : 'update';
        const summary = summaryOf(operation, changes);
        expect(summary.length).toBeLessThanOrEqual(120);
        const said = JSON.stringify([flags, changes, title, summary, riskTierOf(operation, flags, changes)]);
        expect(hasHidden(said)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
