import { z } from "zod";
import { requestAmendment } from "#app/domain/documents/changes/amend.server.ts";
import { requestReplacement } from "#app/domain/documents/changes/replace.server.ts";
import { unlinkDocument } from "#app/domain/documents/store/unlink-document.server.ts";
import { resolveConflict } from "#app/domain/orders/order-actions.server.ts";
import { VersionId, type OrderId } from "#app/lib/ids.ts";
import type { Outcome } from "#app/ui/outcome.ts";

const reason = z.string().trim().min(1).max(300);

export const changeActionSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("amend"), clickId: z.uuid(), revision: z.string() }),
  z.object({
    intent: z.literal("replace"),
    clickId: z.uuid(),
    revision: z.string().nullable(),
    versionId: VersionId,
    recreates: z.boolean(),
  }),
  z.object({ intent: z.literal("unlink"), reason }),
  z.object({ intent: z.literal("keep"), reason }),
]);

/** Carries out what a person chose for a changed order. Every refusal is a value with its text. */
export async function changeAction(
  scope: { shop: string; by: string },
  orderId: OrderId,
  sent: z.output<typeof changeActionSchema>,
): Promise<Outcome> {
  const { shop, by } = scope;
  switch (sent.intent) {
    case "amend": {
      const result = await requestAmendment(scope, orderId, sent);
      return result.ok
        ? { done: "changes.done.amend" }
        : { refused: `changes.refused.${result.error.kind}` };
    }
    case "replace": {
      const result = await requestReplacement(scope, orderId, sent);
      return result.ok
        ? { done: "changes.done.replace" }
        : { refused: `changes.refused.${result.error.kind}` };
    }
    case "unlink": {
      const result = await unlinkDocument(shop, orderId, by, sent.reason);
      return result.ok
        ? { done: "order.done.unlink" }
        : { refused: `order.refused.${result.error.kind}` };
    }
    case "keep":
      return (await resolveConflict(shop, orderId, by, sent.reason))
        ? { done: "order.done.resolve" }
        : { refused: "order.refused.noConflict" };
  }
}
