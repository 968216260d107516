import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Asked } from "./ask.ts";

const FIRST_MS = 1_500;
const SELDOM_MS = 15_000;

/**
 * Asks when the extension opens, and again from time to time as long as `unfinished` says that something is under way. Both are those of
 * the first drawing: what an extension is about does not change while it is open.
 */
export function useAnswer<T>(read: () => Promise<Asked<T>>, unfinished: (value: T) => boolean) {
  const [asks] = useState({ read, unfinished });
  const [answer, setAnswer] = useState<Asked<T> | null>(null);
  const roundsRef = useRef(0);
  const reload = useCallback(async () => {
    setAnswer(null);
    setAnswer(await asks.read());
  }, [asks]);
  useEffect(() => {
    void reload();
  }, [reload]);
  useEffect(() => {
    if (!answer?.ok || !asks.unfinished(answer.value)) {
      roundsRef.current = 0;
      return;
    }
    roundsRef.current += 1;
    let left = false;
    const again = async (): Promise<void> => {
      const next = await asks.read();
      // What is known stays shown when one of many questions gets no answer.
      if (!left) setAnswer(next.ok ? next : { ...answer });
    };
    const timer = setTimeout(() => void again(), Math.min(SELDOM_MS, FIRST_MS * roundsRef.current));
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [answer, asks]);
  return { answer, setAnswer, reload };
}
