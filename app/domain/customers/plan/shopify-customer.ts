import type { Address } from "#app/domain/orders/snapshot/snapshot.ts";

/** A customer as Shopify has it; `address` is the default one. */
export interface ShopifyCustomer {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  marketing: boolean;
  tags: string[];
  addressId: string | null;
  address: Address | null;
}
