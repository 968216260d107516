import { Banner, BlockStack, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CatalogPage } from "#app/domain/catalog/views/catalog-screen.server.ts";
import { paths } from "#app/lib/paths.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { AddressCard } from "./address-card.tsx";
import { BuildBanner } from "./build-banner.tsx";
import { BuildsCard } from "./builds-card.tsx";
import { FileCard } from "./file-card.tsx";

/** Where the catalog is to be read, and how its builds go. */
export function CatalogScreen({ feed, builds }: CatalogPage) {
  const { t } = useTranslation();
  const { act, busy, outcome } = useAct();
  const [asking, setAsking] = useState<"off" | "address" | null>(null);
  useRefreshWhile(feed?.open !== null && feed !== null);
  const build = {
    content: t("catalog.buildNow"),
    loading: busy,
    disabled: feed?.open !== null,
    onAction: () => {
      act({ intent: "build" });
    },
  };
  const off = {
    content: t("catalog.turnOff"),
    destructive: true,
    onAction: () => {
      setAsking("off");
    },
  };
  return (
    <Page
      title={t("catalog.title")}
      subtitle={t("catalog.subtitle")}
      backAction={{ content: t("settings.title"), url: paths.settings }}
      {...(feed ? { primaryAction: build, secondaryActions: [off] } : {})}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {feed === null ? (
          <Banner
            title={t("catalog.off")}
            action={{
              content: t("catalog.turnOn"),
              loading: busy,
              onAction: () => {
                act({ intent: "on" });
              },
            }}
          >
            <Text as="p">{t("catalog.offHelp")}</Text>
          </Banner>
        ) : (
          <>
            <BuildBanner open={feed.open} served={feed.served} last={builds[0]} />
            <AddressCard
              files={feed.files}
              since={feed.addressSince}
              onNew={() => {
                setAsking("address");
              }}
            />
            <FileCard served={feed.served} nextAt={feed.nextAt} remarks={feed.remarks} />
            <BuildsCard builds={builds} />
          </>
        )}
        <ConfirmDialog
          open={asking !== null}
          destructive
          title={t(asking === "off" ? "catalog.turnOffTitle" : "catalog.newAddressTitle")}
          help={[t(asking === "off" ? "catalog.turnOffHelp" : "catalog.newAddressHelp")]}
          action={t(asking === "off" ? "catalog.turnOff" : "catalog.newAddress")}
          onClose={() => {
            setAsking(null);
          }}
          onConfirm={() => {
            if (asking) act({ intent: asking });
            setAsking(null);
          }}
        />
      </BlockStack>
    </Page>
  );
}
