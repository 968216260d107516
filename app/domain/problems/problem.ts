import type { Json } from "#app/lib/json.ts";
import type { LineId } from "#app/lib/ids.ts";

/**
 * Something that keeps an order (or a connection, or a task) from going on, as a value. `kind` names an entry of the catalog
 * (catalog.ts), which has its title, cause, action and who can fix it; `params` fill its text; `cause` groups equal ones.
 */
export interface ProblemValue {
  kind: string;
  params: Record<string, Json>;
  /** Same text, same cause: e.g. "unknown-item:SKU-1". */
  cause: string;
  /** The order line, setting or mapping it is about, for showing it beside that. */
  where?: { lineId?: LineId; setting?: string; mapping?: { kind: string; key: string } };
}
