import { isObject, valueAt } from '../json/read-value';
import type { ToolName } from '../policy/tool-classes';

/** What a call is part of, in the words of its agent: hearsay, by which people file, stop and deny. */
export type Work = { runId: string | null; taskRef: string | null };

/** The tools in whose arguments a run is what they look for. In those of any other, one that is none too, it is the caller’s own. */
const looksForRuns: ReadonlySet<string> = new Set<ToolName>(['call_log_list']);

/** The work that a call belongs to: the one reading for stops, policy, record and draft. Arguments outweigh what is said beside them. */
export function workOf(tool: string | null, args: unknown, beside: Work): Work {
  if (tool !== null && looksForRuns.has(tool)) return beside;
  return {
    runId: textOrNull(valueAt(args, 'run_id')) ?? beside.runId,
    taskRef: textOrNull(valueAt(args, 'task_ref')) ?? beside.taskRef,
  };
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

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
