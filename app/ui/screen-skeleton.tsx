import {
  Card,
  Layout,
  SkeletonBodyText,
  SkeletonDisplayText,
  SkeletonPage,
  BlockStack,
} from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { ScreenShape } from "./navigation.ts";

const card = (lines: number, key: string) => (
  <Card key={key}>
    <BlockStack gap="300">
      <SkeletonDisplayText size="small" />
      <SkeletonBodyText lines={lines} />
    </BlockStack>
  </Card>
);

/** What a screen looks like before its data is there: same outline, so nothing jumps. */
export function ScreenSkeleton({ shape }: { shape: ScreenShape }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("common.loading")}>
      <SkeletonPage fullWidth={shape === "table"} primaryAction={shape === "table"}>
        {shape === "table" ? card(14, "rows") : null}
        {shape === "cards" ? (
          <BlockStack gap="400">
            {card(3, "a")}
            {card(5, "b")}
            {card(4, "c")}
          </BlockStack>
        ) : null}
        {shape === "form" ? (
          <BlockStack gap="400">
            {card(6, "a")}
            {card(6, "b")}
            {card(6, "c")}
          </BlockStack>
        ) : null}
        {shape === "detail" ? (
          <Layout>
            <Layout.Section>
              <BlockStack gap="400">
                {card(8, "a")}
                {card(6, "b")}
              </BlockStack>
            </Layout.Section>
            <Layout.Section variant="oneThird">
              <BlockStack gap="400">
                {card(3, "c")}
                {card(3, "d")}
              </BlockStack>
            </Layout.Section>
          </Layout>
        ) : null}
      </SkeletonPage>
    </div>
  );
}
