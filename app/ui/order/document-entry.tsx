import { Badge, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import { linkTarget } from "#app/lib/web-address.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { OrderPageView } from "./types.ts";

interface Props {
  document: Pick<
    OrderPageView["documents"][number],
    "kind" | "number" | "url" | "state" | "total" | "currency" | "createdAt" | "releasedAt"
  >;
}

/** A document in the ERP, of an order or of a refund: its name with the way there, its state, its total and when it was made. */
export function DocumentEntry({ document }: Props) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const name =
    `${known("state.kind", document.kind, document.kind)} ${document.number ?? ""}`.trim();
  const link = linkTarget(document.url);
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        {link ? (
          <Link
            url={link}
            {...(link.startsWith("/") ? {} : { target: "_blank" as const, external: true })}
          >
            {name}
          </Link>
        ) : (
          <Text as="span" fontWeight="medium">
            {name}
          </Text>
        )}
        {document.state === "unlinked" ? (
          <Badge>{t("order.unlinked")}</Badge>
        ) : (
          <StateBadge group="document" value={document.state} />
        )}
      </InlineStack>
      <Text as="span" tone="subdued">
        {[
          format.money(document.total, document.currency),
          document.createdAt ? format.time(document.createdAt) : "",
          document.releasedAt
            ? t("order.releasedAt", { at: format.time(document.releasedAt) })
            : "",
        ]
          .filter(Boolean)
          .join(format.between)}
      </Text>
    </BlockStack>
  );
}
