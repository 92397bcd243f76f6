'use client';

import Link from 'next/link';
import { roles } from '@/lib/domain/actor';
import type { Draft } from '@/lib/domain/draft/draft';
import { proposes } from '@/lib/domain/people/role-refusals';
import { usePerson } from '../app/person-context';

type Props = {
  draft: Pick<Draft, 'type' | 'operation' | 'resourceName'>;
  /** Something of this name is live. */
  live: boolean;
};

/** The way to a proposal on what is live now, for whoever may propose one. */
export function ProposeAgain({ draft: { type, operation, resourceName }, live }: Props) {
  const person = usePerson();
  const role = roles.find((known) => known === person?.role);
  if (role === undefined || proposes(role) !== null) return null;
  const again = live && operation === 'create' ? 'update' : operation;
  if (!live && again !== 'create') return null;
  const asked = new URLSearchParams({ type, operation: again, name: resourceName });
  return (
    <Link className="link" href={`/drafts/new?${asked}`} prefetch={false}>
      Propose {again === 'delete' ? 'the' : 'an'} {again} of what is live now
    </Link>
  );
}
