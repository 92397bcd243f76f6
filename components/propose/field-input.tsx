import type { FormField, FormInput } from '@/lib/domain/form/form-item';

/** The id of a field's input: where an error leads, and what a label names. */
export const fieldId = (path: string): string => `field-${path.replaceAll('.', '-')}`;

type Props = { field: FormField; text: string; problems: readonly string[] };

type AskedProps = Omit<Props, 'problems'> & { invalid: boolean; describedBy: string };

const sharedOf = ({ field: { path, required }, invalid, describedBy }: AskedProps) => ({
  id: fieldId(path),
  name: path,
  'aria-invalid': invalid,
  'aria-required': required,
  'aria-describedby': describedBy,
});

function Choice(asked: AskedProps) {
  return (
    <select
      {...sharedOf(asked)}
      className={asked.invalid ? 'input invalid' : 'input'}
      defaultValue={asked.text}
    >
      {asked.field.choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function Line(asked: AskedProps) {
  const { input, fixed } = asked.field;
  return (
    <input
      {...sharedOf(asked)}
      className={asked.invalid ? 'input mono invalid' : 'input mono'}
      type="text"
      inputMode={input === 'number' ? 'numeric' : 'text'}
      defaultValue={asked.text}
      readOnly={fixed}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

function Lines(asked: AskedProps) {
  const { field, text, invalid } = asked;
  const prose = field.input === 'text';
  return (
    <textarea
      {...sharedOf(asked)}
      className={`input ${prose ? '' : 'mono'} ${invalid ? 'invalid' : ''}`}
      defaultValue={text}
      rows={prose ? 3 : Math.min(6, text.split('\n').length + 1)}
      maxLength={field.maxLength ?? undefined}
      spellCheck={prose}
      autoComplete="off"
    />
  );
}

const inputs = {
  choice: Choice,
  line: Line,
  number: Line,
  text: Lines,
  list: Lines,
  map: Lines,
  json: Lines,
} satisfies Record<FormInput, React.ComponentType<AskedProps>>;

/** One question: label, what is expected, the input, and what is wrong with it. */
export function FieldInput({ field, text, problems }: Props) {
  const id = fieldId(field.path);
  const invalid = problems.length > 0;
  const Asked = inputs[field.input];
  return (
    <div className="asked">
      <label className="label" htmlFor={id}>
        {field.label} {field.optional ? <span className="muted font-normal">optional</span> : null}
      </label>
      <Asked
        field={field}
        text={text}
        invalid={invalid}
        describedBy={invalid ? `${id}-problem ${id}-help` : `${id}-help`}
      />
      {invalid ? (
        <p className="hint bad" id={`${id}-problem`}>
          {problems.join(' ')}
        </p>
      ) : null}
      <p className="hint" id={`${id}-help`}>
        {field.help}
      </p>
    </div>
  );
}
