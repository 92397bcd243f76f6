import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { deliveryStates } from '@/lib/domain/delivery/delivery';

/** The filters of the deliveries page as they stand in the URL. What cannot be understood counts as absent. */
const deliveryFilters = { state: parseAsStringLiteral(deliveryStates), cursor: parseAsString };

export const loadDeliveryFilters = createLoader(deliveryFilters);

export const writeDeliveryFilters = createSerializer(deliveryFilters);
