import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

/** A value of each type that a column of the call log has; of text one that must be escaped. */
const valueOf: Record<string, unknown> = {
  text: '\u0001\t"\\/\u007f é 𝄞 \u2028',
  uuid: 'a2f0e0a4-0000-4000-8000-000000000001',
  jsonb: { b: [1, '"'], a: 1.5 },
  integer: 7,
  bigint: 8,
  boolean: true,
  inet: '2001:db8::/32',
  'timestamp(3) with time zone': '2026-11-21T09:30:00.007Z',
  bytea: '\\x00',
};

async function columns(): Promise<{ name: string; type: string }[]> {
  return await owner<{ name: string; type: string }[]>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = 'tool_calls'::regclass and attnum > 0 and not attisdropped`;
}

async function texts(row: Record<string, unknown>): Promise<{ quick: string; slow: string }> {
  const [found] = await owner<{ quick: string; slow: string }[]>`
    select call_text(c) as quick, canonical_flat(call_entry(c)) as slow
    from jsonb_populate_record(null::tool_calls, ${owner.json(row as postgres.JSONValue)}) c`;
  if (!found) throw new Error('no row');
  return found;
}

it('says of a row with every column set what the canonical form of its entry says', async () => {
  const filled = Object.fromEntries((await columns()).map(({ name, type }) => [name, valueOf[type]]));
  expect(Object.values(filled)).not.toContain(undefined);
  const { quick, slow } = await texts(filled);
  expect(quick).toBe(slow);
});

it('leaves out what is null, one column at a time', async () => {
  for (const { name, type } of await columns()) {
    const { quick, slow } = await texts({ id: 'call_1', [name]: valueOf[type] });
    expect(quick).toBe(slow);
  }
});
