import type { FieldError } from "#app/i18n/field-error.ts";
import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Json } from "#app/lib/json.ts";
import type { Outcome } from "./outcome.ts";

/** Long enough to read what was done and change one's mind. */
const UNDO_MS = 10_000;

/**
 * Sends what a person did to the screen's action (as JSON) and tells the outcome: success as App Bridge's toast,
 * with the way back where there is one; refusals for the screen to show.
 */
export function useAct<T extends Outcome<FieldError> = Outcome>(
  options: { to?: string; onDone?: (outcome: T) => void } = {},
) {
  const fetcher = useFetcher<T>();
  const { t } = useTranslation();
  const handled = useRef<unknown>(undefined);
  const outcome = fetcher.data as T | undefined;
  const { onDone, to } = options;
  const { submit } = fetcher;
  const act = useCallback(
    (body: { intent: string; [key: string]: Json }) => {
      void submit(body, {
        method: "post",
        encType: "application/json",
        ...(to ? { action: to } : {}),
      });
    },
    [submit, to],
  );
  useEffect(() => {
    if (fetcher.state !== "idle" || outcome === undefined || handled.current === outcome) return;
    handled.current = outcome;
    if (outcome.done === undefined) return;
    const { undo } = outcome;
    shopify.toast.show(
      t(outcome.done, { count: outcome.count ?? 1, ...outcome.params }),
      undo
        ? {
            action: t("common.undo"),
            duration: UNDO_MS,
            onAction: () => {
              act(undo);
            },
          }
        : {},
    );
    onDone?.(outcome);
  }, [act, fetcher.state, outcome, onDone, t]);
  return {
    busy: fetcher.state !== "idle",
    outcome: fetcher.state === "idle" ? outcome : undefined,
    act,
  };
}
