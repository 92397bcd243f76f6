'use server';

import type { KeyActInput } from '@/components/agents/key-act-types';
import type { ChangeKeyInput } from '@/components/agents/use-change-key';
import type { NewKeyInput } from '@/components/agents/use-new-key';
import { humanForAction } from '@/lib/auth/action-guard';
import type { Result } from '@/lib/domain/refusal';
import { changeKeyFromPage } from '@/lib/use-cases/keys/change-key';
import { doToKey, type KeyDone } from '@/lib/use-cases/keys/do-to-key';
import { issueKeyFromPage } from '@/lib/use-cases/keys/issue-key';
import { parseChangedKey, parseKeyAct, parseNewKey } from './action-input';

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function actOnKeyAction(posted: KeyActInput): Promise<Result<KeyDone>> {
  const input = parseKeyAct(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? doToKey(human.value, input.value) : human;
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function issueKeyAction(posted: NewKeyInput): Promise<Result<KeyDone>> {
  const input = parseNewKey(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? issueKeyFromPage(human.value, input.value.wanted, input.value.idempotencyKey) : human;
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function changeKeyAction(posted: ChangeKeyInput): Promise<Result<{ keyId: string }>> {
  const input = parseChangedKey(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? changeKeyFromPage(human.value, input.value) : human;
}
