import { useState } from "react";
import type { Chosen } from "#app/lib/chosen.ts";
import type { ItemsScreenData } from "#app/domain/items/views/items-screen.server.ts";
import { useAct } from "../use-act.ts";

/** Shopify lets only an app create products, and stock with them, that the merchant has allowed to. */
const SCOPE = "write_products";
const STOCK_SCOPE = "write_inventory";

/** Asks the merchant for the permission where the way needs it, and creates what was chosen; the other acts of the screen go the same way. */
export function useItems({ way, withStock }: Pick<ItemsScreenData, "way" | "withStock">) {
  const { act, busy, outcome } = useAct();
  const [asking, setAsking] = useState(false);
  const [declined, setDeclined] = useState(false);
  const create = async (chosen: Chosen): Promise<void> => {
    if (way === "toErp") return act({ intent: "create", way, chosen });
    setAsking(true);
    try {
      const { result } = await shopify.scopes.request(withStock ? [SCOPE, STOCK_SCOPE] : [SCOPE]);
      setDeclined(result !== "granted-all");
      if (result === "granted-all") act({ intent: "create", way, chosen });
    } finally {
      setAsking(false);
    }
  };
  return {
    act,
    create: (chosen: Chosen) => void create(chosen),
    retry: (chosen: Chosen) => {
      act({ intent: "retry", way, chosen });
    },
    busy: busy || asking,
    declined,
    outcome,
  };
}
