import { Select } from "@shopify/polaris";
import { useNavigate, useLocation } from "@remix-run/react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CardChoice } from "#app/domain/shop-card/views/card-choice.server.ts";
import { withQuery } from "#app/lib/paths.ts";

/** Which shop card a screen is about; nothing to choose while the shop has one. */
export function CardSwitch({ cards, current }: { cards: CardChoice[]; current: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  if (cards.length < 2) return null;
  return (
    <Select
      label={t("cards.one")}
      value={current}
      options={cards.map(({ id, title }) => ({ value: id, label: title }))}
      onChange={(card) => {
        void navigate(withQuery(pathname, { card }));
      }}
    />
  );
}
