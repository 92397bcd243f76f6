import { Copy } from 'lucide-react';
import Link from 'next/link';
import type { Review } from '@/lib/domain/draft/review';
import { twinWords } from '@/lib/domain/draft/twin';

/** Other pending drafts of the same resource: applying one leaves the others without their base. */
export function Twins({ review: { draft, twins } }: { review: Review }) {
  if (twins.length === 0) return null;
  return (
    <div className="banner above">
      <Copy className="icon" aria-hidden="true" />
      <ul className="grid gap-1">
        {twins.map((twin) => (
          <li key={twin.id}>
            <Link className="link mono" href={`/drafts/${twin.id}`} prefetch={false}>
              {twin.id.slice(0, 4)}…{twin.id.slice(-6)}
            </Link>{' '}
            {twinWords(twin, draft)}.
          </li>
        ))}
      </ul>
    </div>
  );
}
