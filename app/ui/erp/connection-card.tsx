import { Badge, Banner, BlockStack, Button, ButtonGroup, Card, Icon, InlineStack, List, Text } from "@shopify/polaris";
import { AlertTriangleIcon, CheckCircleIcon, MinusCircleIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shop-context.tsx";

export interface ConnectionRow {
  id: string;
  adapter: string;
  title: string;
  description: { title: string; settings: { key: string }[] };
  probe: { erp: string; version: string; company: string; currency: string; timeZone: string; capabilities: Record<string, unknown>; issues: { code: string; severity: "error" | "warning"; message: string; action: string }[] } | null;
  probedAt: string | null;
  pausedAt: string | null;
  pausedReason: string | null;
}

interface Props {
  connection: ConnectionRow;
  busy: boolean;
  onTest: () => void;
  onPause: () => void;
  onResume: () => void;
  onEdit: () => void;
}

/** One ERP: what the last test found step by step, what the ERP can do, pause and go on. */
export function ConnectionCard({ connection, busy, onTest, onPause, onResume, onEdit }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { probe } = connection;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">{connection.title}</Text>
            <Badge>{connection.description.title}</Badge>
            {connection.pausedAt ? <Badge tone="attention">{t("connection.paused")}</Badge> : null}
          </InlineStack>
          <ButtonGroup>
            <Button onClick={onEdit}>{t("common.edit")}</Button>
            {connection.pausedAt ? <Button onClick={onResume} disabled={busy}>{t("connection.resume")}</Button> : <Button onClick={onPause} disabled={busy}>{t("connection.pause")}</Button>}
            <Button variant="primary" onClick={onTest} loading={busy}>{t("connection.test")}</Button>
          </ButtonGroup>
        </InlineStack>
        {connection.pausedAt ? <Text as="p">{t("connection.pausedSince", { at: format.time(connection.pausedAt), reason: connection.pausedReason ?? "–" })}</Text> : null}
        {probe === null ? <Text as="p" tone="subdued">{t("connection.neverTested")}</Text> : (
          <>
            <Steps connection={connection} probe={probe} />
            {probe.issues.map((issue) => (
              <Banner key={issue.code + issue.message} tone={issue.severity === "error" ? "critical" : "warning"} title={issue.message}><Text as="p">{issue.action}</Text></Banner>
            ))}
            <Capabilities capabilities={probe.capabilities} />
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Steps({ connection, probe }: { connection: ConnectionRow; probe: NonNullable<ConnectionRow["probe"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const errors = probe.issues.filter((issue) => issue.severity === "error").length;
  const steps = [
    { key: "reached", ok: true, text: t("connection.step.reached", { erp: probe.erp, version: probe.version }) },
    { key: "company", ok: true, text: t("connection.step.company", { company: probe.company }) },
    { key: "basics", ok: true, text: t("connection.step.basics", { currency: probe.currency, timeZone: probe.timeZone }) },
    { key: "setup", ok: errors === 0, text: errors === 0 ? t("connection.step.setup") : t("connection.step.setupErrors", { count: errors }) },
  ];
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">{connection.probedAt ? t("connection.tested", { at: format.time(connection.probedAt) }) : t("connection.test")}</Text>
      <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {steps.map((step) => (
          <li key={step.key}>
            <InlineStack gap="200" wrap={false} blockAlign="center">
              <span><Icon source={step.ok ? CheckCircleIcon : AlertTriangleIcon} tone={step.ok ? "success" : "critical"} accessibilityLabel={step.ok ? t("connection.stepOk") : t("connection.stepFailed")} /></span>
              <Text as="span" breakWord>{step.text}</Text>
            </InlineStack>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}

/** Yes-and-no capabilities as a list of what works and what does not. */
function Capabilities({ capabilities }: { capabilities: Record<string, unknown> }) {
  const { t } = useTranslation();
  const flags = Object.entries(capabilities).filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean");
  const group = (wanted: boolean) => flags.filter(([, value]) => value === wanted);
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">{t("connection.capabilities")}</Text>
      {[true, false].map((wanted) => group(wanted).length === 0 ? null : (
        <InlineStack key={String(wanted)} gap="200" wrap={false} blockAlign="start">
          <span><Icon source={wanted ? CheckCircleIcon : MinusCircleIcon} tone={wanted ? "success" : "subdued"} /></span>
          <BlockStack>
            <Text as="p">{wanted ? t("connection.can") : t("connection.cannot")}</Text>
            <List>{group(wanted).map(([key]) => <List.Item key={key}>{t(`connection.capability.${key}`, { defaultValue: key })}</List.Item>)}</List>
          </BlockStack>
        </InlineStack>
      ))}
    </BlockStack>
  );
}
