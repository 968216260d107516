import type { OrderId } from "#app/lib/ids.ts";
import type { Order } from "#app/db/generated/client.ts";
import { documentsOf } from "#app/domain/documents/store/document-list.server.ts";
import { documentPages } from "#app/domain/documents/store/document-pages.server.ts";
import { storedChoices } from "#app/domain/mapping/stored-choices.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { previewDocument } from "#app/domain/documents/plan/preview.server.ts";
import { compareVersions, getOrder } from "#app/domain/orders/lists/order-lists.server.ts";
import { problemsOf } from "#app/domain/problems/problems.server.ts";
import { storedDetail } from "#app/domain/problems/stored-problem.ts";
import { storedClaim } from "#app/domain/orders/announce/claim.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { now } from "#app/lib/clock.ts";
import { readEach, readOrLog } from "#app/lib/read-or-log.server.ts";
import { tasksOf } from "#app/tasks/task-list.server.ts";
import { marketplaceView } from "#app/domain/orders/views/marketplace-view.server.ts";
import { postedOf } from "./posted-of-order.server.ts";
import { problemsView } from "#app/domain/problems/problems-view.ts";
import { sharesView } from "./shares-view.server.ts";
import { wentBackOf } from "./went-back.server.ts";
import { adminUrl } from "#app/shopify/admin-url.server.ts";

const ORDER_ACTS = ["markAsPaid", "cancelOrder", "awaitCancel", "archiveOrder"];
/** Documents of the ERP that an order was made of. */
const MADE_OF = ["postedInvoice", "erpOrder"] as const;
/** An order is read again within seconds; a reading that does not come is not waited for. */
const SETTLING_MS = 60_000;

/** Everything the order page shows; null when the shop has no such order. A made document shows its own plan, any other the plan of now. */
export async function orderView(shop: string, orderId: OrderId, params: URLSearchParams) {
  const found = await getOrder(shop, orderId);
  if (!found) return null;
  const { order, snapshot, versions, events } = found;
  const [documents, stored, tasks, posted, wentBack, card, page, cards] = await Promise.all([
    documentsOf(shop, orderId),
    problemsOf(shop, orderId),
    tasksOf(shop, orderId),
    postedOf(shop, orderId),
    wentBackOf(shop, orderId),
    getCard(shop, order.cardId ?? undefined),
    documentPages(shop),
    cardChoices(shop),
  ]);
  const current = documents.find(
    ({ subject, generation, state }) =>
      subject === orderId && generation === order.generation && state !== "unlinked",
  );
  const made =
    current && (order.documentState === "created" || order.documentState === "creating")
      ? storedPlan.read(current.plan, `document ${current.id}`)
      : null;
  const madeOf = MADE_OF.find((kind) => kind === order.documentKind) ?? null;
  const exportedFrom =
    madeOf === null ? null : { kind: madeOf, number: order.documentNumber ?? "" };
  // Of a divided order, what is not made yet is planned beside what is.
  const parts = made?.share?.shares ?? [];
  const lacks = parts
    .slice(1)
    .some(
      ({ fulfillmentOrderId }) =>
        !documents.some(
          ({ subject, state }) =>
            subject === fulfillmentOrderId && (state === "created" || state === "planned"),
        ),
    );
  const preview =
    (made && !lacks) || exportedFrom !== null ? null : await previewDocument(shop, orderId);
  const planned = made ? null : preview;
  const plan = made ?? planned?.plan ?? null;
  const from = params.get("from") ?? order.processedVersionId ?? versions[1]?.id;
  const to = params.get("to") ?? order.currentVersionId;
  return {
    order: {
      id: order.orderId,
      name: order.name,
      at: order.orderCreatedAt.toISOString(),
      importedAt: order.importedAt.toISOString(),
      documentState: order.documentState,
      /** Number of the posted invoice that the order was made of. */
      exportedFrom,
      conflict: order.conflict,
      currency: order.currency,
      total: order.total.toFixed(),
      presentmentCurrency: order.presentmentCurrency,
      presentmentTotal: order.presentmentTotal.toFixed(),
      channel: order.channel ?? order.sourceName,
      redacted: found.redacted,
      adminUrl: adminUrl(shop, `orders/${orderId.replace(/^.*\//, "")}`),
    },
    ...posted,
    ...wentBack,
    // An act has ended and the order is being read again: what is shown is not what it came to yet.
    settling: tasks.some(
      (task) =>
        ORDER_ACTS.includes(task.kind) &&
        (task.state === "done" || task.state === "failed") &&
        task.updatedAt > order.importedAt &&
        now().getTime() - task.updatedAt.getTime() < SETTLING_MS,
    ),
    marketplace: marketplaceView(snapshot, card?.settings.channelCaptures ?? ""),
    claim: claimView(order, card),
    severalCards: cards.length > 1,
    cards,
    archives: card?.settings.archiveProcessed ?? false,
    choices: storedChoices.read(order.choices, `order ${order.name}`),
    content: snapshot.content,
    personal: snapshot.personal,
    state: snapshot.state,
    plan,
    shares: sharesView(plan?.share, preview, documents, plan),
    made: made !== null,
    provedVersion: made ? await provedVersion(shop, order, versions) : null,
    connectionId: current?.connectionId ?? planned?.open?.connection.id ?? null,
    problems: problemsView([
      ...readEach(stored, ({ id, kind, cause, detail }) => {
        const { params, where } = storedDetail.read(detail, `problem ${id}`);
        return { kind, cause, params, where };
      }),
      ...(planned?.problems ?? []),
      ...(planned?.plan?.problems ?? []),
    ]),
    documents: documents.map((document) => ({
      id: document.id,
      /** The order's own, not a credit memo, nor what an exchange or another fulfillment order sends out. */
      own: document.subject === orderId,
      kind: document.kind,
      state: document.state,
      number: document.number,
      url: page(document),
      erpId: document.erpId,
      connectionId: document.connectionId,
      generation: document.generation,
      total: document.total.toFixed(),
      currency: document.currency,
      createdAt: document.createdInErpAt?.toISOString() ?? null,
      releasedAt: document.releasedAt?.toISOString() ?? null,
    })),
    tasks: tasks.map((task) => ({
      id: task.id,
      kind: task.kind,
      state: task.state,
      at: task.updatedAt.toISOString(),
    })),
    versions: versions.map((version) => ({
      ...version,
      createdAt: version.createdAt.toISOString(),
    })),
    compared:
      from && to && from !== to
        ? { from, to, differences: (await compareVersions(shop, orderId, from, to)) ?? [] }
        : null,
    events,
  };
}

/** Which card the order belongs to, and why; the reason is not known of orders that came before it was kept. */
function claimView(
  { claim, name, cardId }: Pick<Order, "claim" | "name" | "cardId">,
  card: Card | null,
) {
  const told =
    claim === null ? null : readOrLog(() => storedClaim.read(claim, `the card of order ${name}`));
  return card === null
    ? null
    : {
        card: { id: card.id, title: card.title, enabled: card.enabled },
        claimed: cardId !== null,
        passed: told?.passed ?? null,
        by: told?.by ?? null,
      };
}

/** Which version of the order a made document's proof is of, and whether it is still the order: a change that bears on the document ends that. */
async function provedVersion(
  shop: string,
  order: Pick<Order, "orderId" | "conflict" | "processedVersionId" | "currentVersionId">,
  versions: readonly { id: string; createdAt: Date }[],
): Promise<{ at: string | null; current: boolean }> {
  const { orderId, conflict, processedVersionId: of, currentVersionId: now } = order;
  const changed =
    of !== null && of !== now
      ? ((await compareVersions(shop, orderId, of, now)) ?? []).some(({ commercial }) => commercial)
      : false;
  const at = versions.find(({ id }) => id === of)?.createdAt.toISOString() ?? null;
  return { at, current: !conflict && !changed };
}

export type OrderView = NonNullable<Awaited<ReturnType<typeof orderView>>>;
