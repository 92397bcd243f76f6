import Link from 'next/link';
import { PageMessage } from '@/components/ui/page-message';

/** The same words for a draft that never was and for one of another tenant. */
export default function DraftNotFound() {
  return (
    <PageMessage title="There is no such draft">
      <p>The address is wrong, or the draft is not yours to see.</p>
      <Link className="btn mt-5" href="/drafts">
        Open the inbox
      </Link>
    </PageMessage>
  );
}
