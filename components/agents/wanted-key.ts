import { numberIn, typedIn, type WantedTerms, wantedTerms } from './wanted-terms';

/** What the form asks for, as the interface spells it. */
export type WantedKey = WantedTerms;

/** UNTRUSTED INPUT: what was typed. Whether it may be is for the server to say. */
export const wantedKey = (form: FormData): WantedKey => ({
  name: typedIn(form, 'name'),
  agent_identity: typedIn(form, 'agent_identity'),
  purpose: typedIn(form, 'purpose'),
  human_owner_id: typedIn(form, 'human_owner_id'),
  environment: typedIn(form, 'environment'),
  days: numberIn(form, 'days'),
  ...wantedTerms(form),
});
