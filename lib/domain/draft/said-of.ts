import { beside, type SaidText } from '../text/said-text';
import type { Draft } from './draft';
import type { Flag } from './risk';
import { strangeText } from './text-flags';

/** What a proposer wrote beside the spec. */
export const saidOf = ({
  rationale,
  taskRef,
  runId,
}: Pick<Draft, 'rationale' | 'taskRef' | 'runId'>): SaidText[] => [
  ...beside('prose', { rationale }),
  ...beside('line', { task_ref: taskRef, run_id: runId }),
];

/** What the program that sent a proposal calls itself. */
export type Client = { name: string | null; version: string | null };

const clientCode = 'client-text';

/** What stands out in it; nothing where no program says who it is. */
export const clientFlags = ({ name, version }: Client = { name: null, version: null }): Flag[] =>
  strangeText(
    clientCode,
    'Strange name of a client',
    beside('line', { 'client name': name, 'client version': version }),
  );

/** A client's name is not stored with its draft: what stood out in it when it proposed stands as long as the draft waits. */
export const carriedFlags = ({ flagsWhenProposed }: Pick<Draft, 'flagsWhenProposed'>): readonly Flag[] =>
  flagsWhenProposed.filter(({ code }) => code === clientCode);

/** What stands out in the words with which an agent withdrew its draft. */
export const discardFlags = ({
  decidedBy,
  discardMessage,
}: Pick<Draft, 'decidedBy' | 'discardMessage'>): Flag[] =>
  decidedBy?.kind === 'agent'
    ? strangeText(
        'discard-text',
        'Strange reason for withdrawing',
        beside('prose', { message: discardMessage }),
      )
    : [];
