import { expect, it } from 'vitest';
import { ruleOfForm } from './rule-of-form';

const formOf = (values: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
};
const always = { effect: 'deny', priority: '100', reason: ' because ' };

it('asks for what is chosen, and leaves out what is not', () => {
  expect(
    ruleOfForm(formOf({ ...always, keys: '', tools: 'draft_list', environment: '', from: '', to: '' })),
  ).toEqual({
    effect: 'deny',
    priority: 100,
    reason: 'because',
    match: { tools: ['draft_list'] },
  });
  expect(ruleOfForm(formOf({ ...always, from: '16:00', to: '' }))).toMatchObject({
    match: { time: { from: '16:00', to: '' } },
  });
});
