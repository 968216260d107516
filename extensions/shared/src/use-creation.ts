import { useEffect, useRef, useState } from "preact/hooks";
import type { ClickAnswer } from "../../../app/web/extension/answers.ts";
import { ask, type Asked } from "./ask.ts";
import { useAct } from "./use-act.ts";

const FIRST_MS = 700;
const SELDOM_MS = 5_000;
/** So often in a row no answer may come to the question how far it is. */
const MOST_SILENT = 5;

/**
 * Lets the app create documents and follows it to its end. The click has one id for as long as the extension is open: the app begins
 * nothing twice, however often it is clicked and however often a lost answer is asked for again.
 */
export function useCreation(ids: readonly string[], locale: string) {
  const [click] = useState(() => crypto.randomUUID());
  const [answer, setAnswer] = useState<Asked<ClickAnswer> | null>(null);
  const { busy, act } = useAct();
  const openRef = useRef(true);
  useEffect(
    () => () => {
      openRef.current = false;
    },
    [],
  );
  const follow = async (): Promise<void> => {
    let silent = 0;
    for (let round = 1; openRef.current && silent < MOST_SILENT; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(SELDOM_MS, FIRST_MS * round)));
      if (!openRef.current) return;
      const next = await ask<ClickAnswer>("create", { intent: "progress", click, locale });
      if (next.ok) setAnswer(next);
      if (next.ok && next.value.ended) return;
      silent = next.ok ? 0 : silent + 1;
    }
    if (openRef.current) setAnswer({ ok: false, said: null });
  };
  const create = () =>
    act(async () => {
      const first = await ask<ClickAnswer>("create", { intent: "create", ids, click, locale });
      setAnswer(first);
      if (first.ok && !first.value.ended) await follow();
    });
  return { answer, busy, create };
}
