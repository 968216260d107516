import type { CardId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { mappingKey, mappingSchemas } from "../kinds.ts";

/** The ERP's method that a shop card has for a gateway; null: none is chosen. */
export async function methodOfGateway(
  shop: string,
  cardId: CardId,
  gateway: string,
): Promise<string | null> {
  const row = await db.mapping.findFirst({
    where: { shop, cardId, kind: "paymentMethod", key: mappingKey.paymentMethod(gateway) },
  });
  const mapped = mappingSchemas.paymentMethod.safeParse(row?.erp);
  return mapped.success ? mapped.data.code : null;
}

/** Tasks that wait for a payment method go on when its mapping is saved. */
export const unmappedGateway = (gateway: string, orderId: OrderId): ProblemValue =>
  problem("unmapped-gateway", { gateway, orderId }, gateway, {
    mapping: { kind: "paymentMethod", key: mappingKey.paymentMethod(gateway) },
  });
