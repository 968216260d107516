import type { ConnectionId } from "#app/lib/ids.ts";
import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import {
  removeCustomerLink,
  removeItemLink,
  saveCustomerLink,
  saveItemLink,
} from "#app/domain/mapping/links.server.ts";
import { createCustomerOfCompany } from "#app/domain/documents/choices/create-companies.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { cardAt } from "#app/domain/shop-card/views/card-choice.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { isGid } from "#app/shopify/gid.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { notFound } from "./authenticated.server.ts";
import { readJson } from "./read-json.server.ts";

/** The ERP record a person chose. */
interface Chosen {
  ref: { id: string; number?: string };
  title: string;
  variantCode?: string;
  unit?: string;
}

/** A link as it was stored. */
interface Removed {
  erpId: string;
  erpNumber: string | null;
  title: string | null;
  variantCode?: string | null;
  unit?: string | null;
}

interface Links {
  kind: "customer" | "item";
  /** Creates the missing record for all that wait for it; how many they were. */
  create?: (scope: Scope, key: string) => Promise<number>;
  isKey: (text: string) => boolean;
  remove: (shop: string, connectionId: ConnectionId, key: string) => Promise<Removed | null>;
  save: (scope: Scope, connectionId: ConnectionId, key: string, chosen: Chosen) => Promise<boolean>;
}

/** How the links of customers, companies and items differ. */
const customers: Links = {
  kind: "customer",
  isKey: (text) => /^gid:\/\/shopify\/[A-Za-z]+\/\d+(#.{0,500})?$/s.test(text),
  remove: removeCustomerLink,
  save: (scope, connectionId, key, { ref, title }) =>
    saveCustomerLink(scope, connectionId, key, { ref: { kind: "customer", ...ref }, name: title }),
};
const LINKS: Record<"customers" | "companies" | "items", Links> = {
  customers,
  companies: {
    ...customers,
    isKey: (text) => isGid(text, "Company") || isGid(text, "CompanyLocation"),
    create: createCustomerOfCompany,
  },
  items: {
    kind: "item",
    isKey: (text) => isGid(text, "ProductVariant"),
    remove: async (shop, connectionId, key) =>
      isGid(key, "ProductVariant") ? removeItemLink(shop, connectionId, key) : null,
    save: async (scope, connectionId, key, { ref, ...chosen }) =>
      isGid(key, "ProductVariant") &&
      saveItemLink(scope, connectionId, key, { ref: { kind: "item", ...ref }, ...chosen }),
  },
};

/** Links a Shopify record with one of the ERP, or takes the link away; the answer to that can be undone. */
export async function linkAction(
  subject: keyof typeof LINKS,
  { shop, by }: Scope,
  request: Request,
): Promise<Outcome> {
  const { kind, isKey, remove, save, create } = LINKS[subject];
  const connectionId = (await getCard(shop, cardAt(new URL(request.url).searchParams)))
    ?.connectionId;
  if (!connectionId) notFound();
  const sent = await readJson(
    request,
    z.discriminatedUnion("intent", [
      z.object({
        intent: z.literal("link"),
        key: z.string().refine(isKey),
        title: z.string().max(255),
        ref: z.object({
          kind: z.literal(kind),
          id: z.string().min(1),
          number: z.string().optional(),
        }),
        variantCode: z.string().optional(),
        unit: z.string().optional(),
      }),
      z.object({ intent: z.literal("remove"), key: z.string() }),
      z.object({ intent: z.literal("again") }),
      z.object({ intent: z.literal("create"), key: z.string().refine(isKey) }),
    ]),
  );
  if (sent.intent === "again") {
    await recheckLater(db, { shop, by }, kind === "item" ? { all: true } : { customerId: "any" });
    return { done: "mappings.done.again" };
  }
  if (sent.intent === "create") {
    if (!create) notFound();
    return { done: "mappings.done.create", count: await create({ shop, by }, sent.key) };
  }
  if (sent.intent === "remove") {
    const link = await remove(shop, connectionId, sent.key);
    if (!link) return { refused: "mappings.refused.not-found" };
    const { erpId, erpNumber, title, variantCode, unit } = link;
    return {
      done: "mappings.done.unlink",
      undo: {
        intent: "link",
        key: sent.key,
        title: title ?? "",
        ref: { kind, id: erpId, ...(erpNumber ? { number: erpNumber } : {}) },
        ...(variantCode ? { variantCode } : {}),
        ...(unit ? { unit } : {}),
      },
    };
  }
  const { ref, title, variantCode, unit } = sent;
  const saved = await save({ shop, by }, connectionId, sent.key, {
    ref: { id: ref.id, ...(ref.number ? { number: ref.number } : {}) },
    title,
    ...(variantCode ? { variantCode } : {}),
    ...(unit ? { unit } : {}),
  });
  return saved ? { done: "mappings.done.link" } : { refused: "mappings.refused.not-found" };
}
