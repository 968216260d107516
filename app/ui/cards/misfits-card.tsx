import { Banner, Link, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Misfit } from "#app/domain/cards/misfits.server.ts";
import { paths } from "#app/lib/paths.ts";

/** The codes of a card that its ERP does not have, each with where it is changed. */
export function MisfitsCard({ card, misfits }: { card: string; misfits: Misfit[] | null }) {
  const { t } = useTranslation();
  if (misfits === null) return <Banner tone="warning" title={t("cards.misfits.unknown")} />;
  if (misfits.length === 0) return <Banner tone="success" title={t("cards.misfits.none")} />;
  return (
    <div role="alert">
      <Banner tone="warning" title={t("cards.misfits.title", { count: misfits.length })}>
        <List>
          {misfits.map((misfit) => (
            <List.Item key={`${misfit.in} ${misfit.key} ${misfit.code}`}>
              <Link
                url={
                  misfit.in === "setting"
                    ? `${paths.cardSettings(card)}#${misfit.key}`
                    : paths.mapping(misfit.page, misfit.key, card)
                }
              >
                {misfit.in === "setting"
                  ? t(misfit.label)
                  : `${t(`mappings.page.${misfit.page}.title`)}: ${misfit.title}`}
              </Link>{" "}
              <Text as="span" breakWord>
                {misfit.code}
              </Text>
            </List.Item>
          ))}
        </List>
      </Banner>
    </div>
  );
}
