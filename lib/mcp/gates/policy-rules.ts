import type { Result } from '@/lib/domain/refusal';
import { readablePolicy } from '@/lib/door/agent/readable-policy';
import type { Caller } from '../caller';

/** Reads the rules that this request is decided by. */
export function readPolicy(caller: Caller): Result<unknown> {
  const read = readablePolicy(caller.facts.policy);
  if (read.ok) caller.rules = read.value;
  return read;
}
