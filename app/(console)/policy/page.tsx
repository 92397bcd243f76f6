import type { Metadata } from 'next';
import { Topbar } from '@/components/app/topbar';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { AddRuleForm } from '@/components/policy/add-rule-form';
import { RuleList } from '@/components/policy/rule-list';
import { TryPolicyForm } from '@/components/policy/try-policy-form';
import { changesPolicy } from '@/lib/domain/people/role-refusals';
import { visible } from '@/lib/domain/text/visible';
import { showPolicy } from '@/lib/use-cases/policy/show-policy';
import { requireSession } from '../require-session';
import { addRuleAction, removeRuleAction, tryPolicyAction } from './actions';
import { toRuleItem } from './rule-item';

export const metadata: Metadata = { title: 'Policy' };

export default async function PolicyPage() {
  const { human } = await requireSession();
  const { version, rules, keys } = await showPolicy(human);
  const mayChange = changesPolicy(human.role) === null;
  const choices = keys.map(({ id, name }) => ({ id, name: visible(name) }));
  const names = new Map(choices.map(({ id, name }) => [id, name]));
  return (
    <main className="main" id="main">
      <Topbar title="Policy" end={<ShortcutSheet />} />
      <article className="settings">
        <section aria-labelledby="rules">
          <h2 id="rules">Rules</h2>
          <p className="muted">
            A key never does more than its scopes open. A rule takes away from that: deny outweighs “a person
            does it instead”, which refuses too and asks nobody, and both outweigh allow. No rule lets an
            agent apply. Version {version}.
          </p>
          <RuleList
            rules={rules.map((rule) => toRuleItem(rule, names))}
            personId={human.userId}
            remove={mayChange ? removeRuleAction : null}
          />
        </section>
        {mayChange ? (
          <>
            <section aria-labelledby="add">
              <h2 id="add">Add a rule</h2>
              <AddRuleForm keys={choices} personId={human.userId} add={addRuleAction} />
            </section>
            <section aria-labelledby="try">
              <h2 id="try">Try it</h2>
              <p className="muted">What would be decided now, and by which rule. Nothing is called.</p>
              <TryPolicyForm keys={choices} personId={human.userId} act={tryPolicyAction} />
            </section>
          </>
        ) : (
          <p className="note">Operators and admins change the policy.</p>
        )}
      </article>
    </main>
  );
}
