import { expect, it } from 'vitest';
import { type Match, matchSchema } from './rule';
import { conditionsOf } from './rule-words';

const everything: Required<Match> = {
  keys: ['key_1'],
  tools: ['draft_list', 'draft_show'],
  safety_class: ['write'],
  risk_tier: ['high'],
  data_class: ['public_docs'],
  environment: ['prod'],
  owner_role: ['reviewer'],
  labels: { team: 'pay‮' },
  client: ['cursor'],
  runs: ['run-7'],
  time: { from: '16:00', to: '06:00' },
  arguments: [
    { field: 'spec.name', equals: 'a' },
    { field: 'operation', in: ['delete', 'update'] },
  ],
};

it('says every condition that a rule can have', () => {
  expect(Object.keys(everything).toSorted()).toEqual(Object.keys(matchSchema.shape).toSorted());
  expect(
    conditionsOf(everything, () => 'deploy-bot').map(({ label, value }) => `${label}: ${value}`),
  ).toEqual([
    'Agent key: deploy-bot',
    'Tool: draft_list or draft_show',
    'Kind of call: write',
    'Risk: high',
    'Data: public docs',
    'Environment: production',
    'Owner is: reviewer',
    'Client says: cursor',
    'Run: run-7',
    'Label team: pay⟨U+202E⟩',
    'Time: 16:00 to 06:00 UTC',
    'spec.name: a',
    'operation: delete or update',
  ]);
  expect(conditionsOf({}, (id) => id)).toEqual([]);
});
