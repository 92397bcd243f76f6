import { expect, it } from 'vitest';
import { leastTerms } from '@/lib/domain/keys/key-terms';
import { changedTerms, wantedTerms } from './wanted-terms';

const terms = { ...leastTerms, label_scope: { team: 'payments' }, ip_allowlist: ['198.51.100.0/24'] };

/** The form as it stands before anybody types. */
function untouched(): FormData {
  const form = new FormData();
  form.set('rate_limit_per_min', String(terms.rate_limit_per_min));
  form.set('burst', String(terms.burst));
  form.set('max_pending_drafts', String(terms.max_pending_drafts));
  form.set('refusals_per_min', String(terms.refusals_per_min));
  form.set('label_scope', 'team = payments');
  form.set('ip_allowlist', '198.51.100.0/24\n');
  return form;
}

it('sends nothing of a form that nobody touched', () => {
  expect(changedTerms(terms, wantedTerms(untouched()))).toEqual({});
});

it('sends what was changed alone, and a wrong number as the text that it is', () => {
  const form = untouched();
  form.set('burst', 'many');
  form.append('scopes', 'mcp:read:drafts');
  form.set('ip_allowlist', '');
  expect(changedTerms(terms, wantedTerms(form))).toEqual({
    burst: 'many',
    scopes: ['mcp:read:drafts'],
    ip_allowlist: [],
  });
});
