/**
 * Something in a log that does not hold. `position` is where it lies, `id` the record or the draft that it is about, if
 * any, `field` what says so: `position` a leaf that is missing (`count` of them from there on) or out of place; `entry`
 * bytes that are not the RFC 8785 form of a record; `tenant`, `id`, `event`, `subject` a record that says another than it is
 * stored under; `leaf_hash` the hash of the entry; `hashes` the number of stored hashes; `subtree_hash` one above the leaf
 * (`level`); `size` and `edge` the head of the log; `order` an event that its draft cannot have there; `previous_digest` the
 * creation that an apply names; `view` a person's decision without the record of what they had before them; `draft` a stored
 * draft that is not as the log says, or one that is not stored, `resource` the same of a resource or of one `version` of it
 * (`column` where it differs); `pending_count` that the head counts others as pending than are stored; `checkpoint` a
 * checkpoint whose own key did not sign it as it is stored, `checkpoint_root` one that the leaves below it do not give; `kept`
 * and `kept_root` the same of the head that is kept outside the database; `anchor` a checkpoint that the anchor log does not
 * hold where it should, `anchored` a leaf of the anchor log whose checkpoint no log stores.
 */
export type LogBreak = {
  position: number;
  id: string | null;
  field: LogField;
  count?: number;
  level?: number;
  column?: string;
  version?: number;
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
  | 'view'
  | 'draft'
  | 'resource'
  | 'pending_count'
  | 'checkpoint'
  | 'checkpoint_root'
  | 'kept'
  | 'kept_root'
  | 'anchor'
  | 'anchored';
