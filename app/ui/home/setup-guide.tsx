import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  Icon,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { CheckCircleIcon, CircleChevronRightIcon } from "@shopify/polaris-icons";
import type { english } from "#app/i18n/locales/en.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";

export interface GuideStep {
  key: keyof (typeof english.app)["home"]["guide"]["step"];
  done: boolean;
  to: string;
}

/** The way to the first document. Only the next step is spelt out; the others stay in sight. */
export function SetupGuide({
  steps,
  recommends,
  onHide,
  onRecommended,
  busy,
}: {
  steps: GuideStep[];
  /** The accounts can be set at once, as recommended for the built-in ledger. */
  recommends: boolean;
  onRecommended: () => void;
  onHide: () => void;
  busy: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("home.guide.title")}
          </Text>
          <Button variant="tertiary" onClick={onHide} disabled={busy}>
            {t("home.guide.hide")}
          </Button>
        </InlineStack>
        <BlockStack gap="100">
          <div id="guide-progress">
            <Text as="p" tone="subdued">
              {t("home.guide.progress", {
                done: format.count(done),
                total: format.count(steps.length),
              })}
            </Text>
          </div>
          <ProgressBar
            progress={Math.floor((done * 100) / Math.max(1, steps.length))}
            size="small"
            tone="success"
            ariaLabelledBy="guide-progress"
          />
        </BlockStack>
        <ol style={{ listStyle: "none", margin: 0, padding: 0 }}>
          {steps.map((step) => (
            <li key={step.key}>
              <Box paddingBlock="200" borderBlockStartWidth="025" borderColor="border-secondary">
                <InlineStack gap="300" wrap={false} blockAlign="start">
                  <div className={step.done ? undefined : "points-onward"}>
                    <Icon
                      source={step.done ? CheckCircleIcon : CircleChevronRightIcon}
                      tone={step.done ? "success" : "subdued"}
                    />
                  </div>
                  <BlockStack gap="200" inlineAlign="start">
                    <InlineStack gap="200">
                      <Text
                        as="h3"
                        variant="bodyMd"
                        fontWeight={step === next ? "semibold" : "regular"}
                      >
                        {t(`home.guide.step.${step.key}.title`)}
                      </Text>
                      {step.done ? <Badge tone="success">{t("home.guide.done")}</Badge> : null}
                    </InlineStack>
                    {step === next && step.key === "accounts" && recommends ? (
                      <>
                        <Text as="p" tone="subdued">
                          {t("home.guide.recommended.help")}
                        </Text>
                        <InlineStack gap="200">
                          <Button variant="primary" disabled={busy} onClick={onRecommended}>
                            {t("home.guide.recommended.action")}
                          </Button>
                          <Button url={step.to}>{t("home.guide.step.accounts.action")}</Button>
                        </InlineStack>
                      </>
                    ) : step === next ? (
                      <>
                        <Text as="p" tone="subdued">
                          {t(`home.guide.step.${step.key}.help`)}
                        </Text>
                        <Button
                          variant="primary"
                          url={step.to}
                          {...(step.to.startsWith("/")
                            ? {}
                            : { external: true, target: "_top" as const })}
                        >
                          {t(`home.guide.step.${step.key}.action`)}
                        </Button>
                      </>
                    ) : null}
                  </BlockStack>
                </InlineStack>
              </Box>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}
