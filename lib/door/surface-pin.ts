import { accept, type Result, refuse } from '@/lib/domain/refusal';

const form = /^sha256:[0-9a-f]{64}$/;

/**
 * A host, or the key itself, may say which tools were reviewed: where others are offered nothing is answered. `sent` is
 * attacker-controlled, as it arrived.
 */
export function pinHolds(
  { sent, ofKey }: { sent: string | null; ofKey: string | null },
  offered: string,
): Result<null> {
  if (sent !== null && !form.test(sent)) {
    return refuse('HEADER_INVALID', 'MCP-Surface-Pin must be sha256: and 64 hex digits.');
  }
  const broken = [sent, ofKey].find((pin) => pin !== null && pin !== offered);
  if (broken === undefined) return accept(null);
  return refuse('SCHEMA_PIN_MISMATCH', 'The tools are not the ones that are pinned.', {
    hint: `Pinned is ${broken}, offered is ${offered}. GET /api/mcp/surface has every definition’s hash, and docs/tool-surface.md says what changed: review it and pin again.`,
  });
}
