import { useNavigate, useSearchParams } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Page } from "#app/lib/paging.ts";

const TYPING_MS = 300;

/** Cursors of the pages beside the one that is shown; null: there is none. */
export type Neighbours = Pick<Page<unknown>, "next" | "previous">;

/**
 * What a list shows stands in its address (so links, reloads and "back" keep it). Changing a filter goes back to the first page;
 * `search` follows typing with a short delay. `pagination` is what Polaris asks of a table's pages, for the neighbours of the page that is shown.
 */
export function useListParams() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const { t } = useTranslation();
  const [typed, setTyped] = useState(params.get("q") ?? "");
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  const change = (changes: Record<string, string | null>) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete("after");
        after.delete("before");
        for (const [key, value] of Object.entries(changes)) {
          if (value === null || value === "") after.delete(key);
          else after.set(key, value);
        }
        return after;
      },
      { preventScrollReset: true },
    );
  };
  /** Another address of the same list, whatever is shown now. */
  const show = (address: string) => {
    const after = new URLSearchParams(address);
    clearTimeout(timer.current);
    setTyped(after.get("q") ?? "");
    setParams(after, { preventScrollReset: true });
  };
  const search = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      change({ q: text.trim() });
    }, TYPING_MS);
  };
  const turnTo = (side: "after" | "before", cursor: string | null) => {
    if (cursor === null) return;
    const turned = new URLSearchParams(params);
    turned.delete(side === "after" ? "before" : "after");
    turned.set(side, cursor);
    void navigate({ search: `?${turned}` });
  };
  const pagination = ({ next, previous }: Neighbours) => ({
    hasNext: next !== null,
    hasPrevious: previous !== null,
    onNext: () => {
      turnTo("after", next);
    },
    onPrevious: () => {
      turnTo("before", previous);
    },
    accessibilityLabels: { next: t("common.next"), previous: t("common.previous") },
  });
  return { params, typed, change, show, search, pagination };
}
