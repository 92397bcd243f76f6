import { expect, test } from '@playwright/test';
import { refusalIn } from '@/lib/domain/selftest/refusal-in';
import { firstRun } from './first-run';
import { corpus } from './hostile/corpus';
import type { HostileRow } from './hostile/row';
import { send } from './hostile/send';
import { type Stage, setStage } from './hostile/world';

const dataDir = process.env['E2E_DATA_DIR'] ?? '';
let base: string;
let stage: Stage;
let standing: string;

test.beforeAll(async () => {
  base = firstRun().url;
  stage = await setStage(base, dataDir);
  standing = await stage.standing();
});
test.afterAll(() => stage.close());

/** What one row was answered with, and whether anything moved meanwhile. */
async function outcomeOf({ name, send: wireOf, says = '' }: HostileRow) {
  const before = standing;
  const { status, text } = await send(base, wireOf(stage.world));
  standing = await stage.standing();
  const moved = standing !== before;
  return {
    name,
    status,
    code: refusalIn(text),
    moved,
    said: text.includes(says) ? says : text.slice(0, 600),
  };
}

for (const { title, rows } of corpus) {
  test(`no hostile request gets anywhere: ${title}`, async () => {
    for (const row of rows) {
      const { name, status, code, says = '', proposes = false } = row;
      expect.soft(await outcomeOf(row), name).toEqual({ name, status, code, moved: proposes, said: says });
    }
  });
}
