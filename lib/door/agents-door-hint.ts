import { config } from '@/lib/config';

/** Where an agent that found nothing should go. */
export function agentsDoorHint(): string {
  const { oauth } = config();
  const withoutKey = oauth === null ? 'there is no OAuth here' : `OAuth begins at ${oauth.issuer}`;
  return `Agents call POST /api/mcp with a key; ${withoutKey}.`;
}
