import { useState } from "react";
import { useAct } from "../use-act.ts";

/** Shopify gives gift cards only to an app that the merchant has allowed to read them. */
const SCOPE = "read_gift_cards";

/** Asks the merchant for the permission, if it is missing, and has all gift cards read. */
export function useReading() {
  const { act, busy, outcome } = useAct();
  const [asking, setAsking] = useState(false);
  const [declined, setDeclined] = useState(false);
  const read = async (): Promise<void> => {
    setAsking(true);
    try {
      const { result } = await shopify.scopes.request([SCOPE]);
      setDeclined(result !== "granted-all");
      if (result === "granted-all") act({ intent: "read" });
    } finally {
      setAsking(false);
    }
  };
  return { read: () => void read(), busy: busy || asking, declined, outcome };
}
