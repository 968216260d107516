import { useEffect } from "react";

const LOOK_MS = 3_000;

/** While the app is unavailable: asks whether it answers again, and then calls `onBack` until it is drawn anew. */
export function useComesBack(isAway: boolean, onBack: () => void): void {
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(() => {
      fetch("/healthz")
        .then(({ ok }) => {
          if (ok) onBack();
        })
        .catch(() => undefined); // not yet
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [isAway, onBack]);
}
