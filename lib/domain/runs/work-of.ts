import { isObject, valueAt } from '../json/read-value';
import type { ToolName } from '../policy/tool-classes';
import { type Refusal, refuse } from '../refusal';
import { hasHidden } from '../text/visible';

/** What a call is part of, in the words of its agent: hearsay, by which people file, stop and deny. */
export type Work = { runId: string | null; taskRef: string | null };

/** The tools in whose arguments a run is what they look for. In those of any other, one that is none too, it is the caller’s own. */
const looksForRuns: ReadonlySet<string> = new Set<ToolName>(['call_log_list']);

/** The work that a call belongs to: the one reading for stops, policy, record and draft. Arguments outweigh what is said beside them. */
export function workOf(tool: string | null, args: unknown, beside: Work): Work {
  const own = tool === null || !looksForRuns.has(tool) ? args : null;
  return {
    runId: nameOrNull(valueAt(own, 'run_id')) ?? nameOrNull(beside.runId),
    taskRef: nameOrNull(valueAt(own, 'task_ref')) ?? nameOrNull(beside.taskRef),
  };
}

/** The space around a name is no part of it: `run-9` and `run-9 ` are one run, and stop together. */
const nameOrNull = (value: unknown): string | null => (typeof value === 'string' && value.trim()) || null;

/** Why work of this name is refused, or null: what looks like `run-9` and is another would go on where `run-9` is stopped. */
export function workRefusal(
  work: Work,
  places: Record<keyof Work, string>,
  code: RefusalOfWork,
): Refusal | null {
  const place = names.filter((name) => hasHidden(work[name] ?? '')).map((name) => places[name])[0];
  if (place === undefined) return null;
  return refuse(code, `${place} holds a character that does not show.`, {
    hint: 'Name the run and the task in characters that can be seen, without line breaks.',
  }).refusal;
}

const names = ['runId', 'taskRef'] as const satisfies readonly (keyof Work)[];

type RefusalOfWork = 'VALIDATION_FAILED' | 'HEADER_INVALID';

/** What the arguments call them, and `_meta` beside them. */
export const workFields = { runId: 'run_id', taskRef: 'task_ref' } as const;

/**
 * A proposal that belongs to the run and the task that its call does, wherever the caller said so. The same object where it says
 * so itself: what was searched for secrets is not searched again.
 */
export function withWork(proposal: unknown, { runId, taskRef }: Work): unknown {
  if (!isObject(proposal) || (says(proposal, 'run_id', runId) && says(proposal, 'task_ref', taskRef)))
    return proposal;
  return {
    ...proposal,
    ...(runId !== null && { run_id: runId }),
    ...(taskRef !== null && { task_ref: taskRef }),
  };
}

const says = (proposal: object, field: string, work: string | null): boolean =>
  work === null || valueAt(proposal, field) === work;
