/** What one refusal means to the caller. */
export type Advice = {
  /** When it is answered. */
  when: string;
  /** What the caller can do. */
  next: string;
  /** A message that the product gives with it: a test provokes it and compares. */
  example: string;
};
