import { useTranslation } from "./use-translation.ts";
import type { TextGroup, TextKey } from "./text-keys.ts";
import type { Translator } from "./translator.ts";

/**
 * The text of a value that comes from outside the code: from the database, Shopify or an ERP. A value that has none (a newer Shopify's, say)
 * is shown as `instead`.
 */
export const knownText =
  (i18n: Translator) =>
  (
    group: TextGroup,
    value: string,
    instead: string,
    params: Record<string, unknown> = {},
  ): string => {
    const key = `${group}.${value}` as TextKey;
    return i18n.exists(key) ? i18n.t(key, params) : instead;
  };

/** The same in a screen. */
export function useKnownText() {
  const { i18n } = useTranslation();
  return knownText(i18n);
}
