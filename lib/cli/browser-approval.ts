import { confirmationSchema } from '@/lib/domain/wire/decision-wire';
import type { Api } from './api';
import { exitCodes } from './exit-codes';
import { CliFailure } from './failure';
import type { Output } from './output';
import { Refused } from './refused';
import type { Terminal } from './terminal';
import type { Detail } from './wire';

const pace = 2000;
const needsBrowser = new Set(['APPROVAL_REQUIRED', 'APPROVAL_EXPIRED', 'APPROVAL_CONSUMED']);

/** Where a person must confirm first, when that is why the server refused; null for every other fault. */
export function confirmUrlOf(fault: unknown): string | null {
  if (!(fault instanceof Refused) || !needsBrowser.has(fault.problem.code)) return null;
  return fault.problem.confirm_url ?? null;
}

/** Says where to confirm, opens nothing, and waits until the server knows of a confirmation of exactly this digest. */
export async function waitForApproval(
  terminal: Terminal,
  { api, out }: { api: Api; out: Output },
  { draft, url, seconds }: { draft: Detail; url: string; seconds: number },
): Promise<void> {
  out.hint(`! ${draft.risk.tier} risk: confirm it in the browser, where the whole change is shown.`);
  out.hint(`Open  ${url}`);
  out.hint(`and compare the digest:  ${out.aside.strong(draft.digest_code)}`);
  const query = new URLSearchParams({ proposed_spec_digest: draft.proposed_spec_digest });
  const end = terminal.now().getTime() + seconds * 1000;
  while (terminal.now().getTime() < end) {
    await terminal.sleep(Math.min(pace, end - terminal.now().getTime()));
    const { value } = await api.get(`/api/v1/drafts/${draft.id}/confirmation?${query}`, confirmationSchema);
    if (value.state === 'ready') return;
  }
  throw new CliFailure(exitCodes.forbidden, `Nobody confirmed it within ${seconds} s. Nothing was applied.`, {
    code: 'APPROVAL_REQUIRED',
    hint: 'Wait longer with --wait <seconds>.',
  });
}
