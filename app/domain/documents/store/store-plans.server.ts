import type { CardId, OrderId, VersionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { ensureMappings } from "#app/domain/mapping/mappings.server.ts";
import { mappingKinds } from "#app/domain/mapping/kinds.ts";
import type { MappingKind } from "#app/domain/mapping/kinds.ts";
import { neededFacts } from "#app/domain/mapping/needed-facts.ts";
import { problemInfo } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { wakeQueues } from "#app/tasks/wake.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { lookAgainLater, isErpUnavailable } from "../look-again.server.ts";
import type { PlannedOrder } from "../plan/plan-orders.server.ts";
import { storeDocuments } from "./store-documents.server.ts";
import { storePredecessors } from "./store-predecessors.server.ts";
import type { Ready } from "./ready.ts";
import { isProcessed } from "#app/domain/orders/states.ts";
import { storeCustomerLinks, storeItemLinks } from "#app/domain/mapping/store-links.server.ts";
import { setDocumentState } from "#app/domain/orders/document-of-order.server.ts";

export interface Stored {
  enqueued: OrderId[];
  already: OrderId[];
  refused: { orderId: OrderId; problems: ProblemValue[] }[];
  /** Imported anew since it was planned. */
  changed: OrderId[];
}

interface Locked {
  orderId: OrderId;
  documentState: string;
  generation: number;
  currentVersionId: VersionId;
}

/**
 * Stores what planning found, for many orders in one transaction: problems, links, blank mapping rows; and for each order wanted and
 * free of problems its document and its tasks. Statements do not grow with the number of orders. The orders' rows are locked first, so
 * that two people asking at once get one document.
 */
export async function storePlans(
  tx: Tx,
  shop: string,
  planned: PlannedOrder[],
  { by, wanted }: { by: string; wanted: (orderId: OrderId) => boolean },
): Promise<Stored> {
  const rows = await tx.$queryRaw<Locked[]>`
    SELECT "orderId", "documentState", generation, "currentVersionId" FROM "Order"
    WHERE shop = ${shop} AND "orderId" = ANY(${planned.map(({ order }) => order.row.orderId)}) ORDER BY "orderId" FOR UPDATE`;
  const locked = new Map(rows.map((row) => [row.orderId, row]));
  const stored: Stored = { enqueued: [], already: [], refused: [], changed: [] };
  const open: PlannedOrder[] = [];
  const ready: Ready[] = [];
  for (const one of planned) {
    const { orderId } = one.order.row;
    const now = locked.get(orderId);
    if (
      !now ||
      now.currentVersionId !== one.order.versionId ||
      now.generation !== one.order.row.generation
    )
      stored.changed.push(orderId);
    else if (isProcessed(now.documentState)) stored.already.push(orderId);
    else {
      open.push(one);
      const document = documentOf(one);
      if (!document) stored.refused.push({ orderId, problems: one.problems });
      else if (wanted(orderId)) ready.push(document);
    }
  }
  await storeFindings(tx, shop, open);
  const predecessors = await storePredecessors({ tx, shop, by }, ready);
  const queues = await storeDocuments({ tx, shop, by }, ready, predecessors.ids);
  stored.enqueued = ready.map(({ orderId }) => orderId);
  await setProblems(
    tx,
    shop,
    "plan",
    open.map(({ order, problems }) => ({
      subject: order.row.orderId,
      orderId: order.row.orderId,
      problems,
    })),
  );
  await setProblems(
    tx,
    shop,
    "task",
    stored.enqueued.map((orderId) => ({ subject: orderId, orderId, problems: [] })),
  );
  await setStates(tx, shop, stored, { locked, wanted });
  if (open.some(({ problems }) => problems.some(isErpUnavailable)))
    await lookAgainLater(tx, shop, by);
  await wakeQueues(
    tx,
    [...predecessors.queues, ...queues].map((queue) => ({ shop, queue })),
  );
  return stored;
}

/** What can be made: a proved document that no problem holds up (warnings do not). */
function documentOf({ order, card, open, plan, problems }: PlannedOrder): Ready | null {
  if (!card || !open || !plan?.document || !order.snapshot || !plan.proof.proved) return null;
  if (problems.some(({ kind }) => problemInfo(kind)?.severity !== "warns")) return null;
  return {
    orderId: order.row.orderId,
    orderName: order.row.name,
    generation: order.row.generation,
    versionId: order.versionId,
    card,
    open,
    plan,
    document: plan.document,
  };
}

/** Kinds whose values get a blank row when seen; a missing row of the others has a meaning of its own (M-1, M-71). */
const LISTED: ReadonlySet<MappingKind> = new Set(
  mappingKinds.filter((kind) => kind !== "customerTemplate" && kind !== "taxArea"),
);

const inOrder = <T>(rows: T[], keyOf: (row: T) => string): T[] =>
  rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** Rows that batches at work side by side may share are written in one order, so that none waits for another in a circle. */
async function storeFindings(tx: Tx, shop: string, planned: PlannedOrder[]): Promise<void> {
  const byCard = new Map<CardId, ReturnType<typeof neededFacts>["mappings"]>();
  for (const { card, order } of planned) {
    if (!card || !order.snapshot) continue;
    const seen = neededFacts(order.snapshot, card.settings, order.choices).mappings.filter(
      ({ kind }) => LISTED.has(kind),
    );
    byCard.set(card.id, [...(byCard.get(card.id) ?? []), ...seen]);
  }
  for (const [cardId, seen] of byCard) {
    const distinct = new Map(seen.map((value) => [`${value.kind}\n${value.key}`, value]));
    await ensureMappings(
      tx,
      shop,
      cardId,
      inOrder([...distinct.values()], ({ kind, key }) => `${kind}\n${key}`),
    );
  }
  const customers = planned.flatMap(({ plan, open }) =>
    plan && open
      ? plan.found.customers.map(({ link, ref, name, foundBy }) => ({
          shop,
          connectionId: open.connection.id,
          shopifyId: link,
          erpId: ref.id,
          erpNumber: ref.number ?? null,
          title: name,
          foundBy,
        }))
      : [],
  );
  await storeCustomerLinks(
    tx,
    inOrder(customers, ({ connectionId, shopifyId }) => `${connectionId}\n${shopifyId}`),
  );
  const items = planned.flatMap(({ plan, open }) =>
    plan && open
      ? plan.found.items.map(({ variantId, ref, variantCode, unit, title, foundBy }) => ({
          shop,
          connectionId: open.connection.id,
          variantId,
          erpId: ref.id,
          erpNumber: ref.number ?? null,
          variantCode: variantCode ?? null,
          unit: unit ?? null,
          title,
          foundBy,
        }))
      : [],
  );
  await storeItemLinks(
    tx,
    inOrder(items, ({ connectionId, variantId }) => `${connectionId}\n${variantId}`),
  );
}

async function setStates(
  tx: Tx,
  shop: string,
  stored: Stored,
  {
    locked,
    wanted,
  }: { locked: ReadonlyMap<string, Locked>; wanted: (orderId: OrderId) => boolean },
): Promise<void> {
  await setDocumentState(tx, shop, stored.enqueued, "creating");
  // Asked for and blocked, or not heard by the ERP: failed, and so still wanted, until its cause is gone. Merely held, or only looked at: as it was.
  const failed = stored.refused
    .filter(
      ({ orderId, problems }) =>
        wanted(orderId) &&
        problems.some(
          (one) => isErpUnavailable(one) || problemInfo(one.kind)?.severity === "blocks",
        ),
    )
    .map(({ orderId }) => orderId);
  if (failed.length > 0) {
    const fresh = failed.filter((orderId) => locked.get(orderId)?.documentState !== "failed");
    await setDocumentState(tx, shop, failed, "failed");
    await recordEvents(
      tx,
      shop,
      stored.refused
        .filter(({ orderId }) => fresh.includes(orderId))
        .map(({ orderId, problems }) => ({
          orderId,
          kind: "documentRefused",
          actor: "app",
          data: { problems: problems.map(({ kind, params, cause }) => ({ kind, params, cause })) },
        })),
    );
  }
}
