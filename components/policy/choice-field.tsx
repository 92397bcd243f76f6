import { useId } from 'react';

type Props = {
  label: string;
  name: string;
  choices: readonly { value: string; label: string }[];
  hint?: string;
};

/** One choice of a list. */
export function ChoiceField({ label, name, choices, hint }: Props) {
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        name={name}
        className="input"
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
