import type { MadeOrderDocument } from "#app/domain/documents/store/made-documents.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { Choices, MappingFacts } from "#app/domain/mapping/facts.ts";
import { gatherFacts } from "#app/domain/mapping/gather-facts.server.ts";
import type { OrderRefund, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import { soldLines } from "./plan/credit-memo-input.ts";
import { exchangedLines } from "./plan/exchanged.ts";
import { returnPlaces } from "./plan/return-location.ts";

export interface MemosFor {
  snapshot: OrderSnapshot;
  card: Card;
  open: OpenPort;
  made: MadeOrderDocument;
  choices: Choices;
  /** Those to plan credit memos of. */
  refunds: readonly OrderRefund[];
}

/**
 * What mapping looks at for the credit memos of many orders, gathered at once for those of one card and connection: by order, or why it could not be
 * gathered.
 */
export async function memoFacts(
  shop: string,
  orders: readonly MemosFor[],
  traceId: string,
): Promise<Map<string, MappingFacts | ProblemValue>> {
  const groups = new Map<string, MemosFor[]>();
  for (const one of orders) {
    const key = `${one.card.id}/${one.open.connection.id}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const facts = new Map<string, MappingFacts | ProblemValue>();
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const gathered = await gatherFacts(
      { shop, cardId: first.card.id, open: first.open },
      group.map(needed),
      { traceId },
    ).catch((error: unknown) => {
      if (error instanceof ErpError) return problemOf(error.detail);
      throw error;
    });
    for (const { snapshot } of group) facts.set(snapshot.content.id, gathered);
  }
  return facts;
}

/** The customer and the items are the document's, so that the ERP is asked only for what that does not have. */
function needed({ snapshot, card, made, choices, refunds }: MemosFor): {
  snapshot: OrderSnapshot;
  settings: Card["settings"];
  choices: Choices;
} {
  const { sellTo, billTo } = made.draft;
  const sold = new Set(soldLines(made).map(({ shopifyLineId }) => shopifyLineId));
  const sentOut = new Set(
    card.settings.exchangeAs === "creditMemo"
      ? refunds.flatMap((refund) => exchangedLines(refund, snapshot).map(({ id }) => id))
      : [],
  );
  const back = new Set([
    ...refunds.flatMap((refund) => refund.lines.map(({ lineId }) => lineId)),
    ...sentOut,
  ]);
  const { content, state } = snapshot;
  const places = refunds.flatMap((refund) =>
    refund.lines.flatMap((line) =>
      returnPlaces(line, refund, state).map((place) => ({ ...place, line })),
    ),
  );
  return {
    snapshot: {
      ...snapshot,
      content: {
        ...content,
        lines: content.lines.filter(({ id }) => back.has(id) && !sold.has(id)),
        retailLocation: null,
        paymentTerms: null,
        lineLocations: [
          ...content.lineLocations.filter(({ lineId }) => sentOut.has(lineId)),
          ...places.map(({ id, name, line }) => ({
            lineId: line.lineId,
            locationId: id,
            locationName: name,
            deliveryMethod: null,
            quantity: line.quantity,
          })),
        ],
      },
    },
    settings: card.settings,
    choices: {
      ...choices,
      sellTo: { ref: sellTo, name: "" },
      billTo: { ref: billTo, name: "" },
    },
  };
}
