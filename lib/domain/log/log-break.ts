/**
 * Something in a log that does not hold. `position` is where it lies, `id` the record or the draft that it is about, if
 * any, `field` what says so: `position` a leaf that is missing (`count` of them from there on) or out of place; `entry`
 * bytes that are not the RFC 8785 form of a record; `tenant`, `id`, `event`, `subject` a record that says another than it is
 * stored under; `leaf_hash` the hash of the entry; `hashes` the number of stored hashes; `subtree_hash` one above the leaf
 * (`level`); `size` and `edge` the head of the log; `order` an event that its draft cannot have there; `previous_digest` the
 * creation that an apply names; `draft` a draft that is not as its last record says; `draft_count` and `pending_count` that others
 * are stored, or counted as pending, than the log says.
 */
export type LogBreak = {
  position: number;
  id: string | null;
  field: LogField;
  count?: number;
  level?: number;
};

export type LogField =
  | 'position'
  | 'entry'
  | 'tenant'
  | 'id'
  | 'event'
  | 'subject'
  | 'leaf_hash'
  | 'hashes'
  | 'subtree_hash'
  | 'size'
  | 'edge'
  | 'order'
  | 'previous_digest'
  | 'draft'
  | 'draft_count'
  | 'pending_count';
