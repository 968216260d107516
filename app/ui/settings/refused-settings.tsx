import { Banner, Link, List } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";

export interface SettingProblem {
  key: string;
  problem: TextKey;
  params: Record<string, unknown>;
}

/** Why the shop card was not saved, with a link to each setting that was refused. */
export function RefusedSettings({
  title,
  problems,
}: {
  title: TextKey;
  problems: SettingProblem[];
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  return (
    <div role="alert" id="refused" tabIndex={-1}>
      <Banner tone="critical" title={t(title)}>
        {problems.length > 0 ? (
          <List>
            {problems.map((problem) => (
              <List.Item key={problem.key}>
                <Link url={`#${problem.key}`}>
                  {known("settings", `${problem.key}.label`, problem.key)}
                </Link>
                : {t(problem.problem, problem.params)}
              </List.Item>
            ))}
          </List>
        ) : undefined}
      </Banner>
    </div>
  );
}
