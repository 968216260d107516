import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportOrders } from "#app/domain/orders/views/export-orders.server.ts";
import { translator } from "#app/texts.server.ts";
import { askedLanguage } from "#app/web/asked-language.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { streamedCsv } from "#app/web/streamed-file.server.ts";

/** The orders that the list's address finds, as a CSV file with its headings in the person's language. */
export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, url, request }) => {
    const { t } = translator(askedLanguage(url, request));
    return streamedCsv(
      "orders.csv",
      exportOrders(shop, url.searchParams, (column) => t(`orders.file.${column}`)),
    );
  });
}
