import type { Act } from './act';
import { startActor } from './actor-process';
import type { Step } from './carry';
import type { House } from './house';
import { type Form, type Row, stepName, type Victim } from './run-row';

const victims: readonly Victim[] = ['server', 'postgres'];

/** Every statement of an act, from one that nobody disturbed. A statement that is new in the product is a new row here. */
export async function stepsOf(house: House, act: Act): Promise<readonly Step[]> {
  const actor = await startActor(house.line.url, house.cluster.dataDir);
  const { asked } = await house.prepare(act);
  const watch = house.line.watch();
  const told = await actor.ask([asked]);
  await actor.kill();
  if (told?.[0] !== 'done') throw new Error(`an undisturbed ${act} was answered ${told?.[0] ?? 'nothing'}`);
  if (watch.steps.at(-1)?.sql !== 'commit') throw new Error(`the last statement of ${act} is not its commit`);
  return watch.steps;
}

/** The rows of an act: each of its statements, both victims, both forms. All of it is there once COMMIT was answered. */
export function rowsOf(act: Act, steps: readonly Step[]): Row[] {
  return steps.flatMap((step) =>
    victims.flatMap((victim) =>
      formsOf(step).map((form) => ({
        act,
        door: 'process' as const,
        callers: 1,
        step: `${step.nth + 1}. ${stepName(step)}`,
        at: ({ nth, sql }: Step) => nth === step.nth && sql === step.sql,
        victim,
        form,
        expect: expectedOf(step, form),
      })),
    ),
  );
}

const formsOf = ({ sql }: Step): Form[] =>
  sql === 'commit' ? ['failed', 'failed but persisted', 'in flight'] : ['failed', 'failed but persisted'];

function expectedOf({ sql }: Step, form: Form): Row['expect'] {
  if (sql !== 'commit' || form === 'failed') return 'nothing';
  return form === 'in flight' ? 'all or nothing' : 'all';
}

/** Eight agents' creates at once, cut short at the COMMIT that some of them share. */
export const createsAtOnce: readonly Row[] = victims.flatMap((victim) =>
  (['failed', 'failed but persisted'] as const).map((form) => ({
    act: 'create',
    door: 'process',
    callers: 8,
    step: 'COMMIT of creates at once',
    at: ({ sql, transaction }) => sql === 'commit' && transaction > 1,
    victim,
    form,
    expect: 'all or nothing',
  })),
);
