import { archiveOrderKind } from "./archive-order.server.ts";
import { awaitCancelKind } from "./await-cancel.server.ts";
import { cancelOrderKind } from "./cancel-order.server.ts";
import { markAsPaidKind } from "./mark-as-paid.server.ts";

/** Acts on a whole order at Shopify; the worker's catalog carries them out. */
export const orderActTaskKinds = [
  markAsPaidKind,
  cancelOrderKind,
  awaitCancelKind,
  archiveOrderKind,
] as const;
