import type { OrderShippingLine } from "#app/domain/orders/snapshot/snapshot.ts";
import { itemByNumber } from "#app/domain/mapping/items/decide.ts";
import { decideLocation } from "#app/domain/mapping/locations/decide.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { Reason } from "#app/domain/mapping/decision.ts";
import { mappingKey, mappingPath } from "#app/domain/mapping/kinds.ts";
import { shipmentMapping } from "#app/domain/mapping/shipment-methods/decide.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ChargeWay, DraftLine } from "#app/erp/port/documents.ts";
import * as decimal from "#app/money/decimal.ts";
import { subtract } from "../bag.ts";
import { accountLine, drafts, noDrafts, placed, priced } from "./line-kind.ts";
import type { LineContext, LineDrafts, LineKindPlanner } from "./line-kind.ts";

/**
 * D-22: each shipping line that had a price, by the charge type of its own mapping row (account, item, item charge), else on the shipping
 * account. A free method makes no line, a wholly discounted one makes a line with an equal discount.
 */
export const shipping: LineKindPlanner = {
  ofOrder: (context) =>
    context.order.shippingLines
      .map((line, index) => ofShippingLine(line, index, context))
      .reduce(
        (all, next) => ({
          lines: [...all.lines, ...next.lines],
          why: [...all.why, ...next.why],
          problems: [...all.problems, ...next.problems],
          found: [],
          newItems: [],
        }),
        noDrafts,
      ),
};

const ASSIGNED = {
  equally: "line.shipping.itemCharge",
  amount: "line.shipping.itemChargeByAmount",
  quantity: "line.shipping.itemChargeByQuantity",
} as const satisfies Record<ChargeWay, Reason>;

function ofShippingLine(line: OrderShippingLine, index: number, context: LineContext): LineDrafts {
  const { facts, capabilities, snapshot } = context.input;
  const unitPrice = context.amount(line.originalPrice);
  if (decimal.isZero(unitPrice)) return noDrafts;
  const row = shipmentMapping(line.title, facts);
  const base: DraftLine = {
    key: line.id ?? `shipping:${index + 1}`,
    kind: "shipping",
    description: line.title,
    ...priced(
      {
        quantity: 1,
        unitPrice,
        total: context.amount(subtract(line.originalPrice, line.discount)),
        taxes: line.taxes,
      },
      context,
    ),
    ...(row?.agent ? { shippingAgent: row.agent } : {}),
    ...(row?.agent && row.agentService ? { shippingAgentService: row.agentService } : {}),
  };
  const path = mappingPath("shipmentMethod", mappingKey.shipmentMethod(line.title));
  const reason = (text: Extract<Reason, `line.shipping.${string}`>, number: string) =>
    why(
      { about: `line:${base.key}`, rule: "D-22" },
      text,
      { title: line.title, number },
      { change: path },
    );
  const goods = context.order.lines.filter(
    ({ line: { kind } }) =>
      kind === "item" || (kind === "custom" && context.input.settings.customLines === "item"),
  );
  switch (row?.charge?.type) {
    case "account":
      if (!capabilities.lineWithoutItem)
        return drafts([], {
          problems: [
            problem("account-lines-unsupported", { what: "problem.what.shipping" }, "shipping"),
          ],
        });
      return drafts([{ ...base, account: row.charge.number }], {
        why: [reason("line.shipping.account", row.charge.number)],
      });
    case "item": {
      const { value, problems } = itemByNumber(row.charge.number, facts, path);
      if (!value) return drafts([], { problems });
      const first = goods[0]?.line;
      const location = first
        ? decideLocation(first, snapshot.content, facts, placed(context)).value
        : null;
      return drafts(
        [
          {
            ...base,
            item: value.ref,
            ...(value.unit ? { unit: value.unit } : {}),
            ...(location ? { location } : {}),
          },
        ],
        { why: [reason("line.shipping.item", row.charge.number)] },
      );
    }
    case "itemCharge":
      if (!capabilities.itemCharges)
        return drafts([], {
          problems: [problem("item-charge-unsupported", { title: line.title }, line.title)],
        });
      // Nothing to spread it over: the account takes it.
      if (goods.length > 0)
        return drafts(
          [
            {
              ...base,
              itemCharge: row.charge.number,
              ...(row.charge.assign ? { chargeBy: row.charge.assign } : {}),
            },
          ],
          {
            why: [reason(ASSIGNED[row.charge.assign ?? "equally"], row.charge.number)],
          },
        );
      return accountLine(
        base,
        { setting: "shippingAccount", what: "shipping", rule: "D-22" },
        context,
      );
    case undefined:
      return accountLine(
        base,
        { setting: "shippingAccount", what: "shipping", rule: "D-22" },
        context,
      );
  }
}
