import { ChevronRight } from 'lucide-react';
import { type FormField, type FormItem, fieldsIn, isGroup } from '@/lib/domain/form/form-item';
import type { PlacedIssue } from '@/lib/domain/form/place-issues';
import type { FormTexts } from '@/lib/domain/form/read-form';
import { FieldInput } from './field-input';

type Props = { items: readonly FormItem[]; texts: FormTexts | null; issues: readonly PlacedIssue[] };

const problemsOf = (field: FormField, issues: readonly PlacedIssue[]) =>
  issues.filter((issue) => issue.field?.path === field.path).map(({ message }) => message);

function Item({ item, texts, issues }: { item: FormItem } & Omit<Props, 'items'>) {
  if (!isGroup(item)) {
    const text = texts?.[item.path] ?? item.text;
    return <FieldInput field={item} text={text} problems={problemsOf(item, issues)} />;
  }
  return (
    <fieldset className="asked-group">
      <legend>
        {item.label} {item.optional ? <span className="muted font-normal">optional</span> : null}
      </legend>
      {item.help === '' ? null : <p className="hint">{item.help}</p>}
      {item.items.map((inner) => (
        <Item key={inner.path} item={inner} texts={texts} issues={issues} />
      ))}
    </fieldset>
  );
}

const isFolded = (item: FormItem): boolean => fieldsIn([item]).every(({ folded }) => folded);

/** The questions that matter first; those that are seldom changed are folded, and open where one of them is wrong. */
export function FormItems({ items, texts, issues }: Props) {
  const folded = items.filter(isFolded);
  const within = fieldsIn(folded);
  const wrong = issues.some(({ field }) => within.some(({ path }) => path === field?.path));
  return (
    <>
      {items
        .filter((item) => !isFolded(item))
        .map((item) => (
          <Item key={item.path} item={item} texts={texts} issues={issues} />
        ))}
      {folded.length === 0 ? null : (
        <details className="asked-more" open={wrong || undefined}>
          <summary className="fold">
            <ChevronRight className="icon-small" aria-hidden="true" />
            {within.length} more: {folded.map(({ label }) => label.toLowerCase()).join(', ')}
          </summary>
          {folded.map((item) => (
            <Item key={item.path} item={item} texts={texts} issues={issues} />
          ))}
        </details>
      )}
    </>
  );
}
