import {
  Badge,
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  Icon,
  InlineStack,
  List,
  Text,
} from "@shopify/polaris";
import { CheckCircleIcon, MinusCircleIcon } from "@shopify/polaris-icons";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import type { Words } from "../words.ts";
import { useWords } from "../words.ts";
import { useErpName } from "./erp-name.ts";
import { TestSteps } from "./test-steps.tsx";
import type { ProbeIssue, ProbeStep } from "./test-steps.tsx";

export interface ConnectionRow {
  id: string;
  adapter: string;
  title: string;
  description: { title: string; settings: { key: string }[] };
  probe: {
    capabilities: Record<string, unknown>;
    issues: ProbeIssue[];
    steps?: ProbeStep[];
  } | null;
  probedAt: string | null;
  pausedAt: string | null;
  pausedWhy: Words | null;
  /** Until then the ERP is asked nothing, because it asks for that. */
  waitUntil: string | null;
  secretsUnreadable: boolean;
  disconnected: boolean;
}

interface Props {
  connection: ConnectionRow;
  /** The test just made, when it did not come to its end. */
  failed: { steps: ProbeStep[]; issues: ProbeIssue[] } | null;
  /** New documents are made here. */
  used: boolean;
  /** It can be chosen here. */
  usable: boolean;
  busy: boolean;
  onUse: () => void;
  onTest: () => void;
  onPause: () => void;
  onResume: () => void;
  onEdit: () => void;
  onDisconnect: () => void;
}

/** One ERP: what the last test found step by step, what the ERP can do, pause and go on. */
export function ConnectionCard({
  connection,
  failed,
  used,
  usable,
  busy,
  onUse,
  onTest,
  onPause,
  onResume,
  onEdit,
  onDisconnect,
}: Props) {
  const { t } = useTranslation();
  const inWords = useWords();
  const erpName = useErpName();
  const format = useFormat();
  const { probe } = connection;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {erpName(connection.title)}
            </Text>
            <Badge>{erpName(connection.description.title)}</Badge>
            {used ? <Badge tone="success">{t("connection.used")}</Badge> : null}
            {connection.pausedAt ? (
              <Badge tone="attention">
                {t(connection.disconnected ? "connection.disconnected" : "connection.paused")}
              </Badge>
            ) : null}
          </InlineStack>
          <ButtonGroup>
            <Button onClick={onEdit}>
              {t(connection.disconnected ? "connection.connectAgain" : "common.edit")}
            </Button>
            {connection.disconnected ? null : (
              <>
                {used || !usable || probe === null ? null : (
                  <Button onClick={onUse} disabled={busy}>
                    {t("connection.use")}
                  </Button>
                )}
                {connection.pausedAt ? (
                  <Button onClick={onResume} disabled={busy}>
                    {t("connection.resume")}
                  </Button>
                ) : (
                  <Button onClick={onPause} disabled={busy}>
                    {t("connection.pause")}
                  </Button>
                )}
                <Button variant="primary" onClick={onTest} loading={busy}>
                  {t("connection.test")}
                </Button>
                {connection.description.settings.length > 0 ? (
                  <Button tone="critical" onClick={onDisconnect} disabled={busy}>
                    {t("connection.disconnect")}
                  </Button>
                ) : null}
              </>
            )}
          </ButtonGroup>
        </InlineStack>
        {connection.secretsUnreadable ? (
          <Banner tone="critical" title={t("connection.unreadableTitle")}>
            <Text as="p">{t("connection.unreadableHelp")}</Text>
          </Banner>
        ) : null}
        {connection.disconnected ? (
          <Text as="p" tone="subdued">
            {t("connection.disconnectedHelp")}
          </Text>
        ) : connection.pausedAt ? (
          <Text as="p">
            {t("connection.pausedSince", {
              at: format.time(connection.pausedAt),
              reason: connection.pausedWhy ? inWords(connection.pausedWhy) : "–",
            })}
          </Text>
        ) : null}
        {connection.waitUntil && !connection.disconnected ? (
          <Banner tone="warning" title={t("connection.waitTitle")}>
            <Text as="p">
              {t("connection.waitHelp", { at: format.time(connection.waitUntil) })}
            </Text>
          </Banner>
        ) : null}
        {failed ? (
          <TestSteps
            title={t("connection.refused.unreachable")}
            steps={failed.steps}
            issues={failed.issues}
          />
        ) : null}
        {probe === null ? (
          failed || connection.disconnected ? null : (
            <Text as="p" tone="subdued">
              {t("connection.neverTested")}
            </Text>
          )
        ) : (
          <>
            {failed ? null : (
              <TestSteps
                title={
                  connection.probedAt
                    ? t("connection.tested", { at: format.time(connection.probedAt) })
                    : t("connection.test")
                }
                steps={probe.steps ?? []}
                issues={probe.issues}
              />
            )}
            <Capabilities capabilities={probe.capabilities} />
          </>
        )}
      </BlockStack>
    </Card>
  );
}

/** Yes-and-no capabilities as a list of what works and what does not. */
function Capabilities({ capabilities }: { capabilities: Record<string, unknown> }) {
  const { t } = useTranslation();
  const known = useKnownText();
  // A need of the ERP is no ability.
  const states = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value);
  const flags = Object.entries(capabilities)
    .map(([key, value]) => [key, states(value)] as const)
    .filter(
      (entry): entry is readonly [string, boolean] =>
        typeof entry[1] === "boolean" && entry[0] !== "locationMandatory",
    );
  const group = (wanted: boolean) => flags.filter(([, value]) => value === wanted);
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t("connection.capabilities")}
      </Text>
      {[true, false].map((wanted) =>
        group(wanted).length === 0 ? null : (
          <InlineStack key={String(wanted)} gap="200" wrap={false} blockAlign="start">
            <span>
              <Icon
                source={wanted ? CheckCircleIcon : MinusCircleIcon}
                tone={wanted ? "success" : "subdued"}
              />
            </span>
            <BlockStack>
              <Text as="p">{wanted ? t("connection.can") : t("connection.cannot")}</Text>
              <List>
                {group(wanted).map(([key]) => (
                  <List.Item key={key}>{known("connection.capability", key, key)}</List.Item>
                ))}
              </List>
            </BlockStack>
          </InlineStack>
        ),
      )}
    </BlockStack>
  );
}
