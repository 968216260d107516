import { storedJson } from "#app/lib/stored-json.ts";
import { orderContentSchema } from "./content.ts";
import { orderPersonalSchema } from "./personal.ts";
import type { OrderContent, OrderPersonal } from "./snapshot.ts";
import { orderStateSchema } from "./state.ts";
import { withWholeReturns } from "./state-upgrades.ts";

/** `OrderVersion.content`, `OrderVersion.personal` (null once redacted) and `Order.state`. */
export const storedContent = storedJson("content", orderContentSchema);
export const storedPersonal = storedJson("personal data", orderPersonalSchema);
export const storedState = storedJson("state", orderStateSchema, [withWholeReturns]);

export const readVersion = (
  version: { content: unknown; personal: unknown },
  record: string,
): { content: OrderContent; personal: OrderPersonal | null } => ({
  content: storedContent.read(version.content, record),
  personal: version.personal === null ? null : storedPersonal.read(version.personal, record),
});
