import type { MadeOrderDocument } from "#app/domain/documents/store/made-documents.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { Choices, MappingFacts } from "#app/domain/mapping/facts.ts";
import { gatherFacts } from "#app/domain/mapping/gather-facts.server.ts";
import type { OrderRefund, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { returnPlaces } from "./plan/return-location.ts";

interface MemoFor {
  snapshot: OrderSnapshot;
  card: Card;
  open: OpenPort;
  made: MadeOrderDocument;
  choices: Choices;
}

/** What mapping looks at for credit memos: the customer and the items are the document's, so that the ERP is asked only for what that does not have. */
export async function memoFacts(
  shop: string,
  { snapshot, card, open, made, choices }: MemoFor,
  refunds: readonly OrderRefund[],
  traceId: string,
): Promise<MappingFacts> {
  const { sellTo, billTo, lines } = made.draft;
  const sold = new Set(lines.map(({ shopifyLineId }) => shopifyLineId));
  const back = new Set(refunds.flatMap((refund) => refund.lines.map(({ lineId }) => lineId)));
  const { content, state } = snapshot;
  const places = refunds.flatMap((refund) =>
    refund.lines.flatMap((line) =>
      returnPlaces(line, refund, state).map((place) => ({ ...place, line })),
    ),
  );
  const needed: OrderSnapshot = {
    ...snapshot,
    content: {
      ...content,
      lines: content.lines.filter(({ id }) => back.has(id) && !sold.has(id)),
      retailLocation: null,
      paymentTerms: null,
      lineLocations: places.map(({ id, name, line }) => ({
        lineId: line.lineId,
        locationId: id,
        locationName: name,
        deliveryMethod: null,
        quantity: line.quantity,
      })),
    },
  };
  const known = { ref: sellTo, name: "" };
  return gatherFacts(
    { shop, cardId: card.id, open },
    [
      {
        snapshot: needed,
        settings: card.settings,
        choices: { ...choices, sellTo: known, billTo: { ref: billTo, name: "" } },
      },
    ],
    { traceId },
  );
}
