import { type AuthorityRow, read } from './authority-row';

const row = (name: string): AuthorityRow => ({
  name,
  cells: read('LOG_NOT_FOUND'),
  scope: 'mcp:read:evidence',
  answeredInside: [],
});

/** The log as C2SP tlog-tiles serves it: whoever may read the evidence of a tenant reads it, and nobody else. */
export const logRows: readonly AuthorityRow[] = [
  row('GET /log/[tenant]/checkpoint'),
  row('GET /log/[tenant]/tile/[...path]'),
];
