import { applyCreditMemo } from "./apply-credit-memo.server.ts";
import { createCreditMemo } from "./create-credit-memo.server.ts";
import { registerRefund } from "./register-refund.server.ts";
import { releaseCreditMemo } from "./release-credit-memo.server.ts";

/** Every outside act of crediting refunds. */
export const refundTaskKinds = [
  createCreditMemo,
  releaseCreditMemo,
  registerRefund,
  applyCreditMemo,
] as const;
