/** The draft that took another's place: proposed later and applied, or a person's restoring or undoing of it. */
export type Successor = { draftId: string; as: 'newer' | 'restore' | 'revert' };
