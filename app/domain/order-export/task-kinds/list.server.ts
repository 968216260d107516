import { exportOrder } from "./export-order.server.ts";
import { makeBuyer } from "./make-buyer.server.ts";

/** Outside acts of exporting sales orders, for the worker's catalog. */
export const orderExportTaskKinds = [makeBuyer, exportOrder] as const;
