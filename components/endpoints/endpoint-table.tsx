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
      <table className="list-table endpoints">
        <caption className="sr-only">Live endpoints, by name</caption>
        <thead>
          <tr>
            <th data-col="name" scope="col">
              Name
            </th>
            <th data-col="host" scope="col">
              Target host
            </th>
            <th data-col="environment" scope="col">
              Environment
            </th>
            <th data-col="version" scope="col" className="number">
              Version
            </th>
            <th data-col="changed" scope="col">
              Changed
            </th>
          </tr>
        </thead>
        <tbody>
          {endpoints.map((endpoint) => (
            <tr key={endpoint.id}>
              <td data-col="name">
                <Link
                  className="link font-medium"
                  href={`/resources/endpoints/${endpoint.id}`}
                  prefetch={false}
                  data-list-item
                >
                  {endpoint.name}
                </Link>
              </td>
              <td data-col="host" className="value">
                {endpoint.host ?? 'no target'}
              </td>
              <td data-col="environment">
                <EnvironmentChip environment={endpoint.environment} />
              </td>
              <td data-col="version" className="number">
                v{endpoint.version}
              </td>
              <td data-col="changed" className="muted">
                <TimeText at={endpoint.updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
