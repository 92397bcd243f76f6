import { isObject, valueAt } from '../json/read-value';
import type { ToolName } from '../policy/tool-classes';

/** What a call is part of, in the words of its agent: hearsay, by which people file, stop and deny. */
export type Work = { runId: string | null; taskRef: string | null };

/** The tools whose arguments say it. In those of any other tool such a field is a filter, or nothing. */
const saidInArguments: ReadonlySet<string> = new Set<ToolName>([
  'draft_create_endpoint',
  'draft_check_endpoint',
]);

/** The work that a call belongs to: the one reading for stops, policy, record and draft. Arguments outweigh what is said beside them. */
export function workOf(tool: string | null, args: unknown, beside: Work): Work {
  if (tool === null || !saidInArguments.has(tool)) return beside;
  return {
    runId: textOrNull(valueAt(args, 'run_id')) ?? beside.runId,
    taskRef: textOrNull(valueAt(args, 'task_ref')) ?? beside.taskRef,
  };
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

/** A proposal that belongs to the run and the task that its call does, wherever the caller said so. */
export function withWork(proposal: unknown, { runId, taskRef }: Work): unknown {
  if (!isObject(proposal)) return proposal;
  return {
    ...proposal,
    ...(runId !== null && { run_id: runId }),
    ...(taskRef !== null && { task_ref: taskRef }),
  };
}
