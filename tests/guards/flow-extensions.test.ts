import { readFileSync } from "node:fs";
import path from "node:path";
import { buildSchema } from "graphql";
import { expect, it } from "vitest";
import { FLOW_ACTIONS } from "#app/domain/flow/actions.ts";
import { TRIGGERS } from "#app/domain/flow/triggers.ts";
import { declaredExtensions, declaredFlow, type DeclaredFlow } from "#scripts/extensions.mjs";

const declared = declaredFlow();
const ofType = (type: string) => declared.filter((one) => one.type === type);

it("what the app fires is what the triggers declare", () => {
  const own = (fields: DeclaredFlow["fields"]): Record<string, string> =>
    Object.fromEntries(fields.flatMap(({ key, type }) => (key === undefined ? [] : [[key, type]])));
  const all: Record<string, unknown> = {};
  for (const { handle, name, fields } of ofType("flow_trigger"))
    all[handle] = {
      name,
      order: fields.some(({ type }) => type === "order_reference"),
      fields: own(fields),
    };
  expect(all).toEqual(TRIGGERS);
});

it("every field of a trigger has a name that Flow takes", () => {
  for (const { fields } of ofType("flow_trigger"))
    for (const { key = "Order", type } of fields) {
      expect(key).toMatch(/^[A-Za-z ]+$/);
      expect(["order_reference", "single_line_text_field", "url", "number_decimal"]).toContain(
        type,
      );
    }
});

it("what the app takes is what the actions declare, each at the address of its route, about an order", () => {
  expect(
    ofType("flow_action")
      .map(({ handle }) => handle)
      .sort(),
  ).toEqual([...FLOW_ACTIONS].sort());
  for (const { handle, url, fields } of ofType("flow_action")) {
    expect(url).toBe(`/flow/${handle}`);
    expect(fields).toEqual([{ type: "order_reference", key: undefined, required: true }]);
  }
});

it("an action that gives something back says what, in a type of its schema", () => {
  const giving = ofType("flow_action").filter(({ returns }) => returns !== undefined);
  expect(giving.map(({ handle }) => handle)).toEqual(["create-sales-document"]);
  for (const { folder, returns = "" } of giving) {
    const schema = buildSchema(readFileSync(path.join(folder, "schema.graphql"), "utf8"));
    const type = schema.getType(returns);
    expect(type && "getFields" in type && Object.keys(type.getFields())).toEqual([
      "number",
      "kind",
    ]);
  }
});

it("Flow tells at one address which triggers are in use", () => {
  expect(ofType("flow_trigger_lifecycle_callback").map(({ url }) => url)).toEqual([
    "/flow/triggers",
  ]);
});

it("handles, ids and folders are of their own among all extensions", () => {
  const all = [...declared, ...declaredExtensions()];
  for (const of of ["handle", "uid"] as const)
    expect(new Set(all.map((one) => one[of])).size).toBe(all.length);
  for (const { folder, handle, uid } of declared) {
    expect(path.basename(folder)).toBe(handle);
    expect(uid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  }
});
