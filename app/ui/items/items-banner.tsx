import { Banner, BlockStack, Box, Card, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { paths } from "#app/lib/paths.ts";
import { useFormat } from "../shop-context.tsx";
import type { useItems } from "./use-items.ts";
import type { ItemsScreenData } from "#app/domain/items/views/items-screen.server.ts";

type Props = Pick<ItemsScreenData, "way" | "on" | "progress" | "reading" | "readAt"> & {
  /** All that can be created; null: nothing, or not what is shown. */
  all: { count: number; create: () => void } | null;
  items: ReturnType<typeof useItems>;
};

/** The card's setting that turns a way on. */
export const settingOf = (way: ItemsScreenData["way"]): string =>
  paths.setting(way === "toErp" ? "itemsToErp" : "productsToShopify");

/** What a way waits for, and the one next step. */
export function ItemsBanner({ way, on, progress, reading, readAt, all, items }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!on)
    return (
      <Banner
        tone="info"
        title={t(`items.off.${way}`)}
        action={{ content: t("items.settings"), url: settingOf(way) }}
      >
        <Text as="p">{t(`items.offHelp.${way}`)}</Text>
      </Banner>
    );
  return (
    <BlockStack gap="400">
      {items.declined ? (
        <Banner tone="warning" title={t("items.declined")}>
          <Text as="p">{t("items.declinedHelp")}</Text>
        </Banner>
      ) : null}
      {progress ? <Progress {...progress} /> : null}
      {reading || readAt === null ? (
        <Banner tone="info">
          <Text as="p">{t("items.reading")}</Text>
        </Banner>
      ) : null}
      {all && !progress ? (
        <Banner
          tone="info"
          title={t("items.dry")}
          action={{ content: t("items.createAll"), onAction: all.create, loading: items.busy }}
        >
          <Text as="p">{t(`items.dryHelp.${way}`, { number: format.counted(all.count) })}</Text>
        </Banner>
      ) : null}
    </BlockStack>
  );
}

/** How far what was asked for at once is. */
function Progress({ all, left, failed }: NonNullable<ItemsScreenData["progress"]>) {
  const { t } = useTranslation();
  const format = useFormat();
  const ended = all - left;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="p" id="items-progress">
          {t("items.progress", { done: format.count(ended), all: format.count(all) })}
        </Text>
        <Box>
          <ProgressBar
            progress={Math.floor((ended / all) * 100)}
            size="small"
            ariaLabelledBy="items-progress"
          />
        </Box>
        {failed > 0 ? (
          <Text as="p" tone="critical">
            {t("items.progressFailed", { number: format.count(failed) })}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
