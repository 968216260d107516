import { documentTaskKinds } from "#app/domain/documents/task-kinds/list.server.ts";
import { fulfillmentTaskKinds } from "#app/domain/fulfillments/task-kinds/list.server.ts";
import { orderActTaskKinds } from "#app/domain/order-acts/task-kinds/list.server.ts";
import { paymentTaskKinds } from "#app/domain/payments/task-kinds/list.server.ts";

/** Every kind of outside act of the app. */
export const taskKinds = [
  ...documentTaskKinds,
  ...fulfillmentTaskKinds,
  ...paymentTaskKinds,
  ...orderActTaskKinds,
] as const;

export type TaskKindName = (typeof taskKinds)[number]["kind"];
