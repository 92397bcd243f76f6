import Link from 'next/link';
import { PageMessage } from '@/components/ui/page-message';

/** The same words for a key that never was and for one of another tenant. */
export default function KeyNotFound() {
  return (
    <PageMessage title="There is no such agent key">
      <p>The address is wrong.</p>
      <Link className="btn mt-5" href="/agents">
        All agents
      </Link>
    </PageMessage>
  );
}
