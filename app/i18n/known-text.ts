import { useTranslation } from "react-i18next";
import type { TextGroup, TextKey } from "./text-keys.ts";

/**
 * The text of a value that comes from outside the code: from the database, Shopify or an ERP. A value that has none (a newer Shopify's, say)
 * is shown as `instead`.
 */
export function useKnownText() {
  const { t, i18n } = useTranslation();
  return (
    group: TextGroup,
    value: string,
    instead: string,
    params: Record<string, unknown> = {},
  ): string => {
    const key = `${group}.${value}`;
    return i18n.exists(key) ? t(key as TextKey, params) : instead;
  };
}
