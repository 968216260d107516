import { customerToErp } from "./customer-to-erp.server.ts";
import { customerToShopify } from "./customer-to-shopify.server.ts";

/** Outside acts of exchanging customers, for the worker's catalog. */
export const customerTaskKinds = [customerToErp, customerToShopify] as const;
