import type { TextKey } from "#app/i18n/text-keys.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";

interface Named {
  optionLabels: Record<string, TextKey>;
}

/** A setting's value in words, for comparing: yes and no, an option's name, "none" for an empty code. */
export function useSettingText() {
  const { t } = useTranslation();
  return (setting: Named | undefined, value: unknown): string => {
    if (value === true || value === false) return t(value ? "common.yes" : "common.no");
    const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
    if (text === "") return t("common.none");
    const label = setting?.optionLabels[text];
    return label ? t(label) : text;
  };
}
