import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { merkleRoot } from '@/db/testing/merkle-root';
import { tamperLog } from '@/db/testing/tamper-log';

const app = postgres(inject('appUrl'), { max: 2 });
const owner = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} });
afterAll(() => Promise.all([app.end(), owner.end()]));

let tenant: TestTenant;
/** The root of the log at each size. */
const roots: Buffer[] = [];
const size = 9;

beforeAll(async () => {
  tenant = await makeTenant();
  const person = await makePerson(tenant, 'reviewer');
  for (let key = 0; key < size - 2; key += 1) await makeKey(person);
  const rows = await inTenant((sql) => sql<{ entry: Buffer }[]>`select entry from log_leaves order by idx`);
  const entries = rows.map(({ entry }) => entry);
  roots.push(...Array.from({ length: size + 1 }, (_, at) => merkleRoot(entries.slice(0, at))));
});

const inTenant = <T>(run: (sql: postgres.TransactionSql) => Promise<T>, id = tenant.id) =>
  app.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${id}, true)`;
    return run(sql);
  }) as Promise<T>;

const asOwner = (statement: string) =>
  owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant.id}, true)`;
    await sql.unsafe(statement);
  });

const keyOf = (log: string) => `cs.example.com/log/${log}+00000000+AAAA`;
const noteOf = (at: number, root: Buffer, log = tenant.id) =>
  `cs.example.com/log/${log}\n${at}\n${root.toString('base64')}\n\n— cs.example.com/log/${log} AAAA\n`;

const add = (
  at: number,
  root = roots[at] ?? Buffer.alloc(32),
  note = noteOf(at, root),
  key = keyOf(tenant.id),
) =>
  inTenant(async (sql) => {
    const [row] = await sql<{ stored: Date | null }[]>`
      select log_checkpoint_add(${at}, ${root}, ${note}, ${key}) as stored`;
    return row?.stored ?? null;
  });

describe('the database', () => {
  it.each([
    ['a root that is not that of the log', 5, Buffer.alloc(32, 1), undefined, 'do not give this root'],
    ['a size that the log has not reached', size + 1, undefined, undefined, 'never ahead of its log'],
    ['a note of another size', 5, undefined, 4, 'does not say what it is stored as'],
  ])('refuses a checkpoint with %s', async (_, at, root, noted, why) => {
    const given = root ?? roots[at] ?? Buffer.alloc(32);
    const note = noteOf(noted ?? at, given);
    await expect(add(at, given, note)).rejects.toThrow(why);
  });

  it('refuses one that names the log of another tenant, or another root than its note', async () => {
    const other = '0190a000-0000-7000-8000-00000000000a';
    const root = roots[5] ?? Buffer.alloc(0);
    await expect(add(5, root, noteOf(5, root, other), keyOf(other))).rejects.toThrow('does not say');
    await expect(add(5, root, noteOf(5, Buffer.alloc(32)))).rejects.toThrow('does not say');
  });

  it('refuses one in a transaction that has appended: its leaves may never be committed', async () => {
    const attempt = inTenant(async (sql) => {
      await sql`select log_append('draft_apply_refused', 'evd_x', 's', convert_to(jsonb_build_object('event', 'draft_apply_refused',
        'id', 'evd_x', 'subject', 's', 'tenant', current_tenant())::text, 'UTF8'))`;
      await sql`select log_checkpoint_add(${size}, ${roots[size] ?? ''}, ${noteOf(size, roots[size] ?? Buffer.alloc(0))},
        ${keyOf(tenant.id)})`;
    });
    await expect(attempt).rejects.toThrow('a transaction of its own');
  });

  it('takes true ones, each larger than the last, and answers nothing for the others', async () => {
    expect(await add(0)).toBeInstanceOf(Date);
    expect(await add(5)).toBeInstanceOf(Date);
    expect(await add(5)).toBeNull();
    expect(await add(3)).toBeNull();
    expect(await add(size)).toBeInstanceOf(Date);
  });

  it('has computed the root of every size from what is stored', async () => {
    const given = await Promise.all(
      roots.map(async (_, at) => {
        let root: Buffer = Buffer.alloc(0);
        await owner.begin(async (sql) => {
          await sql`select set_config('app.tenant_id', ${tenant.id}, true)`;
          const [row] = await sql<{ root: Buffer }[]>`select log_root_of(log_edge_at(${at})) as root`;
          root = row?.root ?? root;
        });
        return root;
      }),
    );
    expect(given).toEqual(roots);
  });

  it('adds what a witness has signed and changes nothing else of a checkpoint, whoever asks', async () => {
    await inTenant((sql) => sql`select log_checkpoint_cosign(5, array['one', 'two'])`);
    await inTenant((sql) => sql`select log_checkpoint_cosign(5, array['two', 'three'])`);
    const [row] = await inTenant((sql) => sql`select cosignatures from log_checkpoints where size = 5`);
    expect((row as { cosignatures: string[] }).cosignatures.toSorted()).toEqual(['one', 'three', 'two']);
    for (const statement of [
      "update log_checkpoints set note = 'x'",
      "update log_checkpoints set cosignatures = '{}' where size = 5",
      'delete from log_checkpoints',
      'truncate log_checkpoints cascade',
      'truncate log_anchors',
    ])
      await expect(asOwner(statement)).rejects.toThrow(/never change/);
  });

  it.each([
    "insert into log_checkpoints values (current_tenant(), 99, sha256(''), 'n', 'k', '{}', now())",
    "update log_checkpoints set cosignatures = '{x}'",
    'delete from log_checkpoints',
    'update log_anchors set position = 1',
  ])('lets no serving role do it past the doors: %s', async (statement) => {
    await expect(inTenant((sql) => sql.unsafe(statement))).rejects.toThrow('permission denied');
  });

  it('shows no tenant the checkpoints or the anchor log of another, and lets none write there', async () => {
    const other = await makeTenant();
    expect(await inTenant((sql) => sql`select * from log_checkpoints`, other.id)).toHaveLength(0);
    expect(
      await inTenant((sql) => sql`select * from log_heads where tenant_id <> ${other.id}`, other.id),
    ).toHaveLength(0);
    const anchor = inTenant((sql) => sql`select log_append_checkpoints_anchored('{}', '{}', '{}')`, other.id);
    await expect(anchor).rejects.toThrow('in the anchor log');
  });

  it('refuses a root over a subtree that was changed behind its back', async () => {
    const person = await makePerson(tenant, 'reviewer');
    await makeKey(person);
    const rows = await inTenant((sql) => sql<{ entry: Buffer }[]>`select entry from log_leaves order by idx`);
    const root = merkleRoot(rows.map(({ entry }) => entry));
    await tamperLog(owner, tenant, 'update log_heads set edge = set_byte(edge, 0, 255 - get_byte(edge, 0))');
    await expect(add(size + 1, root)).rejects.toThrow('do not give this root');
  });
});
