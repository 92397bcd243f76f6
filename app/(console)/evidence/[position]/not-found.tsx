import Link from 'next/link';
import { PageMessage } from '@/components/ui/page-message';

/** No tenant learns how far the log of another one goes. */
export default function RecordNotFound() {
  return (
    <PageMessage title="There is no record at this position">
      <p>
        Positions are counted from 0 and without gaps; the log does not go so far, or the address is wrong.
      </p>
      <Link className="btn mt-5" href="/evidence">
        All evidence
      </Link>
    </PageMessage>
  );
}
