import { useState } from "react";

/** Asks the merchant for an optional permission, and goes on once it is there. */
export function useScope(scope: string) {
  const [asking, setAsking] = useState(false);
  const [declined, setDeclined] = useState(false);
  const ask = async (granted: () => void): Promise<void> => {
    setAsking(true);
    try {
      const { result } = await shopify.scopes.request([scope]);
      setDeclined(result !== "granted-all");
      if (result === "granted-all") granted();
    } finally {
      setAsking(false);
    }
  };
  return {
    asking,
    declined,
    ask: (granted: () => void) => {
      void ask(granted);
    },
  };
}
