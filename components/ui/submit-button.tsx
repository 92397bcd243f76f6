'use client';

import { type ComponentProps, useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether the page listens already: not while its scripts have not run. */
const useListening = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/**
 * The button of a form that scripts send. Before the page listens the browser would send the form by itself, with all that
 * was typed in the address; a form whose button is disabled is sent neither by a press nor by Enter.
 */
export function SubmitButton({ disabled = false, ...rest }: Omit<ComponentProps<'button'>, 'type'>) {
  const listening = useListening();
  return <button {...rest} type="submit" disabled={disabled || !listening} />;
}
