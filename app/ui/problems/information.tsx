import { BlockStack, Card, Link, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { problemsScreen } from "#app/domain/attention/views/problem-list.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { useProblemText } from "../problem-text.ts";
import { useFormat } from "../shop-context.tsx";

type Information = Awaited<ReturnType<typeof problemsScreen>>["information"];

/** What is as it should be and needs nobody: apart from the problems, and counted with none of them. */
export function InformationCard({ information }: { information: Information }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  if (information.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("problems.information")}
        </Text>
        <Text as="p" tone="subdued">
          {t("problems.informationHelp")}
        </Text>
        <List>
          {information.map(({ kind, count, params }) => (
            <List.Item key={kind}>
              <Link url={withQuery(paths.problems, { kind })}>
                {problemText(kind, params).title}
              </Link>{" "}
              <Text as="span" tone="subdued">
                {format.counted(count)}
              </Text>
            </List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
