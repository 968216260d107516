import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";
import { BlockStack, Card, Link, List, Page, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { helpPages } from "#app/domain/help/handbook.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { askedLanguage } from "#app/web/asked-language.ts";
import { helpResults } from "./results.server.ts";

/** Longer than any question; a search is no place for a text. */
const MOST = 200;

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ url, request }) => {
    const language = askedLanguage(url, request);
    const query = (url.searchParams.get("q") ?? "").slice(0, MOST);
    return {
      query,
      results: await helpResults(language, query),
      pages: helpPages(language).map(({ name, title }) => ({ name, title })),
    };
  });
}

/** All pages of the handbook, and a search over them and the settings. */
export default function Help() {
  const { query, results, pages } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState(query);
  const submit = useSubmit();
  const search = (q: string) => {
    setTyped(q);
    void submit({ q, language: i18n.language }, { replace: true });
  };
  return (
    <Page title={t("help.title")}>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Form>
              <input type="hidden" name="language" value={i18n.language} />
              <TextField
                label={t("help.search")}
                name="q"
                type="search"
                value={typed}
                maxLength={MOST}
                onChange={search}
                autoComplete="off"
                clearButton
                onClearButtonClick={() => {
                  search("");
                }}
              />
            </Form>
            <div role="status">
              {query === "" ? null : (
                <Text as="p" tone="subdued">
                  {results.length === 0
                    ? `${t("help.nothing", { query })}. ${t("help.nothingHelp")}`
                    : t("help.found", { count: results.length })}
                </Text>
              )}
            </div>
            {results.length === 0 ? null : (
              <List type="bullet" gap="loose">
                {results.map(({ url, title, text, kind }) => (
                  <List.Item key={url}>
                    <Link url={url}>{title}</Link>
                    <Text as="p" tone="subdued" breakWord>
                      {kind === "setting" ? `${t("help.setting")}: ${text}` : text}
                    </Text>
                  </List.Item>
                ))}
              </List>
            )}
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("help.topics")}
            </Text>
            <List type="bullet">
              {pages.map(({ name, title }) => (
                <List.Item key={name}>
                  <Link url={withQuery(paths.helpPage(name), { language: i18n.language })}>
                    {title}
                  </Link>
                </List.Item>
              ))}
            </List>
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
