import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { DocumentPlan } from "#app/domain/documents/plan/plan.ts";
import type { OrderRefund } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { MappingFacts } from "#app/domain/mapping/facts.ts";
import type { MemosFor } from "./memo-facts.server.ts";
import { memoFacts } from "./memo-facts.server.ts";
import type { RefundedOrder } from "./load-refunds.server.ts";
import { loadRefunded } from "./load-refunds.server.ts";
import type { Credited } from "./plan/credit-memo-input.ts";
import { unitsOf } from "./plan/left-on-document.ts";
import { planCreditMemo } from "./plan/plan-credit-memo.ts";
import { questionOf } from "./by-hand/question.ts";
import type { Held } from "./refund-timing.ts";
import { heldRefund } from "./refund-timing.ts";
import type { RefundState } from "./states.ts";
import { isCredited } from "./states.ts";
import * as decimal from "#app/money/decimal.ts";

/** A refund with the credit memo it would get now. */
export interface PlannedRefund {
  refund: OrderRefund;
  of: RefundedOrder;
  card: Card | null;
  open: OpenPort | null;
  state: RefundState;
  reason: ProblemValue | null;
  plan: DocumentPlan | null;
  problems: ProblemValue[];
  /** What its return sends out needs a sales document of its own, though the card would have it on the credit memo. */
  exchangeApart: boolean;
}

/** Plans every refund of these orders that has no credit memo yet, earlier ones first: what they take, a later one cannot. Reads only. */
export async function planRefunds(
  shop: string,
  orderIds: readonly OrderId[],
  traceId: string,
): Promise<PlannedRefund[]> {
  const timeZone =
    (await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } }))?.timeZone ??
    "UTC";
  const refunded = await loadRefunded(shop, orderIds);
  const connections = new Set(refunded.flatMap(({ made }) => made?.row.connectionId ?? []));
  const ports = new Map(
    await Promise.all([...connections].map(async (id) => [id, await openPort(shop, id)] as const)),
  );
  const looked = refunded.map((of) =>
    lookAt(of, (of.made && ports.get(of.made.row.connectionId)) ?? null),
  );
  const facts = await memoFacts(
    shop,
    looked.flatMap((one) => memosFor(one)),
    traceId,
  );
  return looked.flatMap((one) => planOrder(shop, one, { facts, timeZone, traceId }));
}

/** An order with what each of its refunds that has no credit memo waits for; null: it can be planned. */
interface LookedAt {
  of: RefundedOrder;
  open: OpenPort | null;
  waiting: { refund: OrderRefund; why: Held | null }[];
}

function lookAt(of: RefundedOrder, open: OpenPort | null): LookedAt {
  const { snapshot } = of.order;
  const waiting = of.refunds.filter(({ id }) => !isCredited(of.rows.get(id)?.state ?? ""));
  return {
    of,
    open,
    waiting: waiting.map((refund) => ({
      refund,
      why: snapshot ? heldRefund(refund, snapshot, of.made !== null) : null,
    })),
  };
}

function memosFor({ of, open, waiting }: LookedAt): MemosFor[] {
  const { order, card, made } = of;
  const refunds = waiting.filter(({ why }) => why === null).map(({ refund }) => refund);
  return order.snapshot && card && made && open && refunds.length > 0
    ? [{ snapshot: order.snapshot, card, made, open, choices: order.choices, refunds }]
    : [];
}

function planOrder(
  shop: string,
  { of, open, waiting }: LookedAt,
  {
    facts: gathered,
    timeZone,
    traceId,
  }: {
    facts: ReadonlyMap<string, MappingFacts | ProblemValue>;
    timeZone: string;
    traceId: string;
  },
): PlannedRefund[] {
  const { order, card, made } = of;
  const common = { of, card, open };
  const held = (
    refund: OrderRefund,
    state: RefundState,
    reason: ProblemValue,
    problems = state === "problem" ? [reason] : [],
  ): PlannedRefund => ({
    ...common,
    refund,
    state,
    reason,
    plan: null,
    problems,
    exchangeApart: false,
  });
  const { snapshot } = order;
  const orderId = order.row.orderId;
  const questions = of.inQuestion.map(questionOf);
  const [question] = questions;
  if (!snapshot || !card || of.lost) {
    const erased = !snapshot && !order.unreadable;
    if (!erased && waiting.length > 0)
      logger.error({ shop, order: orderId, traceId }, "a refunded order could not be read");
    return waiting.map(({ refund }) =>
      held(
        refund,
        "problem",
        erased ? problem("redacted", { orderId }) : problem("internal", { trace: traceId }),
      ),
    );
  }
  const facts = gathered.get(snapshot.content.id) ?? problem("erp-not-connected");
  let credited = creditedBefore(of);
  return waiting.map(({ refund, why }) => {
    if (question && (!why || why.state === "waitingDocument"))
      return held(refund, "problem", question, questions);
    if (why) return held(refund, why.state, why.reason);
    if (!made || !open || "kind" in facts)
      return held(refund, "problem", "kind" in facts ? facts : problem("erp-not-connected"));
    try {
      const { exchangeApart = false, ...plan } = planCreditMemo({
        snapshot,
        refund,
        settings: card.settings,
        facts,
        choices: order.choices,
        capabilities: open.capabilities,
        erpCurrency: open.probe?.currency ?? "",
        timeZone: open.probe?.timeZone || timeZone,
        made: {
          number: made.row.number,
          draft: made.draft,
          iso: made.plan.proof.currency,
          exchanges: made.exchanges,
          leftOff: made.plan.offDocument !== undefined,
        },
        credited,
        sentOut: of.sentOut,
      });
      const [reason = null] = plan.problems;
      if (plan.document) credited = and(credited, refund, plan.document.expected.gross);
      return {
        ...common,
        refund,
        state: plan.document ? ("ready" as const) : ("problem" as const),
        reason,
        plan,
        problems: plan.problems,
        exchangeApart,
      };
    } catch (error) {
      logger.error(
        { shop, order: orderId, refund: refund.id, traceId, err: error },
        "a refund could not be planned",
      );
      return held(refund, "problem", problem("internal", { trace: traceId }));
    }
  });
}

/** What the credit memos that stand, or are being made, took off the document. */
function creditedBefore({ refunds, rows, totals }: RefundedOrder): Credited {
  return refunds
    .filter(({ id }) => isCredited(rows.get(id)?.state ?? ""))
    .reduce<Credited>((all, refund) => and(all, refund, totals.get(refund.id) ?? "0"), {
      quantities: new Map(),
      total: "0",
    });
}

function and({ quantities, total }: Credited, refund: OrderRefund, gross: string): Credited {
  const units = new Map(quantities);
  for (const [lineId, quantity] of unitsOf(refund))
    units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  return { quantities: units, total: decimal.add(total, gross) };
}
