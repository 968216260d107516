import { BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CatalogPage } from "#app/domain/catalog/views/catalog-screen.server.ts";
import { useFormat } from "../shop-context.tsx";

type Files = NonNullable<CatalogPage["feed"]>["files"];

/** The secret address of each format, to be copied, and the way to another. */
export function AddressCard({
  files,
  since,
  onNew,
}: {
  files: Files;
  since: string;
  onNew: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("catalog.addresses")}
        </Text>
        <Text as="p">
          {t("catalog.addressesHelp")} {t("catalog.addressSince", { at: format.time(since) })}
        </Text>
        {files.some(({ url }) => url === null) ? (
          <Text as="p">{t("catalog.addressLost")}</Text>
        ) : (
          files.map((file) => <Address key={file.format} {...file} />)
        )}
        <InlineStack>
          <Button onClick={onNew}>{t("catalog.newAddress")}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Address({ format: name, url, bytes }: Files[number]) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = t(`catalog.format.${name}`);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url ?? "");
      shopify.toast.show(t("catalog.copied"));
    } catch {
      // A browser may refuse it to a page in a frame.
      shopify.toast.show(t("catalog.copyFailed"), { isError: true });
    }
  };
  return (
    <TextField
      label={label}
      value={url ?? ""}
      readOnly
      autoComplete="off"
      selectTextOnFocus
      helpText={
        bytes === null
          ? t("catalog.noFile")
          : t("catalog.size", { size: format.count(Math.ceil(bytes / 1000)) })
      }
      connectedRight={
        <Button
          accessibilityLabel={`${t("catalog.copy")}: ${label}`}
          onClick={() => {
            void copy();
          }}
        >
          {t("catalog.copy")}
        </Button>
      }
    />
  );
}
