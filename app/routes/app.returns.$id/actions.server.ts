import type { ReturnId } from "#app/lib/ids.ts";
import { DocumentId } from "#app/lib/ids.ts";
import { z } from "zod";
import { createExchanges } from "#app/domain/documents/exchanges/create-exchanges.server.ts";
import { unlinkBeside } from "#app/domain/documents/store/unlink-beside.server.ts";
import { orderOfReturn } from "#app/domain/returns/views/return-page.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";

export const returnActionSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("create") }),
  z.object({
    intent: z.literal("unlink"),
    document: DocumentId,
    reason: z.string().trim().min(1).max(300),
  }),
]);

/** Carries out what a person did on a return's page. Every refusal is a value with its text. */
export async function returnAction(
  scope: { shop: string; by: string },
  returnId: ReturnId,
  sent: z.output<typeof returnActionSchema>,
): Promise<Outcome> {
  const orderId = await orderOfReturn(scope.shop, returnId);
  if (orderId === null) return { refused: "returns.refused.not-found" };
  if (sent.intent === "unlink") {
    const result = await unlinkBeside(scope, { documentId: sent.document, orderId }, sent.reason);
    return result.ok
      ? { done: "returns.done.unlink" }
      : { refused: `returns.refused.${result.error.kind}` };
  }
  const { enqueued, refused } = await createExchanges(scope, { orderId, returnId });
  if (enqueued.length > 0) return { done: "returns.done.create" };
  const [problem] = refused.flatMap(({ problems }) => problems);
  return problem
    ? {
        refused: "returns.refused.problem",
        problem: { kind: problem.kind, params: problem.params },
      }
    : { refused: "returns.refused.nothing" };
}
