import { documentTaskKinds } from "#app/domain/documents/task-kinds/list.server.ts";
import { flowTaskKinds } from "#app/domain/flow/task-kinds/list.server.ts";
import { fulfillmentTaskKinds } from "#app/domain/fulfillments/task-kinds/list.server.ts";
import { orderActTaskKinds } from "#app/domain/order-acts/task-kinds/list.server.ts";
import { refundTaskKinds } from "#app/domain/refunds/task-kinds/list.server.ts";
import { customerTaskKinds } from "#app/domain/customers/task-kinds/list.server.ts";
import { itemTaskKinds } from "#app/domain/items/task-kinds/list.server.ts";
import { orderExportTaskKinds } from "#app/domain/order-export/task-kinds/list.server.ts";
import { invoiceExportTaskKinds } from "#app/domain/invoice-export/task-kinds/list.server.ts";
import { stockTaskKinds } from "#app/domain/stock/task-kinds/list.server.ts";
import { paymentTaskKinds } from "#app/domain/payments/task-kinds/list.server.ts";
import type { EventKind } from "#app/domain/timeline/events.ts";
import { TASK_EVENTS } from "#app/domain/timeline/task-events.ts";

/** Every kind of outside act of the app. */
export const taskKinds = [
  ...documentTaskKinds,
  ...refundTaskKinds,
  ...fulfillmentTaskKinds,
  ...paymentTaskKinds,
  ...orderActTaskKinds,
  ...stockTaskKinds,
  ...flowTaskKinds,
  ...invoiceExportTaskKinds,
  ...orderExportTaskKinds,
  ...customerTaskKinds,
  ...itemTaskKinds,
] as const;

export type TaskKindName = (typeof taskKinds)[number]["kind"];

/** A kind that does not say which events it puts on the timeline does not compile. */
export const taskEvents: Record<TaskKindName, readonly EventKind[]> = TASK_EVENTS;
