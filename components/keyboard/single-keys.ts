const storageKey = 'countersign-single-keys';

/** Whether this person wants single-key shortcuts (WCAG 2.1.4); on until turned off. */
export const singleKeysOn = (): boolean => localStorage.getItem(storageKey) !== 'off';

export const setSingleKeys = (on: boolean): void => localStorage.setItem(storageKey, on ? 'on' : 'off');
