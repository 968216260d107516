import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { OrderId, VersionId } from "#app/lib/ids.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import { cancelDocument } from "../task-kinds/cancel-document.server.ts";
import type { ChangeRefusal } from "./begin.server.ts";
import { beginChange } from "./begin.server.ts";

export interface Replacement {
  clickId: string;
  /** Null: the ERP had no such document any more. */
  revision: string | null;
  versionId: VersionId;
  recreates: boolean;
}

/** Lets the ERP's document be cancelled, and another one be made of the order as it is now. */
export async function requestReplacement(
  { shop, by }: Scope,
  orderId: OrderId,
  { clickId, revision, versionId, recreates }: Replacement,
): Promise<Result<null, ChangeRefusal>> {
  return db.$transaction(async (tx) => {
    const key = (id: string): string => `${id}#${clickId}`;
    const begun = await beginChange(tx, shop, { orderId, versionId, key });
    if (!begun.ok) return begun;
    const { document, orderName } = begun.value;
    const open = await openPort(shop, document.connectionId);
    await enqueueTask(tx, cancelDocument, {
      shop,
      connection: {
        id: document.connectionId,
        parallel: open?.capabilities.rate.parallel ?? 1,
      },
      orderId,
      orderName,
      createdBy: by,
      payload: {
        ...{ salesDocumentId: document.id, orderId, generation: document.generation },
        ...{ clickId, by, revision, recreates },
      },
    });
    return ok(null);
  });
}
