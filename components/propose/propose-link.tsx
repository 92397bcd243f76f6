import { Plus } from 'lucide-react';
import Link from 'next/link';

/** The way to the form of a new proposal. */
export function ProposeLink() {
  return (
    <Link className="btn sm" href="/drafts/new" prefetch={false} aria-label="Propose a change">
      <Plus className="icon-small" aria-hidden="true" />
      <span className="only-wide">Propose a change</span>
    </Link>
  );
}
