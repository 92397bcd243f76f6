'use server';

import type { ResendInput } from '@/components/deliveries/send-again';
import { humanForAction } from '@/lib/auth/action-guard';
import type { Result } from '@/lib/domain/refusal';
import { inAction } from '@/lib/http/action-request';
import { resendDelivery } from '@/lib/use-cases/deliveries/resend-delivery';
import { parseResendInput } from './action-input';

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function resendDeliveryAction(posted: ResendInput): Promise<Result<{ id: string }>> {
  const input = parseResendInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? inAction(() => resendDelivery(human.value, input.value)) : human;
}
