import { redirect } from 'next/navigation';

/** The resources of the only kind that can be live. */
export default function ResourcesPage() {
  redirect('/resources/endpoints');
}
