import { useRef, useState } from "preact/hooks";

/** Does one thing at a time: that a button is disabled reaches it a moment too late to stop the second of two quick clicks. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const actingRef = useRef(false);
  const act = async (what: () => Promise<void>): Promise<void> => {
    if (actingRef.current) return;
    actingRef.current = true;
    setBusy(true);
    try {
      await what();
    } finally {
      actingRef.current = false;
      setBusy(false);
    }
  };
  return { busy, act };
}
