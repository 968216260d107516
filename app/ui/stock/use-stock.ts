import { useState } from "react";
import { useAct } from "../use-act.ts";

/** Shopify lets only an app change inventory that the merchant has allowed to. */
const SCOPE = "write_inventory";

/** Asks the merchant for the permission, if it is missing, and turns stock on; the other acts of the screen go the same way. */
export function useStock() {
  const { act, busy, outcome } = useAct();
  const [asking, setAsking] = useState(false);
  const [declined, setDeclined] = useState(false);
  const turnOn = async (): Promise<void> => {
    setAsking(true);
    try {
      const { result } = await shopify.scopes.request([SCOPE]);
      setDeclined(result !== "granted-all");
      if (result === "granted-all") act({ intent: "on" });
    } finally {
      setAsking(false);
    }
  };
  return { act, turnOn: () => void turnOn(), busy: busy || asking, declined, outcome };
}
