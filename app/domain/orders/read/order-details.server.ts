import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import { shopifyRequestNodes } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import {
  AgreementDetailsDocument,
  CompanyDetailsDocument,
  LineDutiesDocument,
  RefundDetailsDocument,
  ReturnDetailsDocument,
} from "#app/shopify/generated/admin.ts";
import { NODES_AT_MOST } from "#app/shopify/nodes-at-most.ts";
import { dutiesByLine } from "./line-duties.server.ts";
import type { AgreementPage } from "./order-pages.server.ts";
import type { CompanyNode, LineDuties, OrderNode, RefundNode, ReturnNode } from "./whole-order.ts";
import { companyLocationOf, hasDuties } from "./whole-order.ts";
import type { LineId } from "#app/lib/ids.ts";

/** What only some orders of a batch have, by id: of refunds, returns, lines with duties and company locations their own, of agreements the order's. */
export interface Details {
  refunds: Map<string, RefundNode>;
  returns: Map<string, ReturnNode>;
  agreements: Map<string, AgreementPage>;
  companies: Map<string, CompanyNode>;
  duties: Map<LineId, LineDuties>;
}

/** Refunds, returns, agreements, companies and duties of all orders of the batch that have some, one call each. */
export async function readDetails(
  shop: string,
  heads: readonly OrderNode[],
): Promise<Result<Details, ShopifyError>> {
  const details: Details = {
    refunds: new Map(),
    returns: new Map(),
    agreements: new Map(),
    companies: new Map(),
    duties: new Map(),
  };
  const refunds = await eachPage(idsOf(heads, refundsOf), async (ids) => {
    const answer = await shopifyRequestNodes(shop, RefundDetailsDocument, { ids });
    if (answer.ok)
      for (const node of answer.value.data.nodes)
        if (node !== null && "totalRefundedSet" in node) details.refunds.set(node.id, node);
    return answer;
  });
  if (!refunds.ok) return refunds;
  const returns = await eachPage(idsOf(heads, returnsOf), async (ids) => {
    const answer = await shopifyRequestNodes(shop, ReturnDetailsDocument, { ids });
    if (answer.ok)
      for (const node of answer.value.data.nodes)
        if (node !== null && "totalQuantity" in node) details.returns.set(node.id, node);
    return answer;
  });
  if (!returns.ok) return returns;
  const agreed = heads.filter(agreedAgain).map(({ id }) => id);
  const agreements = await eachPage(agreed, async (ids) => {
    const answer = await shopifyRequestNodes(shop, AgreementDetailsDocument, { ids });
    if (answer.ok)
      for (const node of answer.value.data.nodes)
        if (node !== null && "agreements" in node) details.agreements.set(node.id, node.agreements);
    return answer;
  });
  if (!agreements.ok) return agreements;
  const locations = [...new Set(heads.flatMap((head) => companyLocationOf(head) ?? []))];
  const companies = await eachPage(locations, async (ids) => {
    const answer = await shopifyRequestNodes(shop, CompanyDetailsDocument, { ids });
    if (answer.ok)
      for (const node of answer.value.data.nodes)
        if (node !== null && "taxSettings" in node) details.companies.set(node.id, node);
    return answer;
  });
  if (!companies.ok) return companies;
  const dutied = heads.filter(hasDuties);
  const duties = await eachPage(idsOf(dutied, linesOf), async (ids) => {
    const answer = await shopifyRequestNodes(shop, LineDutiesDocument, { ids });
    if (answer.ok)
      for (const [id, of] of dutiesByLine(answer.value.data)) details.duties.set(id, of);
    return answer;
  });
  return duties.ok ? ok(details) : duties;
}

type Listed = readonly { id: string }[];

/** The type says these lists are there; an answer with errors may still hold null. */
const refundsOf = ({ refunds }: { refunds: Listed | null }): Listed => refunds ?? [];
const returnsOf = (head: OrderNode): Listed =>
  (head.returns as OrderNode["returns"] | null)?.nodes ?? [];

const linesOf = ({ lineItems }: OrderNode): Listed => lineItems.nodes;

const idsOf = (heads: readonly OrderNode[], of: (head: OrderNode) => Listed): string[] =>
  heads.flatMap((head) => of(head).map(({ id }) => id));

/** Every order has the agreement it was placed with; only these have more to tell. */
const agreedAgain = (head: OrderNode): boolean =>
  head.edited || refundsOf(head).length > 0 || returnsOf(head).length > 0;

async function eachPage(
  ids: readonly string[],
  read: (page: string[]) => Promise<Result<unknown, ShopifyError>>,
): Promise<Result<undefined, ShopifyError>> {
  for (let start = 0; start < ids.length; start += NODES_AT_MOST) {
    const answer = await read(ids.slice(start, start + NODES_AT_MOST));
    if (!answer.ok) return answer;
  }
  return ok(undefined);
}
