import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare, isZero, multiply, negate, parseDecimal, subtract } from "#app/money/decimal.ts";
import { decimalsOf } from "../arithmetic.ts";
import type { LockedDocument } from "../documents/change.server.ts";
import { lockDocument } from "../documents/change.server.ts";
import { takeNumber } from "../number-series.server.ts";
import { conflict, invalid, missing, nestedName, refusal, stateName } from "#app/erp/refusals.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";
import { checkedText } from "#app/erp/text-check.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { webAddress } from "#app/lib/web-address.ts";
import { LEDGER_CAPABILITIES, LIMITS } from "../capabilities.ts";
import { moveStock, stockedIds } from "./stock.server.ts";

export interface ShipmentDraft {
  order: ErpRef;
  /** Absent: all that is left. */
  lines?: { lineId: string; quantity: Decimal }[];
  /** Absent: the order's agent and service. Empty: none. */
  agent?: string;
  service?: string;
  trackingNumbers?: string[];
  trackingUrl?: string;
  by: string;
}

export interface PostedRef {
  id: string;
  number: string;
}

/** `receipt`: goods of a return order came in. */
export type PostedGoods = PostedRef & { receipt: boolean };

/** Posts a shipment of a released order: takes the goods from stock and remembers what left. Of a return order: the receipt of what came in. */
export async function postShipment(scope: Scope, draft: ShipmentDraft): Promise<PostedGoods> {
  return db.$transaction(async (tx) =>
    shipWithin(tx, scope, await lockDocument(tx, scope, draft.order), draft),
  );
}

/** As `postShipment`, in the caller's transaction and on a locked order. */
export async function shipWithin(
  tx: Tx,
  scope: Scope,
  order: LockedDocument,
  draft: Omit<ShipmentDraft, "order">,
): Promise<PostedGoods> {
  const receipt = order.kind === "returnOrder";
  if (order.kind !== "salesOrder" && !receipt)
    throw conflict(refusal("shipment.notAnOrder", { document: order.number }));
  if (order.state !== "released")
    throw conflict(
      refusal("shipment.notReleased", { order: order.number, state: stateName(order.state) }),
    );
  const parts = quantities(order, draft.lines);
  await requireAgent(tx, scope, draft);
  const trackingNumbers = (draft.trackingNumbers ?? [])
    .map((number) => checkedText("trackingNumbers", number.trim(), LIMITS.description))
    .filter((number) => number !== "");
  const at = now();
  const shipment = await tx.ledgerPostedShipment.create({
    data: {
      ...scope,
      number: await takeNumber(tx, scope, receipt ? "postedReceipt" : "postedShipment"),
      documentId: order.id,
      shippingAgent: draft.agent === undefined ? order.shippingAgent : draft.agent || null,
      shippingAgentService:
        draft.agent === undefined ? order.shippingAgentService : draft.service || null,
      trackingNumbers,
      trackingUrl: checkedUrl(draft.trackingUrl),
      postedBy: draft.by,
      postedAt: at,
      changedAt: at,
    },
  });
  await tx.ledgerPostedShipmentLine.createMany({
    data: parts.map(({ line, quantity }) => ({
      shop: scope.shop,
      shipmentId: shipment.id,
      documentLineId: line.id,
      sequence: line.sequence,
      itemId: line.itemId,
      variantCode: line.variantCode,
      description: line.description,
      quantity,
      location: line.location,
    })),
  });
  for (const { line, quantity } of parts) {
    await tx.ledgerDocumentLine.update({
      where: { shop_id: { shop: scope.shop, id: line.id } },
      data: { shipped: { increment: quantity } },
    });
  }
  const stocked = await stockedIds(
    tx,
    scope,
    parts.flatMap(({ line }) => line.itemId ?? []),
  );
  await moveStock(
    tx,
    scope,
    parts.flatMap(({ line, quantity }) =>
      line.itemId && line.location && stocked.has(line.itemId)
        ? [
            {
              itemId: line.itemId,
              variantCode: line.variantCode,
              location: line.location,
              quantity: leaving(order, multiply(quantity, decimalOf(line.perBase))),
            },
          ]
        : [],
    ),
    {
      kind: receipt ? "return" : "shipment",
      by: draft.by,
      documentId: shipment.id,
      note: shipment.number,
    },
  );
  await tx.ledgerDocument.update({
    where: { shop_id: { shop: scope.shop, id: order.id } },
    data: { changedAt: at, version: { increment: 1 } },
  });
  return { id: shipment.id, number: shipment.number, receipt };
}

/** What posting these units changes in stock. */
const leaving = ({ kind }: Pick<LockedDocument, "kind">, units: Decimal): Decimal =>
  kind === "returnOrder" ? units : negate(units);

function quantities(
  order: LockedDocument,
  asked: ShipmentDraft["lines"],
): { line: LockedDocument["lines"][number]; quantity: Decimal }[] {
  const left = (line: LockedDocument["lines"][number]): Decimal =>
    subtract(decimalOf(line.quantity), decimalOf(line.shipped));
  if (!asked) {
    const all = order.lines
      .filter((line) => line.itemId !== null && compare(left(line), "0") > 0)
      .map((line) => ({ line, quantity: left(line) }));
    if (all.length === 0) throw conflict(refusal("shipment.nothingLeft", { order: order.number }));
    return all;
  }
  const ids = new Set(asked.map((part) => part.lineId));
  if (ids.size !== asked.length) throw invalid("lines", refusal("line.twice"));
  const parts = asked
    .map(({ lineId, quantity: text }) => {
      const line = order.lines.find((candidate) => candidate.id === lineId);
      if (!line || line.itemId === null)
        throw invalid(
          "lines",
          refusal("shipment.noItemLine", { order: order.number, line: lineId }),
        );
      const quantity = parseDecimal(text);
      if (quantity === undefined || compare(quantity, "0") < 0)
        throw invalid(
          `lines[${lineId}].quantity`,
          refusal("shipment.quantity", { value: text, line: line.description }),
        );
      if (decimalsOf(quantity) > LEDGER_CAPABILITIES.precision.quantity)
        throw invalid(
          `lines[${lineId}].quantity`,
          refusal("value.quantityDecimals", {
            value: quantity,
            decimals: LEDGER_CAPABILITIES.precision.quantity,
          }),
          LEDGER_CAPABILITIES.precision.quantity,
        );
      if (compare(quantity, left(line)) > 0)
        throw invalid(
          `lines[${lineId}].quantity`,
          refusal("shipment.moreThanLeft", { line: line.description, left: left(line), quantity }),
        );
      return { line, quantity };
    })
    .filter((part) => !isZero(part.quantity));
  if (parts.length === 0) throw invalid("lines", refusal("shipment.empty"));
  return parts;
}

/** An address people are sent to: http or https, nothing else. */
function checkedUrl(text: string | undefined): string | null {
  const url = checkedText("trackingUrl", text, 2000).trim();
  if (url !== "" && webAddress(url) === undefined)
    throw invalid("trackingUrl", refusal("shipment.trackingUrl", { url }));
  return url === "" ? null : url;
}

async function requireAgent(
  tx: Tx,
  scope: Scope,
  draft: Pick<ShipmentDraft, "agent" | "service">,
): Promise<void> {
  for (const [kind, parent, code] of [
    ["shippingAgent", "", draft.agent],
    ["shippingAgentService", draft.agent ?? "", draft.service],
  ] as const) {
    if (
      code &&
      !(await tx.ledgerReference.findUnique({
        where: { shop_connectionId_kind_parent_code: { ...scope, kind, parent, code } },
      }))
    ) {
      throw invalid(
        kind,
        refusal("reference.missingInSetUp", { kind: nestedName(`entry.${kind}`), code }),
      );
    }
  }
}

/** Takes a shipment back: the goods return to stock; or a receipt: they leave it again. Refused when they are invoiced. */
export async function undoShipment(
  scope: Scope,
  id: string,
  by: string,
): Promise<{ receipt: boolean }> {
  return db.$transaction(async (tx) => {
    const found = isUuid(id)
      ? await tx.ledgerPostedShipment.findFirst({ where: { ...scope, id } })
      : null;
    if (!found) throw missing(refusal("shipment.missing", { shipment: id }));
    const order = await lockDocument(tx, scope, { kind: "salesOrder", id: found.documentId });
    const shipment = await tx.ledgerPostedShipment.findUniqueOrThrow({
      where: { shop_id: { shop: scope.shop, id } },
      include: { lines: true },
    });
    if (shipment.reversedAt)
      throw conflict(refusal("shipment.undone", { shipment: shipment.number }));
    for (const part of shipment.lines) {
      const line = order.lines.find((candidate) => candidate.id === part.documentLineId);
      if (
        line &&
        compare(
          subtract(decimalOf(line.shipped), decimalOf(part.quantity)),
          decimalOf(line.invoiced),
        ) < 0
      ) {
        throw conflict(
          refusal("shipment.invoiced", { line: line.description, shipment: shipment.number }),
        );
      }
    }
    for (const part of shipment.lines) {
      await tx.ledgerDocumentLine.update({
        where: { shop_id: { shop: scope.shop, id: part.documentLineId } },
        data: { shipped: { decrement: part.quantity } },
      });
    }
    const stocked = await stockedIds(
      tx,
      scope,
      shipment.lines.flatMap((part) => part.itemId ?? []),
    );
    await moveStock(
      tx,
      scope,
      shipment.lines.flatMap((part) => {
        const perBase = order.lines.find((line) => line.id === part.documentLineId)?.perBase;
        return part.itemId && part.location && perBase && stocked.has(part.itemId)
          ? [
              {
                itemId: part.itemId,
                variantCode: part.variantCode,
                location: part.location,
                quantity: negate(
                  leaving(order, multiply(decimalOf(part.quantity), decimalOf(perBase))),
                ),
              },
            ]
          : [];
      }),
      {
        kind: order.kind === "returnOrder" ? "returnUndone" : "shipmentUndone",
        by,
        documentId: shipment.id,
        note: shipment.number,
      },
    );
    const at = now();
    await tx.ledgerPostedShipment.update({
      where: { shop_id: { shop: scope.shop, id } },
      data: { reversedAt: at, changedAt: at, version: { increment: 1 } },
    });
    await tx.ledgerDocument.update({
      where: { shop_id: { shop: scope.shop, id: order.id } },
      data: { changedAt: at, version: { increment: 1 } },
    });
    return { receipt: order.kind === "returnOrder" };
  });
}
