import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject } from '../../json/read-value';
import { kindOf } from '../registry';
import { endpoint } from './endpoint';

const [good = {}] = endpoint.examples;
const key = ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_');

const failing = (spec: unknown): number[] => {
  const object = isObject(spec) ? spec : {};
  const faults = [
    endpoint.checkStructure(spec),
    endpoint.checkProvider(object),
    endpoint.checkTarget(object),
    endpoint.checkSecrets(spec),
  ];
  return faults.flatMap((fault, index) => (fault === null ? [] : [index + 6]));
};

describe('checks 6 to 9', () => {
  it('pass for every example', () => {
    for (const example of endpoint.examples) expect(failing(example)).toEqual([]);
  });

  it.each<[string, unknown, number[]]>([
    ['null', null, [6, 7, 8]],
    ['an empty object', {}, [6, 7, 8]],
    ['a list', [good], [6, 7, 8]],
    ['a text', 'spec', [6, 7, 8]],
    ['an unknown field', { ...good, run_as: 'root' }, [6]],
    ['a number for the provider', { ...good, provider_template: 1 }, [6, 7]],
    ['a number for the URL', { ...good, target_url: 1 }, [6, 8]],
    ['a wrong type', { ...good, events: 'push' }, [6]],
    ['a value out of range', { ...good, timeout_seconds: 9999 }, [6]],
    ['an unknown provider', { ...good, provider_template: 'paypal' }, [7]],
    ['a metadata address', { ...good, target_url: 'https://169.254.169.254/latest/meta-data' }, [8]],
    ['a secret in a label', { ...good, labels: { note: key } }, [9]],
    [
      'a secret for a reference',
      { ...good, verification: { method: 'provider_default', secret_ref: key } },
      [9],
    ],
    [
      'a secret in a header that is refused',
      { ...good, headers: { Authorization: 'Bearer abcdefghijklmnop1234' } },
      [9],
    ],
    ['a secret in an event name', { ...good, events: ['push', `${key} `] }, [9]],
    [
      'all three at once',
      { ...good, provider_template: 'paypal', target_url: 'http://localhost', description: key },
      [7, 8, 9],
    ],
    ['a password in the URL', { ...good, target_url: 'https://admin:hunter2@acme.com/' }, [8, 9]],
    ['a secret as an unknown field', { ...good, [key]: 1 }, [6, 9]],
  ])('answer for %s', (_, spec, checks) => {
    expect(failing(spec)).toEqual(checks);
  });

  it('say what is wrong in public words and never the value', () => {
    const spec = { ...good, provider_template: 'paypal', [key]: 1, timeout_seconds: key, description: key };
    const faults = [
      endpoint.checkStructure(spec),
      endpoint.checkProvider(spec),
      endpoint.checkTarget({ target_url: 'https://10.9.8.7/' }),
      endpoint.checkSecrets(spec),
    ];
    const told = JSON.stringify(faults);
    for (const value of [key, 'paypal', '10.9.8.7']) expect(told).not.toContain(value);
    expect(endpoint.checkTarget({ target_url: 'https://10.9.8.7/' })?.issues).toMatchObject([
      { code: 'PRIVATE_HOST' },
    ]);
  });

  it('never throw, and pass together exactly what the schema takes and no secret spoils', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc
        .tuple(
          fc.constantFrom(...endpoint.examples),
          fc.constantFrom(...Object.keys(good), 'extra'),
          fc.jsonValue(),
        )
        .map(([example, field, value]) => ({ ...example, [field]: value })),
    );
    fc.assert(
      fc.property(anything, (spec) => {
        const valid = endpoint.schema.safeParse(spec).success && endpoint.checkSecrets(spec) === null;
        expect(failing(spec).length === 0).toBe(valid);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the registry', () => {
  it('holds the kinds of this version', () => {
    expect(kindOf('endpoint')).toBe(endpoint);
    for (const name of ['route', 'constructor', '__proto__', '']) expect(kindOf(name)).toBeNull();
  });
});
