import { expect, it } from 'vitest';
import { alone } from './alone';
import { quantile } from './figure';
import { besideBare, besideOneKey } from './mcp-rows';
import { table } from './report';

const rounds = (...rates: number[]) => rates.map((perSecond) => ({ perSecond, p50: 10, p99: 40 }));
const found = new Map([
  ['bare', rounds(100, 200, 400)],
  ['create', rounds(20, 20, 100)],
  ['creates', rounds(19, 18, 60)],
]);
const single = new Map([
  ['bare', { p50: 1, p99: 2 }],
  ['create', { p50: 4, p99: 5 }],
]);
const row = { name: 'create', of: 'a create', atLeast: 0.2 };
const facts = {
  date: '2026-11-21',
  platform: 'linux x64',
  cores: 2,
  processor: 'any',
  memory_gb: 4,
  load_before: 0,
  node: '24',
  postgres: '18',
};

it('says what is left of the bare route round by round, and what of the wait is its own', () => {
  const figure = besideBare(row, { found, single, connections: 32 });
  expect(figure.value).toBe(0.2);
  expect(figure.parts).toEqual({
    per_second: 20,
    p50_ms: 10,
    p99_ms: 40,
    bare_per_second: 200,
    connections: 32,
    alone_p50_ms: 4,
    alone_p99_ms: 5,
    bare_share_of_p50: 0.25,
    bare_share_of_p99: 0.4,
  });
  expect(table([figure], facts)).toMatch(/^ok .*a create, every control on.* 0\.2 +>= 0\.2 /m);
  const missed = besideBare({ ...row, atLeast: 0.21 }, { found, single, connections: 32 });
  expect(table([missed], facts)).toMatch(/^MISSED .*a create/m);
});

it('compares many keys with one key', () => {
  const figure = besideOneKey({ ...row, name: 'creates' }, { found, keys: 16, connections: 32 });
  expect(figure.value).toBe(0.9);
  expect(figure.name).toBe('a create, 16 keys of 16 tenants beside one key');
});

it('misses the bound where a row was not measured', () => {
  const nothing = besideBare({ ...row, name: 'absent' }, { found, single, connections: 32 });
  expect(table([nothing], facts)).toMatch(/^MISSED /m);
});

it('lets lone callers take turns, a warm-up apart', async () => {
  const turns: string[] = [];
  const ask = (name: string) => () => {
    turns.push(name);
    return Promise.resolve();
  };
  const times = await alone(
    new Map([
      ['a', ask('a')],
      ['b', ask('b')],
    ]),
    3,
  );
  expect(turns).toEqual(Array.from({ length: 23 }, () => ['a', 'b']).flat());
  expect([...times.keys()]).toEqual(['a', 'b']);
});

it('takes a quantile as a number that was measured', () => {
  expect(quantile([9, 1, 2, 3], 0.5)).toBe(2);
  expect(quantile([9, 1, 2, 3], 0.99)).toBe(9);
  expect(quantile([], 0.5)).toBeNaN();
});
