import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { type Alike, noteRefusal } from './note-refusal';

const app = postgres(inject('appUrl'), { max: 1 });
afterAll(() => app.end());

const person = await makePerson(await makeTenant(), 'reviewer');
const { agent } = await makeKey(person);
const alike: Alike = { rule: 'key:standing', operation: 'draft_list' };

it('notes one of those alike, and each other operation and rule for itself', async () => {
  const noted = [];
  const elsewhere: Alike = { ...alike, rule: 'key:address' };
  for (const one of [alike, alike, { ...alike, operation: 'other' }, elsewhere])
    noted.push(await noteRefusal(agent, one));
  expect(noted).toEqual([true, false, true, true]);
});

it('throws when the database refuses the question', async () => {
  await expect(noteRefusal({ ...agent, keyId: `${agent.keyId}\0` }, alike)).rejects.toThrow('invalid byte');
});

it('is asked by no role that an agent gets, and for no other tenant inside a transaction', async () => {
  const within = (tenant: string, role: string) =>
    app.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenant}, true), set_config('role', ${role}, true)`;
      await sql`select refusal_noted(${agent.tenantId}, ${agent.keyId}, 'key:standing', 'other')`;
    });
  await expect(within(agent.tenantId, 'agent')).rejects.toThrow(
    'permission denied for function refusal_noted',
  );
  await expect(within((await makeTenant()).id, 'app')).rejects.toThrow('a transaction of its own');
});

it('keeps its counts where no role that an agent gets has any right', async () => {
  const [held] = await app`
    select has_table_privilege('agent', 'refused_requests', 'select, insert, update, delete, truncate') as whole,
      has_any_column_privilege('agent', 'refused_requests', 'select, insert, update') as some`;
  expect(held).toEqual({ whole: false, some: false });
});
