import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { fixProblem, type FixRefusal } from "#app/domain/attention/fix-problem.server.ts";
import { fixForm } from "#app/domain/attention/views/fix-form.server.ts";
import { mappingSchemas } from "#app/domain/mapping/kinds.ts";
import { RefundId } from "#app/lib/ids.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

/** The form that fixes a problem (`kind`, `cause`), with its suggestions. */
export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, url }) => ({
    form: await fixForm(shop, url.searchParams),
  }));
}

const code = z.string().trim().min(1).max(250);
const ref = <Kind extends "item" | "customer">(kind: Kind) =>
  z.object({ kind: z.literal(kind), id: z.string().min(1).max(300), number: code.exactOptional() });
const value = z.discriminatedUnion("form", [
  z.object({
    form: z.literal("item"),
    item: z.object({
      ref: ref("item"),
      title: z.string().max(255),
      variantCode: code.exactOptional(),
      unit: code.exactOptional(),
    }),
  }),
  z.object({ form: z.literal("setting"), value: z.union([z.boolean(), z.string().max(250)]) }),
  z.object({ form: z.literal("mapping"), code }),
  z.object({
    form: z.literal("charge"),
    charge: mappingSchemas.shipmentMethod.shape.charge.unwrap().nullable(),
  }),
  z.object({
    form: z.literal("customer"),
    customer: z.object({ ref: ref("customer"), name: z.string().max(255) }),
  }),
  z.object({ form: z.literal("memoByHand"), refunds: z.array(RefundId).max(100) }),
]);
const body = z.object({
  intent: z.literal("fix"),
  kind: z.string().max(100),
  cause: z.string().max(1_000),
  cards: z.array(z.uuid()).min(1).max(100).exactOptional(),
  value,
});

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const { value: given, intent: _fix, ...problem } = await readJson(request, body);
    const fixed = await fixProblem({ shop, by: actor }, problem, given);
    return fixed.ok ? { done: "problems.done.fix", count: fixed.value } : refused(fixed.error);
  });
}

const refused = (refusal: FixRefusal): Outcome => {
  switch (refusal.kind) {
    case "setting":
      return { refused: refusal.problem.problem, params: refusal.problem.params };
    case "partly":
      return { refused: "problems.refused.partly", params: { cards: refusal.cards } };
    case "gone":
    case "notInErp":
    case "notSaved":
    case "refundChanged":
      return { refused: `problems.refused.${refusal.kind}` };
  }
};
