import type { Operation } from '@/lib/domain/draft/draft';
import type { FormTexts } from '@/lib/domain/form/read-form';
import type { Refusal } from '@/lib/domain/refusal';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import type { CheckedProposalWire } from '@/lib/domain/wire/checked-proposal-wire';

/** What is proposed: which kind, which act, and for a live resource which version the page started from. */
export type Subject = {
  type: ResourceKindName;
  operation: Operation;
  name: string;
  baseVersion: number | null;
};

/** What came of the last press. `texts` is what was typed, so that a page without scripts loses nothing. */
export type ProposeState = {
  texts: FormTexts | null;
  refusal: Refusal | null;
  checked: CheckedProposalWire | null;
  made: { draftId: string; duplicate: boolean } | null;
};

export const untouched: ProposeState = { texts: null, refusal: null, checked: null, made: null };

/** Takes a form as a browser without scripts posts it, or the same texts as an object. */
export type ProposeAction = (previous: ProposeState, posted: FormData | FormTexts) => Promise<ProposeState>;

/** Every text of a form, by the name of its input. */
export const textsOf = (data: FormData): FormTexts =>
  Object.fromEntries(
    [...data].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
