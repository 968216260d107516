import { Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import type { LineError } from "#app/domain/gift-cards/file/check-lines.ts";

/** What is wrong, line by line as an editor counts them; of many the first. */
export function FileErrors({ errors, count }: { errors: LineError[]; count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (count === 0) return null;
  return (
    <>
      <table className="plain-table">
        <caption className="visually-hidden">{t("giftCards.file.errors")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("giftCards.file.lineNumber")}</th>
            <th scope="col">{t("giftCards.file.error")}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ line, fault }) => (
            <tr key={line}>
              <th scope="row">{format.count(line)}</th>
              <td>{t(`giftCards.file.line.${fault}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > errors.length ? (
        <Text as="p" tone="subdued">
          {t("giftCards.file.moreErrors", { count: count - errors.length })}
        </Text>
      ) : null}
    </>
  );
}
