/** What the form asks for, as the interface spells it. Whether it may be is for the server to say. */
export type WantedKey = Record<string, unknown>;

/** UNTRUSTED INPUT: what was typed. A text that is no number stays a text, and is refused as one. */
export function wantedKey(form: FormData): WantedKey {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const lines = (name: string) =>
    text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const number = (name: string) => (/^\d{1,9}$/.test(text(name)) ? Number(text(name)) : text(name));
  const tools = lines('allowed_tools');
  return {
    name: text('name'),
    agent_identity: text('agent_identity'),
    purpose: text('purpose'),
    human_owner_id: text('human_owner_id'),
    environment: text('environment'),
    days: number('days'),
    scopes: form.getAll('scopes'),
    data_classes: form.getAll('data_classes'),
    allowed_tools: tools.length === 0 ? null : tools,
    rate_limit_per_min: number('rate_limit_per_min'),
    burst: number('burst'),
    max_pending_drafts: number('max_pending_drafts'),
    label_scope: Object.fromEntries(lines('label_scope').map(labelOf)),
    ip_allowlist: lines('ip_allowlist'),
    client_cert_sha256: text('client_cert_sha256') || null,
    require_reason: form.get('require_reason') === 'on',
    pinned_surface_hash: text('pinned_surface_hash') || null,
  };
}

/** `team = payments` */
function labelOf(line: string): [string, string] {
  const [name = '', ...value] = line.split('=');
  return [name.trim(), value.join('=').trim()];
}
