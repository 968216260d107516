import { useTranslation } from "#app/i18n/use-translation.ts";
import type { FieldError } from "#app/i18n/field-error.ts";

/** The error of a field as Polaris' fields take it; nothing where there is none. */
export function useFieldError(errors: Record<string, FieldError> | undefined) {
  const { t } = useTranslation();
  return (key: string): { error?: string } => {
    const found = errors?.[key];
    if (found === undefined) return {};
    if (typeof found === "string") return { error: t(found) };
    return { error: found.map(({ text, values }) => t(text, { values })).join(" ") };
  };
}
