import { acceptInvitation } from '@/lib/auth/accept-invitation';

export { acceptInvitation as POST };
