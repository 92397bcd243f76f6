import { expect, it } from 'vitest';
import { readNewKey } from '@/lib/domain/keys/key-request';
import { wantedKey } from './wanted-key';

function typed(over: Record<string, string> = {}): FormData {
  const form = new FormData();
  const usual = {
    name: ' bot ',
    agent_identity: 'bot',
    purpose: 'Proposes endpoints',
    environment: 'dev',
    days: '30',
  };
  const numbers = {
    rate_limit_per_min: '60',
    burst: '60',
    max_pending_drafts: '25',
    refusals_per_min: '20',
  };
  const owner = { human_owner_id: 'usr_01KAJ3V7Q8M2N4P6R8T0V2X4Z7' };
  for (const [name, value] of Object.entries({ ...usual, ...numbers, ...owner, ...over }))
    form.set(name, value);
  return form;
}

it('asks for what was typed, line by line, and for nothing that was not', () => {
  const form = typed({ label_scope: 'team = payments\n\ntier=1', ip_allowlist: '10.0.0.0/8\n192.0.2.1' });
  form.append('scopes', 'mcp:read:drafts');
  const read = readNewKey(wantedKey(form));
  expect(read).toMatchObject({
    ok: true,
    value: {
      name: 'bot',
      terms: {
        scopes: ['mcp:read:drafts'],
        allowed_tools: null,
        label_scope: { team: 'payments', tier: '1' },
        ip_allowlist: ['10.0.0.0/8', '192.0.2.1/32'],
        client_cert_sha256: null,
        require_reason: false,
      },
    },
  });
});

it('leaves what is no number for the server to refuse by its path', () => {
  const read = readNewKey(wantedKey(typed({ days: 'a month' })));
  expect(read).toMatchObject({ refusal: { issues: [{ path: 'days' }] } });
});
