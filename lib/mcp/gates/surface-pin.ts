import { accept, type Result, refuse } from '@/lib/domain/refusal';
import type { Caller } from '../caller';
import { surfaceHash } from '../surface';

const form = /^sha256:[0-9a-f]{64}$/;

/** A host, or the key itself, may say which tools were reviewed: where others are offered nothing is answered. */
export function pinHolds({ facts: { surfacePin, agent } }: Caller): Result<null> {
  if (surfacePin !== null && !form.test(surfacePin)) {
    return refuse('HEADER_INVALID', 'MCP-Surface-Pin must be sha256: and 64 hex digits.');
  }
  const broken = [surfacePin, agent.grant.pinnedSurface].find((pin) => pin !== null && pin !== surfaceHash);
  if (broken === undefined) return accept(null);
  return refuse('SCHEMA_PIN_MISMATCH', 'The tools are not the ones that are pinned.', {
    hint: `Pinned is ${broken}, offered is ${surfaceHash}. GET /api/mcp/surface has every definition’s hash, and docs/tool-surface.md says what changed: review it and pin again.`,
  });
}
