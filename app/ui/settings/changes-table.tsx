import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { CardChange } from "#app/domain/shop-card/views/card-history.server.ts";
import { useSettingText } from "./setting-text.ts";

/** Values of a card before and after a save, in words. */
export function ChangesTable({ changes }: { changes: readonly CardChange[] }) {
  const { t } = useTranslation();
  const settingText = useSettingText();
  const known = useKnownText();
  const text = (change: CardChange, value: CardChange["before"]): string => {
    const { group } = change;
    return group && typeof value === "string" && value !== ""
      ? value
          .split(", ")
          .map((part) => known(group, part, part))
          .join(", ")
      : settingText(change, value);
  };
  return (
    <table className="plain-table as-list">
      <caption className="visually-hidden">{t("settings.changes")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("settings.conflict.setting")}</th>
          <th scope="col">{t("settings.before")}</th>
          <th scope="col">{t("settings.after")}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.key}>
            <th scope="row">{t(change.label)}</th>
            <td data-label={t("settings.before")}>{text(change, change.before)}</td>
            <td data-label={t("settings.after")}>{text(change, change.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
