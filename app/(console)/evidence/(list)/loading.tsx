import { Topbar } from '@/components/app/topbar';
import { SkeletonRows } from '@/components/ui/skeleton-rows';

export default function Loading() {
  return (
    <main className="main" id="main">
      <Topbar title="Evidence" />
      <SkeletonRows count={8} />
    </main>
  );
}
