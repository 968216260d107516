import { useTranslation } from "#app/i18n/use-translation.ts";
import type { MappingChange } from "#app/domain/cards/file/import-card.server.ts";

/** Mappings before and after an import. */
export function FileMappings({ changes }: { changes: readonly MappingChange[] }) {
  const { t } = useTranslation();
  return (
    <table className="plain-table as-list">
      <caption className="visually-hidden">{t("cards.file.mappings")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("cards.file.row")}</th>
          <th scope="col">{t("settings.before")}</th>
          <th scope="col">{t("settings.after")}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ page, key, title, before, after }) => (
          <tr key={`${page} ${key}`}>
            <th scope="row">
              {t(`mappings.page.${page}.title`)}: {title}
            </th>
            <td data-label={t("settings.before")}>{before || t("common.none")}</td>
            <td data-label={t("settings.after")}>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
