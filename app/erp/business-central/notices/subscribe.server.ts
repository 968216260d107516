import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Subscribed } from "#app/erp/port/notices.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import { etag, text } from "../wire/shapes.ts";

/** What posting a shipment, an invoice or a credit memo changes. Posted shipments themselves cannot be subscribed to. */
const SETS = ["salesOrders", "salesInvoices", "salesCreditMemos"];

const row = z.object({
  "@odata.etag": etag,
  subscriptionId: text,
  notificationUrl: text,
  resource: text,
  expirationDateTime: z.iso.datetime({ offset: true }),
});
type Row = z.infer<typeof row>;

/**
 * One subscription for each set: those for this address are renewed, which gives them three days more, the missing ones made. Business Central is asked
 * which there are, so that one whose answer was lost is not made again.
 */
export async function subscribe(
  scope: BcScope,
  { address, secret }: { address: string; secret: string },
  options: CallOptions,
): Promise<Subscribed> {
  const { path: company } = await companyOf(scope, options);
  const all = await scope.api.all({ path: "subscriptions" }, row, options);
  const mine = all.filter(({ notificationUrl }) => notificationUrl === address);
  const until: number[] = [];
  for (const set of SETS) {
    const resource = `/api/v2.0/${company}/${set}`;
    const body = { notificationUrl: address, resource, clientState: secret };
    const known = mine.find((one) => isOf(one, `${company}/${set}`));
    const held = known && (await renew(scope, known, body, options));
    const { expirationDateTime } =
      held ?? (await scope.api.create({ path: "subscriptions", body }, row, options));
    until.push(Date.parse(expirationDateTime));
  }
  return { until: new Date(Math.min(...until)).toISOString() };
}

/** Business Central may spell the resource with its whole address. */
const isOf = ({ resource }: Row, path: string): boolean =>
  resource.toLowerCase().endsWith(`/${path.toLowerCase()}`);

/** Undefined where it ended meanwhile. */
async function renew(
  { api }: BcScope,
  known: Row,
  body: { notificationUrl: string; resource: string; clientState: string },
  options: CallOptions,
): Promise<Row | undefined> {
  const path = `subscriptions('${known.subscriptionId}')`;
  try {
    return await api.change({ path, body, etag: known["@odata.etag"] }, row, options);
  } catch (error) {
    if (error instanceof ErpError && error.detail.class === "notFound") return undefined;
    throw error;
  }
}
