import { useId } from 'react';
import type { draftLifeFields } from '@/lib/domain/draft/draft-life';

type Props = {
  field: (typeof draftLifeFields)[number];
  text: string;
  /** What is wrong with it, in words. */
  problem: string | null;
  fixed: boolean;
  onType: (text: string) => void;
};

/** One number with its unit, its bounds and what it means. */
export function DraftLifeField({ field, text, problem, fixed, onType }: Props) {
  const id = useId();
  const { label, unit, bounds, means, name } = field;
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="number">
        <input
          id={id}
          name={name}
          className={problem === null ? 'input tabular-nums' : 'input tabular-nums invalid'}
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          value={text}
          readOnly={fixed}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? `${id}-means` : `${id}-problem ${id}-means`}
          onChange={(event) => onType(event.currentTarget.value)}
        />
        <span className="muted">{unit}</span>
      </div>
      {problem === null ? null : (
        <p className="hint bad" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <p className="hint" id={`${id}-means`}>
        {bounds.min} to {bounds.max} {unit}. {means}
      </p>
    </div>
  );
}
