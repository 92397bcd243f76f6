'use server';

import type { SaveDraftLifeInput } from '@/components/settings/use-draft-life';
import { humanForAction } from '@/lib/auth/action-guard';
import type { Result } from '@/lib/domain/refusal';
import { inAction } from '@/lib/http/action-request';
import { type DraftLifeSet, setDraftLife } from '@/lib/use-cases/tenants/set-draft-life';
import { parseSettingsInput } from './action-input';

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function setDraftSettingsAction(posted: SaveDraftLifeInput): Promise<Result<DraftLifeSet>> {
  const input = parseSettingsInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? inAction(() => setDraftLife(human.value, input.value)) : human;
}
