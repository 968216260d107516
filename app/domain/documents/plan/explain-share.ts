import { why } from "#app/domain/mapping/decision.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import { numericId } from "#app/shopify/gid.ts";
import type { DocumentShare } from "#app/domain/orders/snapshot/order-share.ts";
import { isFirst } from "#app/domain/orders/snapshot/order-share.ts";

/** Which part of the order the document has, and what else is on it. */
export function explainShare(share: DocumentShare): Explanation {
  const { fulfillmentOrderId, shares } = share;
  const own = shares.find((one) => one.fulfillmentOrderId === fulfillmentOrderId);
  const params = {
    id: numericId(fulfillmentOrderId),
    location: own?.locationName ?? "",
    number: shares.findIndex((one) => one === own) + 1,
    of: shares.length,
  };
  const change = settingPath("documents");
  const about = { about: "document", rule: "DOC-7" };
  if (shares.length === 1)
    return why(about, "share.only", { id: params.id, location: params.location }, { change });
  return why(about, isFirst(share) ? "share.first" : "share.other", params, { change });
}
