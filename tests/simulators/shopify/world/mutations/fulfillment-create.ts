/**
 * fulfillmentCreate. Order of checks and texts: recordings fulfillment-create-preconditions, fulfillment-create-multi-group (a quantity below one is
 * refused before anything else, whatever group it stands in). Ids in the texts are numbers, listed in rising order. The refusal of two delivery methods is
 * Shopify's text as merchants report it; its place among the checks is believed.
 */
import type { FieldResolver, ResolverContext } from "../../world-interface.ts";
import { announceShipping, everythingLeft, ship, type Taken } from "../acts/fulfill-order.ts";
import { trackingOf, type TrackingInput } from "../carriers.ts";
import { mayFulfill } from "../fulfillment-scopes.ts";
import { numericId, requireGid } from "../ids.ts";
import type { FulfillmentOrderRecord } from "../model.ts";
import type { Store } from "../store.ts";
import { userError, type UserError } from "./user-error.ts";

interface Group {
  fulfillmentOrderId: string;
  fulfillmentOrderLineItems?: { id: string; quantity: number }[] | null;
}
interface FulfillmentInput {
  lineItemsByFulfillmentOrder: Group[];
  notifyCustomer?: boolean | null;
  trackingInfo?: TrackingInput | null;
}

const FULFILLABLE = new Set(["OPEN", "IN_PROGRESS"]);
const refusal = (message: string): UserError[] => [userError(["fulfillment"], message)];
const listed = (gids: string[]): string =>
  [...new Set(gids.map(numericId))].sort((a, b) => a - b).join(", ");

const listedTexts = (texts: string[]): string => `[${texts.map((text) => `"${text}"`).join(", ")}]`;

function quantityErrors(groups: Group[]): UserError[] {
  return groups.flatMap((group, at) =>
    (group.fulfillmentOrderLineItems ?? []).flatMap(({ quantity }, line) =>
      quantity > 0
        ? []
        : [
            userError(
              [
                "fulfillment",
                "lineItemsByFulfillmentOrder",
                String(at),
                "fulfillmentOrderLineItems",
                String(line),
                "quantity",
              ],
              "Quantity must be greater than 0",
            ),
          ],
    ),
  );
}

/** What the call would ship, or why it may not. A list left out or left blank means everything that remains (docs of FulfillmentOrderLineItemsInput). */
function plan(
  store: Store,
  groups: Group[],
  context: ResolverContext,
): { fulfillmentOrders: FulfillmentOrderRecord[]; taken: Taken[] } | UserError[] {
  const wanted = groups.map((group) => ({
    group,
    record: store.find(
      requireGid(group.fulfillmentOrderId, "FulfillmentOrder", { terse: true }),
    ) as FulfillmentOrderRecord | undefined,
  }));
  for (const { group } of wanted)
    for (const { id } of group.fulfillmentOrderLineItems ?? [])
      requireGid(id, "FulfillmentOrderLineItem", { terse: true });
  const errors = quantityErrors(groups);
  if (errors.length > 0) return errors.slice(0, 1);
  const known = wanted.flatMap(({ group, record }) =>
    record !== undefined && mayFulfill(record, context.scopes) ? [{ group, record }] : [],
  );
  if (known.length < wanted.length || known.length === 0)
    return refusal("Fulfillment order does not exist.");
  const records = [...new Set(known.map(({ record }) => record))];
  if (new Set(records.map(({ order }) => order)).size > 1)
    return refusal(
      `All fulfillment orders must belong to the same order. Multiple orders with ids [${listed(records.map(({ order }) => order.id))}] were found.`,
    );
  if (new Set(records.map(({ location }) => location)).size > 1)
    return refusal(
      `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${listed(records.map(({ location }) => location.id))}] were found.`,
    );
  const methods = [...new Set(records.map(({ methodType }) => methodType.toLowerCase()))].sort();
  if (methods.length > 1)
    return refusal(
      `All fulfillment orders must have the same delivery method type. Multiple delivery method types ${listedTexts(methods)} were found.`,
    );
  const barred = records.find(({ status }) => !FULFILLABLE.has(status));
  if (barred)
    return refusal(
      `Fulfillment order ${numericId(barred.id)} has an unfulfillable status= ${barred.status.toLowerCase()}.`,
    );
  const taken: Taken[] = [];
  for (const { group, record } of known) {
    const lines = group.fulfillmentOrderLineItems ?? [];
    if (lines.length === 0) taken.push(...everythingLeft(record));
    for (const { id, quantity } of lines) {
      const part = record.lines.find((line) => line.id === id);
      if (!part) return refusal("Fulfillment order line item does not exist.");
      taken.push({ part, quantity });
    }
  }
  const asked = (part: Taken["part"]) =>
    taken.filter((one) => one.part === part).reduce((total, { quantity }) => total + quantity, 0);
  if (taken.some(({ part }) => asked(part) > part.remainingQuantity))
    return refusal("Invalid fulfillment order line item quantity requested.");
  return { fulfillmentOrders: records, taken };
}

export function fulfillmentCreate(store: Store): FieldResolver {
  return (_, args, context) => {
    const input = args.fulfillment as FulfillmentInput;
    const planned = plan(store, input.lineItemsByFulfillmentOrder, context);
    if (Array.isArray(planned)) return { fulfillment: null, userErrors: planned };
    const fulfillment = ship(
      store,
      planned.fulfillmentOrders,
      planned.taken,
      trackingOf(input.trackingInfo),
    );
    announceShipping(store, fulfillment.order, [fulfillment]);
    context.effects({
      mutation: "fulfillmentCreate",
      shop: store.shop,
      input,
      result: {
        fulfillment: fulfillment.id,
        order: fulfillment.order.id,
        notifyCustomer: input.notifyCustomer ?? false,
        lines: fulfillment.lines.map(({ lineItem, quantity }) => ({
          lineItem: lineItem.id,
          quantity,
        })),
        tracking: fulfillment.tracking,
      },
    });
    return { fulfillment, userErrors: [] };
  };
}
