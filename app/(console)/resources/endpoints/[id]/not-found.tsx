import Link from 'next/link';
import { PageMessage } from '@/components/ui/page-message';

/** The same words for an endpoint that never was and for one of another tenant. */
export default function EndpointNotFound() {
  return (
    <PageMessage title="There is no such endpoint">
      <p>The address is wrong, or the endpoint is not yours to see.</p>
      <Link className="btn mt-5" href="/resources/endpoints">
        All endpoints
      </Link>
    </PageMessage>
  );
}
