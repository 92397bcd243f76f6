import Link from 'next/link';
import type { Environment } from '@/lib/domain/resource/resource-kind';
import { EnvironmentChip } from '../ui/environment-chip';
import { TimeText } from '../ui/time-text';

export type EndpointItem = {
  id: string;
  name: string;
  host: string | null;
  environment: Environment;
  version: number;
  updatedAt: Date;
};

/** The live endpoints, by name. */
export function EndpointTable({ endpoints }: { endpoints: readonly EndpointItem[] }) {
  if (endpoints.length === 0) {
    return (
      <div className="empty">
        <h2>No endpoint is live yet</h2>
        <p>An endpoint appears here when a person applies the draft that creates it.</p>
        <Link className="btn mt-5" href="/drafts" prefetch={false}>
          Open the inbox
        </Link>
      </div>
    );
  }
  return (
    <section className="scroll-x" aria-label="Live endpoints">
      <table className="ev-table endpoints">
        <caption className="sr-only">Live endpoints, by name</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Target host</th>
            <th scope="col">Environment</th>
            <th scope="col" className="num">
              Version
            </th>
            <th scope="col">Changed</th>
          </tr>
        </thead>
        <tbody>
          {endpoints.map((endpoint) => (
            <tr key={endpoint.id}>
              <td>
                <Link
                  className="link med"
                  href={`/resources/endpoints/${endpoint.id}`}
                  prefetch={false}
                  data-list-item
                >
                  {endpoint.name}
                </Link>
              </td>
              <td className="val">{endpoint.host ?? 'no target'}</td>
              <td>
                <EnvironmentChip environment={endpoint.environment} />
              </td>
              <td className="num">v{endpoint.version}</td>
              <td className="muted">
                <TimeText at={endpoint.updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
