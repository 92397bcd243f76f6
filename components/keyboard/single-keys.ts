const STORAGE_KEY = 'countersign-single-keys';

/** Whether this person wants single-key shortcuts (WCAG 2.1.4); on until turned off. */
export const singleKeysOn = (): boolean => localStorage.getItem(STORAGE_KEY) !== 'off';

export const setSingleKeys = (on: boolean): void => localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
