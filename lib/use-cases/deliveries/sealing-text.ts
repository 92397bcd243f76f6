import { keptDeliveryKey } from '@/host/delivery-key';
import { config } from '@/lib/config';

/** What seals and opens the signing secrets: DELIVERY_KEY, or the key that DATA_DIR keeps. */
export function sealingText(): string {
  const { deliveryKey, dataDir } = config();
  return deliveryKey ?? keptDeliveryKey(dataDir);
}
