import type { Refusal } from '@/lib/domain/refusal';
import { stoppedNow } from '@/lib/use-cases/limits/stopped-now';
import { type AskedByAgent, aboutOf } from './asked';

/** What is about one run may belong to another: a stop of either covers it. */
export async function stoppedBeside(asked: AskedByAgent): Promise<Refusal | null> {
  const { tool, run: about } = aboutOf(asked);
  const { runId: run } = asked.work;
  return run === null || run === about ? null : stoppedNow(asked.agent, { tool, run });
}
