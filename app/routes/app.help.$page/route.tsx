import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { helpPage, pictureUrls } from "#app/domain/help/handbook.server.ts";
import { isHelpPage } from "#app/domain/help/pages.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { HelpBlock } from "#app/ui/help/blocks.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated, notFound } from "#app/web/authenticated.server.ts";
import { askedLanguage } from "#app/web/asked-language.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ url, request, params: { page = "" } }) => {
    if (!isHelpPage(page)) notFound();
    const language = askedLanguage(url, request);
    const read = helpPage(language, page);
    return Promise.resolve({ ...read, pictures: pictureUrls(language, read) });
  });
}

/** A page of the handbook. */
export default function HelpPage() {
  const { title, blocks, pictures } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation();
  return (
    <Page
      title={title}
      backAction={{
        content: t("help.back"),
        url: withQuery(paths.help, { language: i18n.language }),
      }}
    >
      <Card>
        <BlockStack gap="400">
          {blocks.map((block, index) => (
            <HelpBlock key={index} block={block} pictures={pictures} />
          ))}
        </BlockStack>
      </Card>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
