import Link from 'next/link';
import { PageMessage } from '@/components/ui/page-message';

/** The same words for what never was and for what another tenant has. */
export default function RunNotFound() {
  return (
    <PageMessage title="There is no such run">
      <p>The address is wrong, or the record is no longer kept.</p>
      <Link className="btn mt-5" href="/runs">
        All runs
      </Link>
    </PageMessage>
  );
}
