import { useState } from "react";
import { useAct } from "../use-act.ts";
import type { CustomersScreenData } from "#app/domain/customers/views/customers-screen.server.ts";

/** Shopify lets only an app change customers that the merchant has allowed to. */
const SCOPE = "write_customers";

/** Asks the merchant for the permission where the way needs it, and starts sending; the other acts of the screen go the same way. */
export function useCustomers(way: CustomersScreenData["way"]) {
  const { act, busy, outcome } = useAct();
  const [asking, setAsking] = useState(false);
  const [declined, setDeclined] = useState(false);
  const start = async (): Promise<void> => {
    if (way === "toErp") return act({ intent: "send", way });
    setAsking(true);
    try {
      const { result } = await shopify.scopes.request([SCOPE]);
      setDeclined(result !== "granted-all");
      if (result === "granted-all") act({ intent: "send", way });
    } finally {
      setAsking(false);
    }
  };
  return { act, start: () => void start(), busy: busy || asking, declined, outcome };
}
