import type { Scope } from "#app/db/scope.ts";
import { assignCustomer, assignItem } from "#app/domain/documents/choices/choices.server.ts";
import { loadOrders } from "#app/domain/documents/plan/load-orders.server.ts";
import { startCreating } from "#app/domain/documents/store/create-many.server.ts";
import type { KnownCustomer, KnownItem } from "#app/domain/mapping/facts.ts";
import { linksOfBuyer } from "#app/domain/mapping/customers/strategy.ts";
import type { MappingValue } from "#app/domain/mapping/kinds.ts";
import { saveCustomerLink, saveItemLink } from "#app/domain/mapping/links.server.ts";
import { addMapping, getMapping, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import type { Fix, FixedMapping } from "#app/domain/problems/kinds/entry.ts";
import { answerMemo } from "#app/domain/refunds/by-hand/answer.server.ts";
import { saveCard, type Card } from "#app/domain/shop-card/cards.server.ts";
import type { SettingProblem } from "#app/domain/shop-card/setting-types.ts";
import { ConnectionId, OrderId, type RefundId } from "#app/lib/ids.ts";
import type { Json } from "#app/lib/json.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { findProblem, ordersOf, type FoundProblem } from "./found-problem.server.ts";
import { retryCause } from "./retry-cause.server.ts";
import { VariantId } from "#app/lib/ids.ts";

/** What a person gave in the form of a problem. */
export type FixValue =
  | { form: "item"; item: KnownItem & { title?: string } }
  | { form: "setting"; value: string | boolean }
  | { form: "mapping"; code: string }
  /** Null: as the shop card books it. */
  | { form: "charge"; charge: Charge | null }
  | { form: "customer"; customer: KnownCustomer }
  /** The refunds that a credit memo made by hand is for; none: something else. */
  | { form: "memoByHand"; refunds: RefundId[] };

type Charge = NonNullable<MappingValue<"shipmentMethod">["charge"]>;

export type FixRefusal =
  | { kind: "gone" | "notInErp" | "notSaved" | "refundChanged" }
  /** Saved for other cards, not for these. */
  | { kind: "partly"; cards: string }
  | { kind: "setting"; problem: SettingProblem };

/**
 * Fixes one cause for everything that it holds up, and tries all of it again. Gives how many orders that touches. What is fixed is what is
 * open of the cause now, and how is said by the problem's own declaration: the person gives the value, and of several cards which.
 */
export async function fixProblem(
  scope: Scope,
  { kind, cause, cards }: { kind: string; cause: string; cards?: readonly string[] },
  value: FixValue,
): Promise<Result<number, FixRefusal>> {
  const found = await findProblem(scope.shop, kind, cause);
  if (!found || found.fix.form !== value.form) return err({ kind: "gone" });
  const chosen = cards
    ? { ...found, cards: found.cards.filter(({ card }) => cards.includes(card.id)) }
    : found;
  const fixed = await apply(scope, chosen, value);
  if (!fixed.ok && fixed.error.kind !== "partly") return fixed;
  await retryCause(scope.shop, cause, scope.by);
  return fixed;
}

async function apply(
  scope: Scope,
  found: FoundProblem,
  value: FixValue,
): Promise<Result<number, FixRefusal>> {
  switch (value.form) {
    case "item": {
      const given = await giveItem(scope, found, value.item);
      return given.ok ? ok(ordersOf(found).length) : given;
    }
    case "setting":
      return onEachCard(found, (card) => saveSetting(scope, found, card, value.value));
    case "mapping":
      return onEachCard(found, (card) =>
        found.fix.form === "mapping"
          ? saveRow(scope, found, card, { ...found.fix, change: { [found.fix.field]: value.code } })
          : Promise.resolve(err({ kind: "gone" })),
      );
    case "charge":
      return onEachCard(found, (card) =>
        found.fix.form === "charge"
          ? saveRow(scope, found, card, {
              ...{ kind: "shipmentMethod", key: found.fix.key },
              change: { charge: value.charge ?? undefined },
            })
          : Promise.resolve(err({ kind: "gone" })),
      );
    case "customer":
      return giveCustomer(scope, found, value.customer);
    case "memoByHand":
      return found.fix.form === "memoByHand"
        ? sayWhatFor(scope, found.fix, value.refunds)
        : err({ kind: "gone" });
  }
}

async function sayWhatFor(
  scope: Scope,
  { connectionId, erpId, orderId }: Extract<Fix, { form: "memoByHand" }>,
  refunds: readonly RefundId[],
): Promise<Result<number, FixRefusal>> {
  const memo = {
    connectionId: ConnectionId.parse(connectionId),
    erpId,
    orderId: OrderId.parse(orderId),
  };
  const answered = await answerMemo(scope, memo, refunds);
  if (answered.ok) return ok(1);
  return err({ kind: answered.error.kind === "gone" ? "gone" : "refundChanged" });
}

/** Saves the same on each card; gives how many orders those have. */
async function onEachCard(
  { cards }: FoundProblem,
  save: (card: Card) => Promise<Result<true, FixRefusal>>,
): Promise<Result<number, FixRefusal>> {
  const results: { title: string; orders: number; saved: Result<true, FixRefusal> }[] = [];
  for (const { card, orders } of cards)
    results.push({ title: card.title, orders: orders.length, saved: await save(card) });
  const [first] = results.flatMap(({ saved }) => (saved.ok ? [] : [saved]));
  const done = results.filter(({ saved }) => saved.ok);
  if (done.length === 0) return first ?? err({ kind: "gone" });
  if (!first) return ok(done.reduce((sum, { orders }) => sum + orders, 0));
  const others = results.flatMap(({ title, saved }) => (saved.ok ? [] : [title]));
  return err({ kind: "partly", cards: others.join(", ") });
}

/**
 * The orders of this ERP's cards get the customer, and so do the next orders of the same Shopify customer: they are linked, By bill-to info
 * with the address too. A mapping type that looks for nobody has no links.
 */
async function giveCustomer(
  scope: Scope,
  found: FoundProblem,
  customer: KnownCustomer,
): Promise<Result<number, FixRefusal>> {
  const { connectionId } = found.card;
  const cards = found.cards.filter(({ card }) => card.connectionId === connectionId);
  const orders = new Set(cards.flatMap((one) => one.orders));
  const rows = found.rows.filter(({ orderId }) => orderId !== null && orders.has(orderId));
  const chosen = await ofEachOrder(scope, { ...found, rows }, (orderId) =>
    assignCustomer(scope, orderId, { sellTo: customer }),
  );
  if (!chosen.ok) return chosen;
  if (connectionId !== null)
    for (const link of await linksToMake(scope.shop, cards))
      await saveCustomerLink(scope, connectionId, link, customer);
  return ok(orders.size);
}

async function linksToMake(shop: string, cards: FoundProblem["cards"]): Promise<Set<string>> {
  const links = new Set<string>();
  for (const { card, orders } of cards)
    for (const { snapshot } of await loadOrders(shop, orders))
      if (snapshot && card.settings.customerMapping !== "default")
        for (const link of linksOfBuyer(snapshot, card.settings)) links.add(link);
  return links;
}

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** Each variant of the cause is linked, so that the next order needs no hand; of a deleted one the orders' lines get the item. */
async function giveItem(
  scope: Scope,
  found: FoundProblem,
  item: KnownItem & { title?: string },
): Promise<Result<true, FixRefusal>> {
  const { connectionId } = found.card;
  if (!connectionId) return err({ kind: "notSaved" });
  const variants = new Set(
    found.rows.flatMap(({ detail }) => VariantId.safeParse(detail.params["variantId"]).data ?? []),
  );
  for (const variantId of variants)
    if (!(await saveItemLink(scope, connectionId, variantId, item)))
      return err({ kind: "notSaved" });
  const lines = found.rows.filter(({ detail }) => text(detail.params["variantId"]) === "");
  if (lines.length === 0) return ok(true);
  return ofEachOrder(scope, { ...found, rows: lines }, async (orderId) => {
    const line = lines.find((row) => row.orderId === orderId)?.detail.where?.lineId;
    return line ? assignItem(scope, orderId, line, { item }) : err({ kind: "not-a-line" });
  });
}

/** A choice for each order by hand; the documents that had been asked for are made then. */
async function ofEachOrder(
  scope: Scope,
  found: FoundProblem,
  choose: (
    orderId: ReturnType<typeof ordersOf>[number],
  ) => Promise<Result<unknown, { kind: string }>>,
): Promise<Result<true, FixRefusal>> {
  const orders = ordersOf(found);
  const asked = found.rows.flatMap(({ orderId, documentState }) =>
    orderId && documentState === "failed" ? [orderId] : [],
  );
  let chosen = 0;
  for (const orderId of orders) if ((await choose(orderId)).ok) chosen += 1;
  if (chosen === 0) return err({ kind: "notSaved" });
  if (asked.length > 0) await startCreating(scope, asked);
  return ok(true);
}

async function saveSetting(
  scope: Scope,
  { fix }: FoundProblem,
  card: Card,
  value: string | boolean,
): Promise<Result<true, FixRefusal>> {
  if (fix.form !== "setting") return err({ kind: "gone" });
  const saved = await saveCard(scope, card, { values: { [fix.key]: value } });
  if (saved.ok) return ok(true);
  const problem = saved.error.kind === "invalid" ? saved.error.errors[0] : undefined;
  return err(problem ? { kind: "setting", problem } : { kind: "notSaved" });
}

async function saveRow(
  { shop, by }: Scope,
  { rows }: FoundProblem,
  card: Card,
  { kind, key, change }: { kind: FixedMapping; key: string; change: object },
): Promise<Result<true, FixRefusal>> {
  const title = text(rows[0]?.detail.params["location"]) || key;
  await addMapping(shop, card.id, { kind, key, title });
  const row = await getMapping(shop, card.id, kind, key);
  const { revision, erp } = row ?? { revision: 1, erp: null };
  // What else the row says stays.
  const value = { ...(erp as object | null), ...change };
  const saved = await saveMapping(shop, { cardId: card.id, kind, key, revision, erp: value }, by);
  if (saved.ok) return ok(true);
  return err({ kind: saved.error.kind === "not-in-erp" ? "notInErp" : "notSaved" });
}
