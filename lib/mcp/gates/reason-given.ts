import { accept, type Result, refuse } from '@/lib/domain/refusal';
import type { Caller } from '../caller';
import { recordedMethods } from '../recorded-methods';

/** A key that must say why says so with every request that is recorded. */
export function reasonGiven({ facts: { agent, message } }: Caller): Result<null> {
  if (!agent.grant.requireReason || !recordedMethods.has(message.method)) return accept(null);
  if (message.said.reason?.trim()) return accept(null);
  return refuse('REASON_REQUIRED', 'This key must say why with every call.');
}
