import type { CardId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { ReferenceValue } from "#app/erp/port/reference.ts";
import { err } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Filled } from "./fill.server.ts";
import { storeSeen } from "./fill.server.ts";
import { mappingKey } from "./kinds.ts";

const PAGE = 200;
const MAX_PAGES = 50;

export type AgentsRefusal =
  { kind: "not-found" } | { kind: "erp-not-connected" } | { kind: "erp"; error: ErpErrorDetail };

/** Shipping agent rows from the ERP's agents, with their names (F-15). */
export async function fillShippingAgents(
  shop: string,
  cardId: CardId,
): Promise<Result<Filled, AgentsRefusal>> {
  const card = isUuid(cardId)
    ? await db.shopCard.findFirst({ where: { shop, id: cardId }, select: { connectionId: true } })
    : null;
  if (!card) return err({ kind: "not-found" });
  const open = card.connectionId === null ? null : await openPort(shop, card.connectionId);
  if (!open) return err({ kind: "erp-not-connected" });
  const agents: ReferenceValue[] = [];
  try {
    let cursor: string | undefined;
    for (let page = 0; ; page += 1) {
      if (page === MAX_PAGES) throw new Error("the ERP's list of shipping agents does not end");
      const { values, next } = await open.port.listReference(
        "shippingAgents",
        { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
        { traceId: randomUUID(), signal: AbortSignal.timeout(30_000) },
      );
      agents.push(...values);
      if (next === undefined) break;
      cursor = next;
    }
  } catch (error) {
    if (error instanceof ErpError) return err({ kind: "erp", error: error.detail });
    throw error;
  }
  return storeSeen(
    shop,
    cardId,
    agents
      .filter(({ blocked }) => blocked !== true)
      .map(({ code, title }) => ({
        kind: "shippingAgent",
        key: mappingKey.shippingAgent(code),
        title: title || code,
        shopify: {},
      })),
  );
}
