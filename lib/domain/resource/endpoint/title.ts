import { visible } from '../../text/visible';
import { fieldPairs } from '../changed-fields';
import type { Spec } from '../resource-kind';
import { hostOf, isEnabled } from './facts';
import { endpointFields } from './fields';

type Title = { text: string; value?: string };

const withValue = (text: string, value: string | null): Title =>
  value === null || value === '' ? { text } : { text, value: visible(value) };

function updateTitle(base: Spec, proposed: Spec, name: string): Title {
  if (hostOf(base) !== hostOf(proposed)) return withValue(`Point ${name} at`, hostOf(proposed));
  if (isEnabled(base) !== isEnabled(proposed))
    return { text: `Turn ${isEnabled(proposed) ? 'on' : 'off'} ${name}` };
  const changed = fieldPairs({ fields: endpointFields }, base, proposed).filter(
    ({ before, after }) => before !== after,
  );
  const [only, ...rest] = changed;
  if (only === undefined) return { text: `Change nothing in ${name}` };
  if (rest.length > 0) return { text: `Change ${changed.length} fields of ${name}` };
  const { free } = only.field;
  if (free !== undefined) return { text: `${only.after === null ? 'Remove' : 'Change'} ${free} of ${name}` };
  const label = visible(only.field.label);
  return only.after === null
    ? { text: `Remove ${label} of ${name}` }
    : withValue(`Set ${label} of ${name} to`, only.after);
}

/** The one sentence that names an endpoint draft. `name` is as stored. */
export function endpointTitle(base: Spec | null, proposed: Spec | null, rawName: string): Title {
  const name = visible(rawName);
  if (proposed === null) return { text: `Delete ${name}` };
  return base === null
    ? withValue(`Create ${name} for`, hostOf(proposed))
    : updateTitle(base, proposed, name);
}
