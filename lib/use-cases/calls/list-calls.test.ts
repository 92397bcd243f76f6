import { expect, it } from 'vitest';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { writeCursor } from '@/lib/domain/page-cursor';
import { codeOf } from '@/lib/use-cases/testing/result';
import { listCalls } from './list-calls';

it.each([
  ['the year 0000', ['0000-01-01T00:00:00Z', 'call_1']],
  ['the year 2100', ['2100-01-01T00:00:00Z', 'call_1']],
  ['U+0000', ['2026-01-01T00:00:00Z', 'call_\0']],
])('refuses a cursor with %s', async (_, place) => {
  const { agent } = await makeKey(await makePerson(await makeTenant(), 'operator'));
  expect(codeOf(await listCalls(agent, { cursor: writeCursor(place) }))).toBe('VALIDATION_FAILED');
  const ours = writeCursor(['2026-01-01T00:00:00Z', 'call_1']);
  expect(await listCalls(agent, { cursor: ours })).toMatchObject({ ok: true });
});
