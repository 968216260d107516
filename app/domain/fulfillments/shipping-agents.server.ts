import { db } from "#app/db/client.server.ts";
import { mappingKey, mappingSchemas } from "#app/domain/mapping/kinds.ts";
import { fillShippingAgents } from "#app/domain/mapping/fill-shipping-agents.server.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { TrackingAgent } from "./tracking.ts";
import type { CardId } from "#app/lib/ids.ts";

const ASK_AGAIN_MS = 60 * 60_000;
const asked = new Map<string, number>();

/** What is known of an agent (F-15). An agent nobody has named yet is asked of the ERP first; when that does not answer, its code must do. */
export async function shippingAgent(
  { shop, cardId, code }: { shop: string; cardId: CardId; code: string },
  known: TrackingAgent | undefined,
): Promise<TrackingAgent> {
  if (known?.company !== undefined || (known?.title !== undefined && known.title !== code))
    return known;
  const key = `${shop} ${cardId} ${code}`;
  const at = now().getTime();
  if (at - (asked.get(key) ?? 0) < ASK_AGAIN_MS) return known ?? {};
  asked.set(key, at);
  try {
    await fillShippingAgents(shop, cardId);
  } catch (error) {
    logger.warn(
      { shop, error: error instanceof Error ? error.message : "unknown" },
      "the ERP did not give its shipping agents; a code is used as the carrier's name",
    );
  }
  const row = await db.mapping.findFirst({
    where: { shop, cardId, kind: "shippingAgent", key: mappingKey.shippingAgent(code) },
    select: { title: true, erp: true },
  });
  return row ? agentOf(row) : {};
}

/** An agent as its row among the mappings has it. */
export const agentOf = ({ title, erp }: { title: string; erp: unknown }): TrackingAgent => ({
  title,
  ...(erp === null ? {} : mappingSchemas.shippingAgent.parse(erp)),
});
