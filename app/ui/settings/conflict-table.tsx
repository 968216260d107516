import { useTranslation } from "#app/i18n/use-translation.ts";
import type { FieldSetting } from "./setting-field.tsx";
import { useSettingText } from "./setting-text.ts";

type Values = Record<string, string | number | boolean>;

/** Two people edited at once: each setting with both values, so that nothing is overwritten unseen. */
export function ConflictTable({
  settings,
  mine,
  theirs,
}: {
  settings: FieldSetting[];
  mine: Values;
  theirs: Values;
}) {
  const { t } = useTranslation();
  const text = useSettingText();
  const rows = settings.filter((setting) => setting.key in mine);
  return (
    <table className="plain-table as-list">
      <caption className="visually-hidden">{t("settings.refused.conflict")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("settings.conflict.setting")}</th>
          <th scope="col">{t("settings.conflict.yours")}</th>
          <th scope="col">{t("settings.conflict.saved")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((setting) => (
          <tr key={setting.key}>
            <th scope="row">{t(setting.label)}</th>
            <td data-label={t("settings.conflict.yours")}>{text(setting, mine[setting.key])}</td>
            <td data-label={t("settings.conflict.saved")}>{text(setting, theirs[setting.key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
