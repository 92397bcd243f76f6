'use server';

import { z } from 'zod';
import type { DecideDeviceInput } from '@/components/device/device-decision';
import { humanForAction } from '@/lib/auth/action-guard';
import { type Result, refuse } from '@/lib/domain/refusal';
import { decideDeviceLogin } from '@/lib/use-cases/device/decide-device-login';

const inputSchema = z.strictObject({
  userCode: z.string().max(32),
  approve: z.boolean(),
  personId: z.string().max(100),
});

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function decideDeviceAction(posted: DecideDeviceInput): Promise<Result<{ approved: boolean }>> {
  const input = inputSchema.safeParse(posted);
  if (!input.success) return refuse('VALIDATION_FAILED', 'The request is not in the expected form.');
  const human = await humanForAction(input.data.personId);
  return human.ok ? decideDeviceLogin(human.value, input.data) : human;
}
