import type { Actor } from '../../actor';
import { type InputIssue, type RefusalCode, withCause } from '../../refusal';
import type { ResourceKindName } from '../../resource/resource-kind';
import type { DraftStatus, Operation } from '../draft';

/** What the nine checks look at. The spec is whatever the row holds: it proves nothing by being stored. */
export type CheckedDraft = {
  tenantId: string;
  type: ResourceKindName;
  operation: Operation;
  status: DraftStatus;
  expiresAt: Date;
  proposedSpec: unknown;
};

export type CheckContext = { actor: Actor; draft: CheckedDraft; now: Date };

/** A check's answer: the fact that makes it pass, or the code and sentence of its refusal. */
export type CheckOutcome =
  | { pass: true; detail: string }
  | {
      pass: false;
      code: RefusalCode;
      detail: string;
      issues?: readonly InputIssue[];
      readonly cause?: unknown;
    };

export type ApplyCheck = {
  number: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  id: string;
  title: string;
  run: (context: CheckContext) => CheckOutcome;
};

export const pass = (detail: string): CheckOutcome => ({ pass: true, detail });
export const fail = (code: RefusalCode, detail: string, issues?: readonly InputIssue[]): CheckOutcome =>
  issues === undefined ? { pass: false, code, detail } : { pass: false, code, detail, issues };

/** Runs one check. A check that throws has failed, and what it threw is the cause: nothing may pass because it broke. */
export function runCheck(check: ApplyCheck, context: CheckContext): CheckOutcome {
  try {
    return check.run(context);
  } catch (cause) {
    const detail = `Check ${check.number} could not be completed, so the answer is no.`;
    return withCause(fail('APPLY_VALIDATION_ERROR', detail), cause);
  }
}
