import type { Scope } from "#app/db/scope.ts";
import { assignCustomer, assignItem } from "#app/domain/documents/choices/choices.server.ts";
import { startCreating } from "#app/domain/documents/store/create-many.server.ts";
import type { KnownCustomer, KnownItem } from "#app/domain/mapping/facts.ts";
import { saveItemLink } from "#app/domain/mapping/links.server.ts";
import { addMapping, getMapping, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { saveCard } from "#app/domain/shop-card/cards.server.ts";
import type { SettingProblem } from "#app/domain/shop-card/setting-types.ts";
import type { Json } from "#app/lib/json.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { findProblem, ordersOf, type FoundProblem } from "./found-problem.server.ts";
import { retryCause } from "./retry-cause.server.ts";

/** What a person gave in the form of a problem. */
export type FixValue =
  | { form: "item"; item: KnownItem & { title?: string } }
  | { form: "setting"; value: string | boolean }
  | { form: "mapping"; code: string }
  | { form: "customer"; customer: KnownCustomer };

export type FixRefusal =
  { kind: "gone" | "notInErp" | "notSaved" } | { kind: "setting"; problem: SettingProblem };

/**
 * Fixes one cause for everything that it holds up, and tries all of it again. Gives how many orders that touches. What is fixed is what is
 * open of the cause now, and how is said by the problem's own declaration: the person gives the value only.
 */
export async function fixProblem(
  scope: Scope,
  { kind, cause }: { kind: string; cause: string },
  value: FixValue,
): Promise<Result<number, FixRefusal>> {
  const found = await findProblem(scope.shop, kind, cause);
  if (!found || found.fix.form !== value.form) return err({ kind: "gone" });
  const orders = ordersOf(found).length;
  const fixed = await apply(scope, found, value);
  if (!fixed.ok) return fixed;
  await retryCause(scope.shop, cause, scope.by);
  return ok(orders);
}

async function apply(
  scope: Scope,
  found: FoundProblem,
  value: FixValue,
): Promise<Result<true, FixRefusal>> {
  switch (value.form) {
    case "item":
      return giveItem(scope, found, value.item);
    case "setting":
      return saveSetting(scope, found, value.value);
    case "mapping":
      return saveRow(scope, found, value.code);
    case "customer":
      return ofEachOrder(scope, found, (orderId) =>
        assignCustomer(scope, orderId, { sellTo: value.customer }),
      );
  }
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
  const variants = new Set(found.rows.map(({ detail }) => text(detail.params["variantId"])));
  for (const variantId of variants)
    if (variantId !== "" && !(await saveItemLink(scope, connectionId, variantId, item)))
      return err({ kind: "notSaved" });
  const lines = found.rows.filter(({ detail }) => text(detail.params["variantId"]) === "");
  if (lines.length === 0) return ok(true);
  return ofEachOrder(scope, { ...found, rows: lines }, (orderId) => {
    const line = lines.find((row) => row.orderId === orderId)?.detail.where?.lineId ?? "";
    return assignItem(scope, orderId, line, { item });
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
  { fix, card }: FoundProblem,
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
  { fix, card, rows }: FoundProblem,
  code: string,
): Promise<Result<true, FixRefusal>> {
  if (fix.form !== "mapping") return err({ kind: "gone" });
  const { kind, key } = fix;
  const title = text(rows[0]?.detail.params["location"]) || key;
  await addMapping(shop, card.id, { kind, key, title });
  const row = await getMapping(shop, card.id, kind, key);
  const { revision, erp } = row ?? { revision: 1, erp: null };
  // What else the row says stays.
  const value = { ...(erp as object | null), code };
  const saved = await saveMapping(shop, { cardId: card.id, kind, key, revision, erp: value }, by);
  if (saved.ok) return ok(true);
  return err({ kind: saved.error.kind === "not-in-erp" ? "notInErp" : "notSaved" });
}
