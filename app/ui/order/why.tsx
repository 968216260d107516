import { BlockStack, Box, Link, List, Popover, Text } from "@shopify/polaris";
import { useState } from "react";
import { useCardPath } from "../picking-card.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { WhyView } from "./types.ts";

/** Why something was decided so: the rule that decided, what lost, and where to change it. */
export function Why({ of, reasons }: { of: string; reasons: WhyView[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (reasons.length === 0) return null;
  return (
    <Popover
      active={open}
      onClose={() => {
        setOpen(false);
      }}
      preferredAlignment="left"
      activator={
        <button
          type="button"
          className="why-button"
          aria-expanded={open}
          aria-label={t("order.whyOf", { of })}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t("common.why")}
        </button>
      }
    >
      <Box padding="400" maxWidth="24rem">
        <Reasons reasons={reasons} />
      </Box>
    </Popover>
  );
}

/** The reasons themselves, for where they stand open. */
export function Reasons({ reasons }: { reasons: WhyView[] }) {
  const { t } = useTranslation();
  const cardPath = useCardPath();
  const known = useKnownText();
  const say = (reason: { text: string; params: WhyView["params"] }) =>
    known("why", reason.text.replace("why.", ""), "", reason.params);
  return (
    <BlockStack gap="300">
      {reasons.map((reason, index) => (
        <BlockStack gap="100" key={reason.text + String(index)}>
          <Text as="p" breakWord>
            {say(reason)}
          </Text>
          {reason.lost.length > 0 ? (
            <>
              <Text as="p" tone="subdued">
                {t("order.lost")}
              </Text>
              <List>
                {reason.lost.map((lost, at) => (
                  <List.Item key={lost.text + String(at)}>{say(lost)}</List.Item>
                ))}
              </List>
            </>
          ) : null}
          {reason.change ? <Link url={cardPath(reason.change)}>{t("common.change")}</Link> : null}
        </BlockStack>
      ))}
    </BlockStack>
  );
}
