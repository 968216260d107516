import { useAct } from "../use-act.ts";
import { useScope } from "../use-scope.ts";
import type { CustomersScreenData } from "#app/domain/customers/views/customers-screen.server.ts";

/** Shopify lets only an app change customers that the merchant has allowed to. */
const SCOPE = "write_customers";

/** Asks the merchant for the permission where the way needs it, and starts sending; the other acts of the screen go the same way. */
export function useCustomers(way: CustomersScreenData["way"]) {
  const { act, busy, outcome } = useAct();
  const { ask, asking, declined } = useScope(SCOPE);
  const send = (): void => {
    act({ intent: "send", way });
  };
  const start = (): void => {
    if (way === "toErp") send();
    else ask(send);
  };
  return { act, start, busy: busy || asking, declined, outcome };
}
