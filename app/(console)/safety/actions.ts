'use server';

import type { ReleaseAction, ResetAction, StopAction } from '@/components/safety/safety-actions';
import { humanForAction } from '@/lib/auth/action-guard';
import type { Result } from '@/lib/domain/refusal';
import { resetCircuit } from '@/lib/use-cases/limits/reset-circuit';
import { engageStop } from '@/lib/use-cases/stops/engage-stop';
import { releaseStop } from '@/lib/use-cases/stops/release-stop';
import { parseRelease, parseReset, parseStop } from './action-input';

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function stopAction(posted: Parameters<StopAction>[0]): Promise<Result<null>> {
  const input = parseStop(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? said(await engageStop(human.value, input.value)) : human;
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function releaseStopAction(posted: Parameters<ReleaseAction>[0]): Promise<Result<null>> {
  const input = parseRelease(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? said(await releaseStop(human.value, input.value)) : human;
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function resetCircuitAction(posted: Parameters<ResetAction>[0]): Promise<Result<null>> {
  const input = parseReset(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? said(await resetCircuit(human.value, input.value)) : human;
}

/** The page reads everything again: it needs to know only that it happened. */
const said = (result: Result<unknown>): Result<null> => (result.ok ? { ok: true, value: null } : result);
