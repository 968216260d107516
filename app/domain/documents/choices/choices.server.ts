import type { ConnectionId, LineId, OrderId, VariantId, VersionId } from "#app/lib/ids.ts";
import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import type { Choices, KnownCustomer, KnownItem, PolicyName } from "#app/domain/mapping/facts.ts";
import { storedChoices } from "#app/domain/mapping/stored-choices.ts";
import { CHOSEN } from "#app/domain/mapping/used-codes.ts";
import { unknownCodes } from "#app/domain/erp-connections/reference-codes.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { saveItemLink } from "#app/domain/mapping/links.server.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import type { Choice } from "#app/domain/timeline/events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { findMappingAgain } from "../after-import.server.ts";
import { isProcessed } from "#app/domain/orders/states.ts";
import { storeChoices } from "#app/domain/orders/document-of-order.server.ts";

export type ChoiceRefusal =
  | { kind: "not-found" }
  | { kind: "already-processed" }
  | { kind: "invalid"; field: string }
  | { kind: "not-a-line" }
  /** The ERP has none of this code. */
  | { kind: "not-in-erp"; code: string };

const code = z.string().trim().min(1).max(100);
/** Header values a person may set before creation; null takes the choice back. */
const headerSchema = z
  .object({
    shipmentMethod: code.nullable(),
    shippingAgent: code.nullable(),
    shippingAgentService: code.nullable(),
    paymentTerms: code.nullable(),
    paymentMethod: code.nullable(),
    useShopifyOrderNumber: z.boolean().nullable(),
  })
  .partial()
  .strict();

/** Changes what a person chose for one order, while it has no document, and plans it again. */
async function change(
  { shop, by }: Scope,
  orderId: OrderId,
  made: Choice[] | { choices: Choice[]; reason?: string },
  next: (
    before: Choices,
    order: { currentVersionId: VersionId },
  ) => Promise<Result<Choices, ChoiceRefusal>>,
): Promise<Result<Choices, ChoiceRefusal>> {
  const changed = await db.$transaction(async (tx): Promise<Result<Choices, ChoiceRefusal>> => {
    const [order] = await tx.$queryRaw<
      { choices: unknown; documentState: string; currentVersionId: VersionId }[]
    >`
      SELECT choices, "documentState", "currentVersionId" FROM "Order" WHERE shop = ${shop} AND "orderId" = ${orderId} FOR UPDATE`;
    if (!order) return err({ kind: "not-found" });
    if (isProcessed(order.documentState)) return err({ kind: "already-processed" });
    const choices = await next(storedChoices.read(order.choices, `order ${orderId}`), order);
    if (!choices.ok) return choices;
    await storeChoices(tx, shop, orderId, storedChoices.store(choices.value));
    await recordEvents(tx, shop, [
      {
        orderId,
        kind: "choiceMade",
        actor: by,
        data: Array.isArray(made) ? { choices: made } : made,
      },
    ]);
    return choices;
  });
  if (changed.ok) await findMappingAgain(shop, [orderId], by);
  return changed;
}

/** Sell-to and bill-to by hand; null takes the choice back. A choice of either ends "create new customer". */
export async function assignCustomer(
  scope: Scope,
  orderId: OrderId,
  parties: { sellTo?: KnownCustomer | null; billTo?: KnownCustomer | null },
): Promise<Result<Choices, ChoiceRefusal>> {
  return change(scope, orderId, ["customer"], async ({ createCustomer: _ended, ...before }) =>
    ok(merge(before, parties)),
  );
}

/** Creates a new customer for this order from a template ("" = the shop card's), even where a rule would have found one. */
export async function createCustomerFor(
  scope: Scope,
  orderId: OrderId,
  template: string,
): Promise<Result<Choices, ChoiceRefusal>> {
  return change(
    scope,
    orderId,
    ["newCustomer"],
    async ({ sellTo: _sell, billTo: _bill, ...before }) =>
      ok({ ...before, createCustomer: { template } }),
  );
}

interface ItemChoice {
  /** Null takes the choice back. */
  item: (KnownItem & { title?: string }) | null;
  remember?: { connectionId: ConnectionId; variantId: VariantId } | undefined;
}

/** An item for one line; `remember` links its variant too, so that the next order needs no hand. */
export async function assignItem(
  scope: Scope,
  orderId: OrderId,
  lineId: LineId,
  { item, remember }: ItemChoice,
): Promise<Result<Choices, ChoiceRefusal>> {
  const changed = await change(scope, orderId, ["item"], async (before, { currentVersionId }) => {
    const [line] = await db.$queryRaw<{ found: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM jsonb_array_elements(content -> 'lines') l WHERE l ->> 'id' = ${lineId}) AS found FROM "OrderVersion" WHERE shop = ${scope.shop} AND id = ${currentVersionId}::uuid`;
    if (!line?.found) return err({ kind: "not-a-line" });
    const { [lineId]: _earlier, ...others } = before.items ?? {};
    return ok({ ...before, items: item ? { ...others, [lineId]: known(item) } : others });
  });
  if (changed.ok && remember && item)
    await saveItemLink(
      { shop: scope.shop, by: scope.by },
      remember.connectionId,
      remember.variantId,
      item,
    );
  return changed;
}

const known = ({ ref, variantCode, unit }: KnownItem): KnownItem => ({
  ref,
  ...(variantCode ? { variantCode } : {}),
  ...(unit ? { unit } : {}),
});

export async function chooseHeader(
  scope: Scope,
  orderId: OrderId,
  values: unknown,
): Promise<Result<Choices, ChoiceRefusal>> {
  const parsed = headerSchema.safeParse(values);
  if (!parsed.success)
    return err({ kind: "invalid", field: parsed.error.issues[0]?.path.join(".") ?? "" });
  const [missing] = await unknownCodes(
    scope.shop,
    await connectionOf(scope.shop, orderId),
    Object.entries(CHOSEN).flatMap(([field, kind]) => {
      const typed = parsed.data[field as keyof typeof CHOSEN];
      return typed ? [{ kind, code: typed }] : [];
    }),
  );
  if (missing) return err({ kind: "not-in-erp", code: missing.code });
  return change(scope, orderId, keysOf(parsed.data), async (before) =>
    ok(merge(before, parsed.data)),
  );
}

/** The ERP of the order's card; an order without one belongs to the shop's first. */
async function connectionOf(shop: string, orderId: OrderId): Promise<ConnectionId | null> {
  const order = await db.order.findFirst({ where: { shop, orderId }, select: { cardId: true } });
  return (await getCard(shop, order?.cardId ?? undefined))?.connectionId ?? null;
}

/** Lets an order go on that a policy holds (cancelled, test, high risk, marketplace). */
export async function releasePolicy(
  scope: Scope,
  orderId: OrderId,
  { policy, reason }: { policy: PolicyName; reason?: string },
): Promise<Result<Choices, ChoiceRefusal>> {
  return change(
    scope,
    orderId,
    { choices: ["release"], ...(reason ? { reason } : {}) },
    async (before) => ok({ ...before, release: [...new Set([...(before.release ?? []), policy])] }),
  );
}

/** Takes a release back: the policy holds the order again. */
export async function holdAgain(
  scope: Scope,
  orderId: OrderId,
  policy: PolicyName,
): Promise<Result<Choices, ChoiceRefusal>> {
  return change(scope, orderId, ["hold"], async (before) =>
    ok({ ...before, release: (before.release ?? []).filter((one) => one !== policy) }),
  );
}

const keysOf = (header: z.infer<typeof headerSchema>) =>
  headerSchema.keyof().options.filter((key) => key in header);

/** Null and undefined differ: one takes a choice back, the other leaves it. */
function merge(
  before: Choices,
  changes: { [K in keyof Choices]?: Choices[K] | null | undefined },
): Choices {
  const next: Choices & Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete next[key];
    else if (value !== undefined) next[key] = value;
  }
  return next;
}
