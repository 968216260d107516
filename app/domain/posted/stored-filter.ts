import { storedJson } from "#app/lib/stored-json.ts";
import { postedFilterSchema } from "./posted-filter.ts";

/** The filter of a schedule or a run that reads posted shipments or invoices. */
export const storedPostedFilter = storedJson("filter of posted documents", postedFilterSchema);
