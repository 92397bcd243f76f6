/** Fields whose value their author chose freely: a headline names them and never repeats what they say. */
const free = /^(?:description|labels?[._:]|headers?[._:])/;

export const isFreeText = (fieldId: string): boolean => free.test(fieldId);
