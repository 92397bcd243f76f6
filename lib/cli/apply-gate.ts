import type { RiskTier } from '@/lib/domain/draft/risk';
import { ask, cancelled } from './ask';
import { exitCodes } from './exit-codes';
import { CliFailure, usageFailure } from './failure';
import { canAsk, type Terminal, variable } from './terminal';
import type { Detail } from './wire';

export type ApplyOptions = {
  yes?: boolean;
  ifDigest?: string;
  reason?: string;
  confirmValue?: string;
  ack?: string[];
  wait: number;
  json?: string | boolean;
};

/** What a person types to apply a high-risk draft: the new host, or the resource's name when no host changes. */
export function riskyValue({
  changes,
  resource_name: name,
}: Pick<Detail, 'changes' | 'resource_name'>): string {
  return changes.fields.find(({ field }) => field === 'target_host')?.after ?? name;
}

/** Refused before anything is asked of the server: no policy lets a build server apply. */
export function refuseInCi(terminal: Terminal): void {
  const ci = variable(terminal, 'CI');
  if (ci === null || ci === 'false' || ci === '0') return;
  throw new CliFailure(exitCodes.forbidden, 'CI is set: a build server applies nothing.', {
    hint: 'A person applies, in a terminal of their own or in the browser.',
  });
}

const leastHex = 8;
const hexOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '')
    .replaceAll('-', '');

/** `--if-digest`: what the caller saw is still what is there. */
export function proveDigest({ proposed_spec_digest: digest }: Detail, given: string | undefined): void {
  if (given === undefined) return;
  const hex = hexOf(given);
  if (!/^[0-9a-f]+$/.test(hex) || hex.length < leastHex) {
    throw usageFailure(`--if-digest needs at least ${leastHex} digits of the digest.`);
  }
  if (hexOf(digest).startsWith(hex)) return;
  throw new CliFailure(exitCodes.stale, `The draft has another digest: ${digest}.`, {
    code: 'SPEC_DIGEST_MISMATCH',
    hint: 'Look at it again: draft show',
  });
}

/** Asks as much as the risk is worth. Returns when the person may be believed to mean this draft, and throws else. */
export async function confirmed(terminal: Terminal, draft: Detail, options: ApplyOptions): Promise<void> {
  const tier: RiskTier = draft.risk.tier;
  if (options.yes === true && options.ifDigest === undefined) {
    throw usageFailure(
      '--yes needs --if-digest.',
      `It is ${draft.digest_code} now: look at the draft first.`,
    );
  }
  if (tier === 'high') return highRisk(terminal, draft, options);
  if (options.yes === true) return;
  if (!canAsk(terminal)) throw usageFailure('Nobody can be asked here: --yes and --if-digest are missing.');
  await (tier === 'low' ? yesOrNo(terminal, `Apply ${draft.resource_name}?`) : digestTyped(terminal, draft));
}

export async function yesOrNo(terminal: Terminal, question: string): Promise<void> {
  if (!/^y(es)?$/i.test(await ask(terminal, `${question} [y/N] `))) throw cancelled();
}

async function digestTyped(terminal: Terminal, { digest_code: code }: Detail): Promise<void> {
  const typed = hexOf(
    await ask(terminal, `Medium risk. Type the first eight digits of the digest, ${code}: `),
  );
  if (typed !== hexOf(code)) throw cancelled('That is not the digest. Nothing was sent.');
}

async function highRisk(terminal: Terminal, draft: Detail, options: ApplyOptions): Promise<void> {
  const value = riskyValue(draft);
  if (!canAsk(terminal)) throw nobodyAtHighRisk(draft, options, value);
  if (options.reason === undefined) throw usageFailure('High risk: --reason is missing.');
  const typed = await ask(terminal, `High risk. Type ${value} to go on: `);
  if (typed !== value) throw cancelled('That is not what the draft says. Nothing was sent.');
}

/** A script must name everything a person would have seen, and even then no policy lets it apply. */
function nobodyAtHighRisk({ risk }: Detail, options: ApplyOptions, value: string): CliFailure {
  const ticked = new Set(options.ack);
  const flags = risk.flags.filter(({ tier, code }) => tier === 'high' && !ticked.has(code));
  const missing = [
    ...(options.yes ? [] : ['--yes', '--if-digest <digest>']),
    ...(options.reason === undefined ? ['--reason <text>'] : []),
    ...(options.confirmValue === value ? [] : [`--confirm-value ${value}`]),
    ...flags.map(({ code }) => `--ack ${code}`),
  ];
  if (missing.length > 0)
    return usageFailure(`High risk, and nobody can be asked here. Missing: ${missing.join(' ')}`);
  return new CliFailure(exitCodes.forbidden, 'No policy of this tenant lets a script apply high risk.', {
    code: 'POLICY_DENIED',
    hint: 'A person applies it in a terminal or in the browser.',
  });
}
