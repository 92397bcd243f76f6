import { PageMessage } from '../ui/page-message';

/** For who may not look. */
export function OnlyFor({ why }: { why: string }) {
  return (
    <PageMessage title="This is not for your role">
      <p>{why} Ask an admin of your tenant.</p>
    </PageMessage>
  );
}
