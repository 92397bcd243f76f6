import type { Role } from '@/lib/domain/actor';
import type { KeyTerms } from '@/lib/domain/keys/key-terms';
import { ceilingOf } from '@/lib/domain/keys/owner-ceiling';
import { scopes } from '@/lib/domain/keys/scope';
import { dataClasses } from '@/lib/domain/policy/data-class';
import type { Refusal } from '@/lib/domain/refusal';
import { dataClassNames, scopeWords, takes } from './key-words';
import { NewKeyLimits } from './new-key-limits';
import { TickList } from './tick-list';

/** What is wrong with a field, or with something inside it. */
export const problemWith = (name: string, refusal: Refusal | null): string | null =>
  refusal?.issues?.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message ?? null;

type Props = {
  /** What is ticked and typed to begin with. */
  terms: KeyTerms;
  /** The role of who answers for the key, which bounds it. */
  ownerRole: Role;
  wrong: (name: string) => string | null;
};

/** What a key is to allow. */
export function KeyTermsFields({ terms, ownerRole, wrong }: Props) {
  const ceiling = ceilingOf(ownerRole);
  return (
    <>
      <TickList
        name="scopes"
        legend="It may"
        hint="Each opens its tools only with the data named beside it. No key can apply, write or administer."
        problem={wrong('scopes')}
        ticks={scopes.map((scope) => ({
          value: scope,
          label: scopeWords[scope],
          note: takes(scope),
          disabled: !ceiling.includes(scope),
          ticked: terms.scopes.includes(scope),
        }))}
      />
      <TickList
        name="data_classes"
        legend="Data that its tools may read"
        hint="A tool that reads another class is refused."
        problem={wrong('data_classes')}
        ticks={dataClasses.map((value) => ({
          value,
          label: dataClassNames[value],
          ticked: terms.data_classes.includes(value),
        }))}
      />
      <NewKeyLimits terms={terms} wrong={wrong} />
    </>
  );
}
