import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Outcome } from "./outcome.ts";

type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/**
 * Sends what a person did to the screen's action (as JSON) and tells the outcome: success as App Bridge's toast,
 * refusals for the screen to show.
 */
export function useAct<T extends Outcome = Outcome>(
  options: { to?: string; onDone?: (outcome: T) => void } = {},
) {
  const fetcher = useFetcher<T>();
  const { t } = useTranslation();
  const handled = useRef<unknown>(undefined);
  const outcome = fetcher.data as T | undefined;
  const { onDone } = options;
  useEffect(() => {
    if (fetcher.state !== "idle" || outcome === undefined || handled.current === outcome) return;
    handled.current = outcome;
    if (outcome.done === undefined) return;
    shopify.toast.show(t(outcome.done, { count: outcome.count ?? 1, ...outcome.params }));
    onDone?.(outcome);
  }, [fetcher.state, outcome, onDone, t]);
  return {
    busy: fetcher.state !== "idle",
    outcome: fetcher.state === "idle" ? outcome : undefined,
    act: (body: { intent: string; [key: string]: Plain }) => {
      void fetcher.submit(body, {
        method: "post",
        encType: "application/json",
        ...(options.to ? { action: options.to } : {}),
      });
    },
  };
}
