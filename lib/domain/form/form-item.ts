/** How a value is asked for. `map`: one `name: value` a line; `json`: whatever no other input can hold. */
export type FormInput = 'line' | 'text' | 'number' | 'choice' | 'list' | 'map' | 'json';

/** One question of a form. Plain data: the server makes it, the browser reads it back by the same rules. */
export type FormField = {
  /** Where the answer stands in the proposal, and the name of its input: `spec.verification.method` */
  path: string;
  label: string;
  help: string;
  input: FormInput;
  required: boolean;
  /** It may stay empty, and says so: nothing is filled in for it. */
  optional: boolean;
  /** It names what is changed, and is not asked. */
  fixed: boolean;
  /** Seldom changed: it may start out of sight. */
  folded: boolean;
  /** For a choice. The first is chosen where nothing is. */
  choices: readonly { value: string; label: string }[];
  /** The choice stands for true or false. */
  isBoolean: boolean;
  maxLength: number | null;
  /** What the input starts with. */
  text: string;
};

/** Questions about one object. `optional`: it is left out when none of them is answered. */
export type FormGroup = {
  path: string;
  label: string;
  help: string;
  optional: boolean;
  items: readonly FormItem[];
};

export type FormItem = FormField | FormGroup;

export const isGroup = (item: FormItem): item is FormGroup => 'items' in item;

/** Every field of a form, in order. */
export const fieldsIn = (items: readonly FormItem[]): FormField[] =>
  items.flatMap((item) => (isGroup(item) ? fieldsIn(item.items) : [item]));
