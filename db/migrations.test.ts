import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('./migrations', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));

/** What a migration runs itself: the bodies of its functions are run by others, later. */
const ownStatements = (text: string) =>
  text
    .replaceAll(/^\s*--.*$/gm, '')
    .replaceAll(/(create (?:or replace )?function[^;]*?\bas )(\$\w*\$)[\s\S]*?\2/gi, '$1');

/** The tables whose rows a text changes or takes away while forced row-level security hides them from the owner. */
function changedUnseen(text: string): string[] {
  const unseen: string[] = [];
  const open = new Set<string>();
  const acts =
    /alter table (\w+) (no force|force) row level security|\bupdate (\w+)(?: \w+)? set\b|\bdelete from (\w+)/gi;
  for (const [, table = '', force, updated, deleted] of ownStatements(text).matchAll(acts)) {
    const changed = updated ?? deleted;
    if (force?.toLowerCase() === 'no force') open.add(table);
    else if (force) open.delete(table);
    else if (changed && !open.has(changed)) unseen.push(changed);
  }
  return unseen;
}

it.each(files)('%s changes no rows that are hidden from it', (name) => {
  expect(changedUnseen(readFileSync(`${folder}/${name}`, 'utf8'))).toEqual([]);
});

it('finds what would change nothing', () => {
  expect(changedUnseen('update agent_keys set a = true;')).toEqual(['agent_keys']);
  expect(
    changedUnseen(`alter table t no force row level security; do $$ begin update t set a = 1; end $$;
      alter table t force row level security; delete from t where a = 1;`),
  ).toEqual(['t']);
  expect(changedUnseen('create function f() returns void as $$ begin update t set a = 1; end $$;')).toEqual(
    [],
  );
});
