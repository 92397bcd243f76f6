import type { Draft, Operation } from '@/lib/domain/draft/draft';

const pending = {
  create: 'What it would create',
  update: 'What changes',
  delete: 'What it would remove',
} satisfies Record<Operation, string>;

const applied = {
  create: 'What it created',
  update: 'What changed',
  delete: 'What it removed',
} satisfies Record<Operation, string>;

const never = {
  create: 'What it would have created',
  update: 'What would have changed',
  delete: 'What it would have removed',
} satisfies Record<Operation, string>;

/** The title of the words table: what is proposed, what happened, or what did not. */
export function changeHeading({ status, operation }: Pick<Draft, 'status' | 'operation'>): string {
  if (status === 'pending') return pending[operation];
  return status === 'applied' ? applied[operation] : never[operation];
}
