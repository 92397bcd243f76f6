import { unicodeHost } from '@/lib/domain/text/punycode';
import { stillVisible } from '@/lib/domain/text/visible';
import type { Paint } from '../colour';
import { shortId } from '../draft-ref';
import { agoWords, untilWords } from '../time-words';
import type { Detail } from '../wire';
import { pressureView } from './pressure-view';

type Change = Detail['changes']['fields'][number];
type Look = { paint: Paint; now: Date };

const glyphOf = { added: '+', removed: '-', changed: '~' } as const;

/** Everything a decision needs, facts first, the proposer's own words last. `diff` is the spec, line by line, if it is wanted. */
export function draftView(draft: Detail, look: Look, diff: readonly string[] = []): string[] {
  return [
    ...heading(draft, look),
    '',
    ...changes(draft, look.paint),
    ...flags(draft, look.paint),
    ...moved(draft, look.paint),
    ...checks(draft, look.paint),
    ...deciders(draft),
    ...pressureView(draft, look),
    ...ending(draft),
    ...outcome(draft),
    ...(diff.length === 0 ? [] : ['SPEC DIFF', ...diff]),
    ...claim(draft, look.paint),
  ];
}

function heading(draft: Detail, { paint, now }: Look): string[] {
  const { risk, base, created_by: by } = draft;
  const when =
    draft.status === 'pending'
      ? `expires ${untilWords(draft.expires_at, now)}`
      : `decided ${agoWords(draft.decided_at ?? draft.expires_at, now)}`;
  const tier = risk.tier === 'high' ? paint.warn('! HIGH') : risk.tier.toUpperCase();
  const who = [
    `by ${by.name}`,
    `${by.kind === 'agent' ? 'key' : 'person'} ${by.id}`,
    agoWords(draft.created_at, now),
    ...(draft.run_id === null ? [] : [`run ${draft.run_id}`]),
  ];
  return [
    `${paint.strong(draft.status.toUpperCase())}  ${draft.operation} ${draft.type} ${paint.strong(draft.resource_name)} (${draft.environment})   ${tier}   ${when}`,
    `${who.join(' · ')}   ${base.state === 'absent' ? 'does not exist yet' : `base v${base.version}`}`,
    `id ${draft.id}   digest ${draft.digest_code} ${draft.proposed_spec_digest}`,
  ];
}

/** The fields that differ, as `draft show` lists them. */
export function changes({ changes: { fields, unchanged } }: Pick<Detail, 'changes'>, paint: Paint): string[] {
  const width = Math.max(0, ...fields.map(({ label }) => label.length));
  const colour = { added: paint.added, removed: paint.removed, changed: paint.changed };
  const lines = fields.map((change) => {
    const warns = change.flags.length > 0 ? `   ${paint.warn(`! ${change.flags.join(' ! ')}`)}` : '';
    const text = `  ${glyphOf[change.kind]} ${change.label.padEnd(width)}   ${valuesOf(change)}`;
    return colour[change.kind](text) + warns;
  });
  const stay =
    unchanged === 0 ? [] : [paint.faint(`  ${unchanged} ${unchanged === 1 ? 'field' : 'fields'} unchanged`)];
  return ['WHAT CHANGES', ...(lines.length > 0 ? lines : ['  nothing']), ...stay];
}

function valuesOf(change: Change): string {
  const [before, after] = [hostToo(change, change.before), hostToo(change, change.after)];
  if (change.kind === 'added') return after;
  return change.kind === 'removed' ? before : `${before}  →  ${after}`;
}

/** A host in punycode is shown with the letters it stands for, and never as those letters alone. */
function hostToo({ field }: Change, value: string | null): string {
  if (value === null) return '(none)';
  if (field !== 'target_host' || !value.includes('xn--')) return value;
  return `${value} (${stillVisible(unicodeHost(value))})`;
}

export function flags({ risk }: Pick<Detail, 'risk'>, paint: Paint): string[] {
  if (risk.flags.length === 0) return ['FLAGS    none'];
  return ['FLAGS', ...risk.flags.map(({ code, sentence }) => `  ${paint.warn(`! ${code}`)}  ${sentence}`)];
}

function moved({ moved: fields }: Detail, paint: Paint): string[] {
  if (fields.length === 0) return [];
  const lines = fields.map(
    ({ label, base, live }) => `  ! ${label}: ${base ?? '(none)'} is now ${live ?? '(none)'}`,
  );
  return [paint.warn('MOVED SINCE IT WAS PROPOSED'), ...lines];
}

function checks({ checks: all }: Detail, paint: Paint): string[] {
  const passed = all.filter(({ status }) => status === 'pass').length;
  const failed = all.filter(({ status }) => status === 'fail');
  return [
    `CHECKS   ${passed}/${all.length} pass now`,
    ...failed.map(({ number, title, detail }) => `  ${paint.removed(`- ${number} ${title}`)}  ${detail}`),
  ];
}

const deciders = ({ may_decide: who }: Detail): string[] => (who ? [`DECIDES  ${who.words}`] : []);

function ending({ applied, discard, evidence }: Detail): string[] {
  return [
    ...(applied
      ? [
          `APPLIED  by ${applied.by.name}: ${applied.resource.id} v${applied.resource.version}`,
          ...(applied.reason === null ? [] : [`REASON   ${applied.reason}`]),
        ]
      : []),
    ...(discard ? [`DISCARDED  by ${discard.by.name}: ${discard.reason} ${discard.message}`.trimEnd()] : []),
    `EVIDENCE ${evidence.map(({ event, merkle_position: at }) => `${event} @${at}`).join(' · ')}`,
  ];
}

/** What the proposer is told: only where it says more than the status does. */
function outcome({ status, outcome: told }: Detail): string[] {
  if (!told || told.kind === status) return [];
  return [`OUTCOME  ${told.kind.replaceAll('_', ' ')}: ${told.next_action.why}`];
}

function claim({ created_by: by, rationale }: Detail, paint: Paint): string[] {
  const whose = by.kind === 'agent' ? 'from agent, untrusted' : 'from the proposer, untrusted';
  return [
    `Why (${whose}):`,
    ...rationale.split('\n').map((line) => paint.faint(`  | ${stillVisible(line)}`)),
  ];
}

/** What may come next for a draft. */
export function nextCommands({
  id,
  status,
  resource_name: name,
}: Pick<Detail, 'id' | 'status' | 'resource_name'>) {
  const short = shortId(id);
  return status === 'pending'
    ? `Next: draft diff ${short} · draft apply ${short} · draft discard ${short}`
    : `Next: draft history ${name}`;
}
