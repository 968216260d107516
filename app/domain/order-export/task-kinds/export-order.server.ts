import {
  lookUpOrder,
  makeOrder,
  otherTotal,
  prepareOrder,
} from "#app/domain/made-orders/create-order.server.ts";
import { exported, exportTask } from "#app/domain/made-orders/exported.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { plannedOrder, REFUSED } from "../planned.server.ts";
import { recordExported, recordFailed } from "../record.server.ts";

/** EXP-2. One order of one sales order. Before anything is sent, an order with the sales order's own key is looked for. */
export const exportOrder = defineTask({
  ...onShopify,
  kind: "exportOrder",
  personal: true,
  payload: storedJson("payload", exportTask),
  result: storedJson("result", exported),
  key: ({ key, attempt }) => `${key}:${attempt}`,
  async prepare(context) {
    const { order } = await plannedOrder(context);
    return { evidence: null, plan: await prepareOrder(context, order, REFUSED) };
  },
  lookUp: async (context) => lookUpOrder(context, (await plannedOrder(context)).order),
  act: (context, making) => makeOrder(context, making, REFUSED),
  refuse: (_context, result) => otherTotal(result, "sales order"),
  onDone: recordExported,
  onFailed: recordFailed,
});
