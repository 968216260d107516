// Bulk queries against what live stores answered (recordings bulk-operation-run-query-validators, -user-error-codes, -concurrency-limit).
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { effectiveScopes } from "./scopes.ts";
import { createBucket } from "./bucket.ts";
import { runGraphql } from "./execute.ts";

const RUN = `mutation Run($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: true) {
  bulkOperation { id status objectCount url } userErrors { field message code } } }`;
interface Ran {
  bulkOperation: { id: string; status: string; objectCount: string; url: string | null } | null;
  userErrors: { field: string[] | null; message: string; code: string }[];
}
const bucket = createBucket(simulator.clock, 1_000_000);
async function ask(query: string, variables: Record<string, unknown> = {}) {
  const { answer, defects } = await runGraphql(
    { query, variables },
    {
      world: simulator.world(SHOP),
      bucket,
      appId: "gid://shopify/App/1",
      scopes: effectiveScopes(["read_products"]),
      apiVersion: "2026-10",
      effects: () => undefined,
    },
  );
  return { data: answer.data, defects };
}
async function run(query: string): Promise<Ran> {
  return (await ask(RUN, { query })).data?.["bulkOperationRunQuery"] as Ran;
}
const refusals = async (query: string): Promise<string[]> =>
  (await run(query)).userErrors.map(({ message }) => message);
const edges = (name: string, inner = "id"): string => `${name} { edges { node { ${inner} } } }`;

describe("a bulk query", () => {
  it.each([
    ["", "Invalid bulk query: syntax error, unexpected end of file"],
    ["{ shop { id } }", "Bulk queries must contain at least one connection."],
    [
      "{ products { nodes { id } } }",
      "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'products { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'products'.",
    ],
    [
      `{ ${edges("collections", `id ${edges("products", `id ${edges("variants", `id ${edges("metafields")}`)}`)}`)} }`,
      "Bulk queries cannot contain connections with a nesting depth greater than 2.",
    ],
    [
      `{ ${edges("products", `id ${["variants", "metafields", "collections", "media", "sellingPlanGroups"].map((name) => edges(name)).join(" ")}`)} }`,
      "Bulk queries cannot contain more than 5 connections.",
    ],
    [
      `{ ${edges("products", `title ${edges("variants")}`)} }`,
      "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': products.",
    ],
    [
      `mutation { productDelete(input: { id: "gid://shopify/Product/1" }) { deletedProductId } }`,
      "Invalid operation type. Only `query` operations are supported.",
    ],
    [
      `{ ${edges("orders", `id fulfillments { ${edges("events")} }`)} }`,
      "Queries that contain a connection field within a list field are not currently supported.",
    ],
  ])("%s is refused as recorded", async (query, message) => {
    expect(await refusals(query)).toEqual([message]);
  });

  it("at the top level node names both faults", async () => {
    expect(await refusals('{ node(id: "gid://shopify/Product/0") { id } }')).toEqual([
      "Bulk queries cannot contain a top level `node` field.",
      "Bulk queries must contain at least one connection.",
    ]);
  });

  it("gives each node as a line, children under their parents, and says how many", async () => {
    const query = `{ ${edges("products", `id title ${edges("variants", "id sku")}`)} }`;
    const { bulkOperation } = await run(query);
    expect(bulkOperation).toMatchObject({ status: "CREATED", objectCount: "0", url: null });
    simulator.act(SHOP, "finishJobs");
    const { data } = await ask(
      "query($id: ID!) { bulkOperation(id: $id) { status objectCount rootObjectCount url query } }",
      { id: bulkOperation?.id },
    );
    const found = data?.["bulkOperation"] as Record<string, string>;
    expect(found).toMatchObject({ status: "COMPLETED", query });
    const url = new URL(found["url"] ?? "");
    const text = await (await fetch(new URL(url.pathname, simulator.origin))).text();
    const lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; __parentId?: string });
    expect(found["objectCount"]).toBe(String(lines.length));
    expect(Number(found["rootObjectCount"])).toBe(
      lines.filter(({ __parentId }) => __parentId === undefined).length,
    );
    let parent = "";
    for (const { id, __parentId } of lines)
      if (__parentId === undefined) parent = id;
      else expect(__parentId).toBe(parent);
  });

  it("is one of five at a time", async () => {
    const ids = [];
    for (let place = 0; place < 5; place += 1)
      ids.push((await run(`{ ${edges("products")} }`)).bulkOperation?.id);
    expect(await run(`{ ${edges("products")} }`)).toEqual({
      bulkOperation: null,
      userErrors: [
        {
          field: null,
          message: `A bulk query operation for this app and shop is already in progress: ${ids.join(", ")}.`,
          code: "OPERATION_IN_PROGRESS",
        },
      ],
    });
    simulator.act(SHOP, "finishJobs");
  });

  it("without the permission fails when it is carried out", async () => {
    const { bulkOperation } = await run(`{ ${edges("locations")} }`);
    simulator.act(SHOP, "finishJobs");
    const { data } = await ask(
      "query($id: ID!) { bulkOperation(id: $id) { status errorCode url } }",
      { id: bulkOperation?.id },
    );
    expect(data?.["bulkOperation"]).toEqual({
      status: "FAILED",
      errorCode: "ACCESS_DENIED",
      url: null,
    });
  });
});
