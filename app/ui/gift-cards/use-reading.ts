import { useState } from "react";
import { useAct } from "../use-act.ts";

/** Shopify gives gift cards only to an app that the merchant has allowed to read them, and their transactions only with a permission of their own. */
const CARDS = "read_gift_cards";
const TRANSACTIONS = "read_gift_card_transactions";

/** Asks the merchant for the permission, if it is missing, and has all gift cards read, with their own transactions or without. */
export function useReading() {
  const { act, busy, outcome } = useAct();
  const [asking, setAsking] = useState(false);
  const [declined, setDeclined] = useState(false);
  const ask = async (scopes: string[], intent: "read" | "readTransactions"): Promise<void> => {
    setAsking(true);
    try {
      const { result } = await shopify.scopes.request(scopes);
      setDeclined(result !== "granted-all");
      if (result === "granted-all") act({ intent });
    } finally {
      setAsking(false);
    }
  };
  return {
    read: () => void ask([CARDS], "read"),
    readTransactions: () => void ask([CARDS, TRANSACTIONS], "readTransactions"),
    busy: busy || asking,
    declined,
    outcome,
  };
}
