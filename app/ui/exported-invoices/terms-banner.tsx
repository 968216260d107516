import { Banner, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";

/** Shopify lets only an app give orders payment terms that the merchant has allowed to. */
const SCOPE = "write_payment_terms";

/** Asks for the permission that payment terms need; `onAllowed` once it is there. */
export function TermsBanner({ onAllowed }: { onAllowed: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [declined, setDeclined] = useState(false);
  const ask = async (): Promise<void> => {
    setAsking(true);
    try {
      const { result } = await shopify.scopes.request([SCOPE]);
      setDeclined(result !== "granted-all");
      if (result === "granted-all") onAllowed();
    } finally {
      setAsking(false);
    }
  };
  return (
    <Banner
      tone="warning"
      title={t("exportedInvoices.terms.title")}
      action={{
        content: t("exportedInvoices.terms.allow"),
        onAction: () => void ask(),
        loading: asking,
      }}
    >
      <Text as="p">{t("exportedInvoices.terms.help")}</Text>
      {declined ? <Text as="p">{t("exportedInvoices.terms.declined")}</Text> : null}
    </Banner>
  );
}
