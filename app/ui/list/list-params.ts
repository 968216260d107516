import { useNavigate, useSearchParams } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

const TYPING_MS = 300;

/**
 * What a list shows stands in its address (so links, reloads and "back" keep it). Changing a filter goes back to the first page;
 * `search` follows typing with a short delay. `pagination` is what Polaris asks of a table's pages; `next` is the next page's place, null: there is none.
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
        for (const [key, value] of Object.entries(changes)) {
          if (value === null || value === "") after.delete(key);
          else after.set(key, value);
        }
        return after;
      },
      { preventScrollReset: true },
    );
  };
  const search = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      change({ q: text.trim() });
    }, TYPING_MS);
  };
  const page = (next: string) => {
    const after = new URLSearchParams(params);
    after.set("after", next);
    void navigate({ search: `?${after}` });
  };
  const back = () => {
    void navigate(-1);
  };
  const pagination = (next: string | null) => ({
    hasNext: next !== null,
    hasPrevious: params.has("after"),
    onNext: () => {
      if (next !== null) page(next);
    },
    onPrevious: back,
    accessibilityLabels: { next: t("common.next"), previous: t("common.previous") },
  });
  return { params, typed, change, search, back, pagination };
}
