import { Banner, BlockStack, Icon, InlineStack, Text } from "@shopify/polaris";
import {
  AlertCircleIcon,
  AlertTriangleIcon,
  CheckCircleIcon,
  MinusCircleIcon,
} from "@shopify/polaris-icons";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { english } from "#app/i18n/locales/en.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";

type ProbeStepName = keyof (typeof english.app)["connection"]["step"];

export interface ProbeStep {
  key: ProbeStepName;
  outcome: "ok" | "warning" | "failed" | "skipped";
  params?: Record<string, string> | undefined;
}

export interface ProbeIssue {
  code: string;
  severity: "error" | "warning";
  message: string;
  action: string;
  params?: Record<string, string> | undefined;
}

const LOOKS = {
  ok: { icon: CheckCircleIcon, tone: "success", label: "connection.stepOk" },
  warning: { icon: AlertTriangleIcon, tone: "warning", label: "connection.stepWarning" },
  failed: { icon: AlertCircleIcon, tone: "critical", label: "connection.stepFailed" },
  skipped: { icon: MinusCircleIcon, tone: "subdued", label: "connection.stepSkipped" },
} as const;

/** A connection's test, step by step, and below it what to do about what was found. */
export function TestSteps({
  title,
  steps,
  issues,
}: {
  title: string;
  steps: ProbeStep[];
  issues: ProbeIssue[];
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const said = ({ key, outcome, params }: ProbeStep): string =>
    outcome === "ok"
      ? known(`connection.step.${key}`, "ok", "", params)
      : t(`connection.stepState.${outcome}`, { name: t(`connection.step.${key}.name`) });
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {steps.map((step) => (
          <li key={step.key}>
            <InlineStack gap="200" wrap={false} blockAlign="start">
              <span>
                <Icon
                  source={LOOKS[step.outcome].icon}
                  tone={LOOKS[step.outcome].tone}
                  accessibilityLabel={t(LOOKS[step.outcome].label)}
                />
              </span>
              <Text
                as="span"
                breakWord
                {...(step.outcome === "skipped" ? { tone: "subdued" as const } : {})}
              >
                {said(step)}
              </Text>
            </InlineStack>
          </li>
        ))}
      </ul>
      {issues.map((issue) => (
        <Banner
          key={issue.code + issue.message}
          tone={issue.severity === "error" ? "critical" : "warning"}
          title={known("connectionIssue", `${issue.code}.message`, issue.message, issue.params)}
        >
          <Text as="p" breakWord>
            {known("connectionIssue", `${issue.code}.action`, issue.action, issue.params)}
          </Text>
        </Banner>
      ))}
    </BlockStack>
  );
}
