import { useTranslation } from "#app/i18n/use-translation.ts";
import { negate } from "#app/money/decimal.ts";
import { useFormat } from "../shop-context.tsx";
import type { LiabilityMonth } from "#app/domain/gift-cards/roll-forward.ts";

const COLUMNS = ["opening", "issued", "redeemed", "refunded", "adjusted", "closing"] as const;

/** The newest month on top; what lowers the liability stands with a minus. */
export function LiabilityMonths({
  months,
  currency,
}: {
  months: LiabilityMonth[];
  currency: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = (month: LiabilityMonth, column: (typeof COLUMNS)[number]): string => {
    const lowers = column === "redeemed" || column === "refunded";
    return format.money(lowers ? negate(month[column]) : month[column], currency);
  };
  return (
    <div
      className="scroll-box"
      role="region"
      aria-label={t("giftCards.liability.months")}
      tabIndex={0}
    >
      <table className="plain-table as-list">
        <caption className="visually-hidden">{t("giftCards.liability.months")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("giftCards.liability.month")}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="number">
                {t(`giftCards.liability.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((month) => (
            <tr key={month.month}>
              <th scope="row">{format.month(month.month)}</th>
              {COLUMNS.map((column) => (
                <td
                  key={column}
                  className="number"
                  data-label={t(`giftCards.liability.column.${column}`)}
                >
                  {shown(month, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
