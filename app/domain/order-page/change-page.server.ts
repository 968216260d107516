import { db } from "#app/db/client.server.ts";
import { CHANGE_TASKS } from "#app/domain/documents/changes/begin.server.ts";
import { lookAtChanged } from "#app/domain/documents/changes/changed-order.server.ts";
import { documentPages } from "#app/domain/documents/store/document-pages.server.ts";
import { compareVersions } from "#app/domain/orders/lists/order-lists.server.ts";
import { problemsOf } from "#app/domain/problems/problems.server.ts";
import { problemsView } from "#app/domain/problems/problems-view.ts";
import { storedDetail } from "#app/domain/problems/stored-problem.ts";
import { now } from "#app/lib/clock.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";
import { newId } from "#app/lib/uuid.ts";
import { UNSETTLED } from "#app/tasks/states.ts";
import { tasksOf } from "#app/tasks/task-list.server.ts";

/** What the conflict itself says is what the whole page is about. */
const ITSELF = "order-changed-after-processing";

/** What changed of an order after its document was made, with what can be done about it; null: this shop has no such order. */
export async function changeView(shop: string, orderId: OrderId) {
  const order = await db.order.findUnique({ where: { shop_orderId: { shop, orderId } } });
  if (!order) return null;
  const [tasks, stored, page] = await Promise.all([
    tasksOf(shop, orderId),
    problemsOf(shop, orderId),
    documentPages(shop),
  ]);
  const running =
    tasks.find(
      ({ kind, state }) =>
        CHANGE_TASKS.includes(kind) && (UNSETTLED as readonly string[]).includes(state),
    )?.kind ?? null;
  const looked =
    order.documentState === "created" ? (await lookAtChanged(shop, [orderId])).get(orderId) : null;
  const changed = looked && "document" in looked ? looked : null;
  const { processedVersionId: from, currentVersionId: to } = order;
  return {
    order: { id: orderId, name: order.name, conflict: order.conflict, versionId: to },
    running,
    problem: looked && "problem" in looked ? looked.problem : null,
    problems: problemsView(
      readEach(stored, ({ id, kind, cause, detail }) => {
        const { params, where } = storedDetail.read(detail, `problem ${id}`);
        return { kind, cause, params, where };
      }).filter(({ kind }) => kind !== ITSELF),
    ),
    differences:
      order.conflict && from !== null && from !== to
        ? ((await compareVersions(shop, orderId, from, to)) ?? []).filter(({ lineId }) => !lineId)
        : [],
    changed: changed && {
      document: {
        kind: changed.document.kind,
        number: changed.document.number,
        url: page(changed.document),
        status: changed.reading?.status ?? "gone",
      },
      comparison: changed.comparison,
      offers: changed.offers,
      plannable: changed.plannable,
      revision: changed.reading?.revision ?? null,
      /** The same click sent twice is one act. */
      clickId: newId(now()),
    },
  };
}

export type ChangeView = NonNullable<Awaited<ReturnType<typeof changeView>>>;
