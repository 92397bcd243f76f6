import type { KeyTerms } from '@/lib/domain/keys/key-terms';

/** Terms of a key as the interface spells them. Whether they may be is for the server to say. */
export type WantedTerms = Record<string, unknown>;

/** UNTRUSTED INPUT: what was typed, without the space around it. */
export function typedIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** UNTRUSTED INPUT: a text that is no number stays a text, and is refused as one. */
export function numberIn(form: FormData, name: string): number | string {
  const text = typedIn(form, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** UNTRUSTED INPUT: what was typed and ticked about the terms of a key. */
export function wantedTerms(form: FormData): WantedTerms {
  const lines = (name: string) =>
    typedIn(form, name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const tools = lines('allowed_tools');
  return {
    scopes: form.getAll('scopes'),
    data_classes: form.getAll('data_classes'),
    allowed_tools: tools.length === 0 ? null : tools,
    rate_limit_per_min: numberIn(form, 'rate_limit_per_min'),
    burst: numberIn(form, 'burst'),
    max_pending_drafts: numberIn(form, 'max_pending_drafts'),
    refusals_per_min: numberIn(form, 'refusals_per_min'),
    label_scope: Object.fromEntries(lines('label_scope').map(labelOf)),
    ip_allowlist: lines('ip_allowlist'),
    client_cert_sha256: typedIn(form, 'client_cert_sha256') || null,
    require_reason: form.get('require_reason') === 'on',
    pinned_surface_hash: typedIn(form, 'pinned_surface_hash') || null,
  };
}

/** Only what is another than it was: what is left out stays, whatever the bounds are by now. */
export const changedTerms = (before: KeyTerms, wanted: WantedTerms): WantedTerms =>
  Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(before, name)),
    ),
  );

/** `team = payments` */
function labelOf(line: string): [string, string] {
  const [name = '', ...value] = line.split('=');
  return [name.trim(), value.join('=').trim()];
}
