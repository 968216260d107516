import { CardId, ConnectionId } from "#app/lib/ids.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { ReferenceKind } from "#app/erp/port/reference.ts";
import type { ReferenceChoice } from "#app/ui/reference-picker.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import type { Words } from "#app/ui/words.ts";
import { wordsOf } from "#app/erp/refusals.ts";

const KINDS = [
  "locations",
  "accounts",
  "paymentTerms",
  "paymentMethods",
  "shipmentMethods",
  "shippingAgents",
  "shippingAgentServices",
  "taxAreas",
  "currencies",
  "countries",
  "customerTemplates",
  "units",
  "itemCharges",
  "numberSeries",
] as const satisfies readonly ReferenceKind[];
const query = z.object({
  kind: z.enum([...KINDS, "items", "customers"]),
  q: z.string().max(100).default(""),
  connection: ConnectionId.optional(),
  card: CardId.optional(),
});
const LIMIT = 50;

/** Values of the ERP to choose from, for the pickers. Without `connection`: the ERP of the card, or of the shop's first. */
export function loader(args: LoaderFunctionArgs) {
  return authenticated(
    args,
    async ({ shop, url }): Promise<{ values: ReferenceChoice[]; words?: Words }> => {
      const parsed = query.safeParse(Object.fromEntries(url.searchParams));
      if (!parsed.success) throw Response.json({}, { status: 400 });
      const { kind, q, connection, card } = parsed.data;
      const connectionId = connection ?? (await getCard(shop, card))?.connectionId;
      const open = connectionId ? await openPort(shop, connectionId) : null;
      if (!open) return { values: [] };
      try {
        return { values: await choices(open.port, kind, q.trim()) };
      } catch (error) {
        if (error instanceof ErpError) return { values: [], words: wordsOf(error.detail) };
        throw error;
      }
    },
  );
}

async function choices(
  port: ErpConnectionPort,
  kind: z.infer<typeof query>["kind"],
  q: string,
): Promise<ReferenceChoice[]> {
  const options = { traceId: randomUUID(), signal: AbortSignal.timeout(15_000) };
  if (kind === "customers") {
    const [found = []] = await port.findCustomers([{ text: q }], options);
    return found
      .filter((customer) => !customer.blocked)
      .slice(0, LIMIT)
      .map(({ ref, name }) => ({ code: ref.number ?? ref.id, title: name, ref }));
  }
  if (kind === "items") {
    const found =
      q === ""
        ? (await port.listItems({ limit: LIMIT }, options)).values
        : ((await port.findItems([{ text: q }], options))[0] ?? []);
    return found
      .filter((item) => !item.blocked)
      .slice(0, LIMIT)
      .map((item) => ({
        code: item.ref.number ?? item.ref.id,
        title: item.variantCode ? `${item.description} (${item.variantCode})` : item.description,
        ref: item.ref,
        ...(item.variantCode ? { variantCode: item.variantCode } : {}),
        ...(item.salesUnit ? { unit: item.salesUnit } : {}),
      }));
  }
  const page = await port.listReference(
    kind,
    { limit: LIMIT, ...(q ? { search: q } : {}) },
    options,
  );
  return page.values
    .filter((value) => !value.blocked)
    .map(({ code, title, parent }) => ({ code, title, ...(parent ? { parent } : {}) }));
}
