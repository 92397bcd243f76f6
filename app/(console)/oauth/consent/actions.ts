'use server';

import { z } from 'zod';
import type { ConsentInput } from '@/components/oauth/use-consent';
import { humanForAction } from '@/lib/auth/action-guard';
import { consentSchema } from '@/lib/domain/oauth/consent';
import { type Result, refuse } from '@/lib/domain/refusal';
import { inAction } from '@/lib/http/action-request';
import { consentToClient } from '@/lib/use-cases/oauth/consent-to-client';

const inputSchema = consentSchema.extend({ personId: z.string().max(100) });

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function consentAction(posted: ConsentInput): Promise<Result<{ goTo: string }>> {
  const input = inputSchema.safeParse(posted);
  if (!input.success) return refuse('VALIDATION_FAILED', 'The request is not in the expected form.');
  const { personId, ...consent } = input.data;
  const human = await humanForAction(personId);
  return human.ok ? inAction(() => consentToClient(human.value, consent)) : human;
}
