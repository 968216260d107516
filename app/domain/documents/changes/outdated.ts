import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { refusal, said } from "#app/erp/refusals.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";

/** What was to be changed is not what it was when a person saw it; `detail`: as the ERP says it, null: the order itself changed. */
export function outdated(orderId: OrderId, detail: ErpErrorDetail | null = null): TaskProblem {
  const { message, text } = detail ?? said(refusal("answer.orderChangedAgain"));
  return {
    kind: "amendment-outdated",
    params: { orderId, message, ...(text ? { text } : {}) },
    cause: "amendment-outdated",
  };
}
