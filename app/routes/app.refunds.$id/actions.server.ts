import type { RefundId } from "#app/lib/ids.ts";
import { z } from "zod";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { unlinkCreditMemo } from "#app/domain/refunds/unlink-credit-memo.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";

export const refundActionSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("create") }),
  z.object({ intent: z.literal("unlink"), reason: z.string().trim().min(1).max(300) }),
]);

/** Carries out what a person did on a refund's page. Every refusal is a value with its text. */
export async function refundAction(
  scope: { shop: string; by: string },
  refundId: RefundId,
  sent: z.output<typeof refundActionSchema>,
): Promise<Outcome> {
  if (sent.intent === "unlink") {
    const result = await unlinkCreditMemo(scope, refundId, sent.reason);
    return result.ok
      ? { done: "refunds.done.unlink" }
      : { refused: `refunds.refused.${result.error.kind}` };
  }
  const { enqueued, already, refused } = await createCreditMemos(scope, [refundId]);
  if (enqueued.length > 0) return { done: "refunds.done.create", count: 1 };
  if (already.length > 0) return { done: "refunds.done.already", count: 1 };
  const [problem] = refused.flatMap(({ problems }) => problems);
  return problem
    ? {
        refused: "refunds.refused.problem",
        problem: { kind: problem.kind, params: problem.params },
      }
    : { refused: "refunds.refused.not-found" };
}
