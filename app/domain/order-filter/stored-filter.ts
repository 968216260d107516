import { storedJson } from "#app/lib/stored-json.ts";
import { orderFilterSchema } from "./order-filter.ts";

/** The order filter of a shop card or a schedule. */
export const storedOrderFilter = storedJson("order filter", orderFilterSchema);
