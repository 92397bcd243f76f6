import Link from 'next/link';
import { PageMessage } from '@/components/ui/page-message';

/** The same words for what never was and for what another tenant has. */
export default function RecordNotFound() {
  return (
    <PageMessage title="Nothing was recorded under this id">
      <p>The address is wrong, or the record is no longer kept.</p>
      <Link className="btn mt-5" href="/audit">
        All calls
      </Link>
    </PageMessage>
  );
}
