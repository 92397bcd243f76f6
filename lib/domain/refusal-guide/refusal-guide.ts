import type { RefusalCode } from '../refusal';
import type { Advice } from './advice';
import { bundleAdvice } from './bundle-advice';
import { callerAdvice } from './caller-advice';
import { checkpointAdvice } from './checkpoint-advice';
import { decisionAdvice } from './decision-advice';
import { deliveryAdvice } from './delivery-advice';
import { keyAdvice } from './key-advice';
import { limitAdvice } from './limit-advice';
import { logAdvice } from './log-advice';
import { policyAdvice } from './policy-advice';
import { proposalAdvice } from './proposal-advice';
import { requestAdvice } from './request-advice';
import { terminalAdvice } from './terminal-advice';

/** What every refusal means to the caller. The published list of errors and the examples of the API are made of it. */
export const refusalGuide = {
  ...callerAdvice,
  ...checkpointAdvice,
  ...keyAdvice,
  ...requestAdvice,
  ...policyAdvice,
  ...proposalAdvice,
  ...decisionAdvice,
  ...bundleAdvice,
  ...deliveryAdvice,
  ...logAdvice,
  ...terminalAdvice,
  ...limitAdvice,
} as const satisfies Record<RefusalCode, Advice>;
