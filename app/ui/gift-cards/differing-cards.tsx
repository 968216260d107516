import { BlockStack, Link } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import { LastCharacters } from "./last-characters.tsx";
import type { LiabilityScreenData } from "#app/domain/gift-cards/views/liability.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** Cards of which the app has booked something else than Shopify says they hold. */
export function DifferingCards({
  cards,
  differing,
}: Pick<LiabilityScreenData["currencies"][number], "cards" | "differing">) {
  const { t } = useTranslation();
  const format = useFormat();
  if (cards.length === 0) return null;
  return (
    <BlockStack gap="300">
      <table className="plain-table as-list">
        <caption className="visually-hidden">{t("giftCards.liability.cards")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("giftCards.column.card")}</th>
            <th scope="col">{t("common.state")}</th>
            <th scope="col" className="number">
              {t("giftCards.liability.bookedOf")}
            </th>
            <th scope="col" className="number">
              {t("giftCards.liability.balance")}
            </th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr key={card.id}>
              <th scope="row">
                {card.lastCharacters === "" ? (
                  <LastCharacters text="" />
                ) : (
                  <Link url={withQuery(paths.giftCards, { q: card.lastCharacters })}>
                    <LastCharacters text={card.lastCharacters} />
                  </Link>
                )}
              </th>
              <td data-label={t("common.state")}>
                <StateBadge group="giftCard" value={card.state} />
              </td>
              <td className="number" data-label={t("giftCards.liability.bookedOf")}>
                {format.money(card.booked, card.currency)}
              </td>
              <td className="number" data-label={t("giftCards.liability.balance")}>
                {format.money(card.balance, card.currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {differing > cards.length ? (
        <Link url={withQuery(paths.giftCards, { state: "differing" })}>
          {t("giftCards.liability.allCards")}
        </Link>
      ) : null}
    </BlockStack>
  );
}
