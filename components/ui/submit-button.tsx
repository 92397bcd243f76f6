'use client';

import type { ComponentProps } from 'react';
import { useListening } from './use-listening';

/**
 * The button of a form that scripts send. Before the page listens the browser would send the form by itself, with all that
 * was typed in the address; a form whose button is disabled is sent neither by a press nor by Enter.
 */
export function SubmitButton({ disabled = false, ...rest }: Omit<ComponentProps<'button'>, 'type'>) {
  const listening = useListening();
  return <button {...rest} type="submit" disabled={disabled || !listening} />;
}
