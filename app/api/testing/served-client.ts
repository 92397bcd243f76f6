import { afterAll, beforeEach } from 'vitest';
import { documentOf, OAuthAsks } from './oauth-asks';

type Documents = {
  port: number;
  answer: (answering: ReturnType<typeof documentOf>) => void;
  close: () => Promise<void>;
};

/** A client of OAuth whose document this server serves, right again before every test. */
export function servedClient(documents: Documents): OAuthAsks {
  const asks = new OAuthAsks(`http://127.0.0.1:${documents.port}/client.json`);
  beforeEach(() => documents.answer(documentOf(asks.clientId)));
  afterAll(() => documents.close());
  return asks;
}
