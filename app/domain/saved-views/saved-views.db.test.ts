import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { changeView, deleteView, eraseViews, savedViews, saveView } from "./saved-views.server.ts";

const SHOP = "views.myshopify.com";
const OTHER = "other-views.myshopify.com";
const scope = { shop: SHOP, by: "user:1" };
const save = async (name: string, address = "view=errors") => {
  const answer = await saveView(scope, "orders", { name, address });
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.id;
};

beforeEach(() => db.savedView.deleteMany({}));

describe("saved views", () => {
  it("are the shop's, by name", async () => {
    await save("Wholesale", "tag=wholesale");
    const id = await save("Berlin");
    expect(await savedViews(SHOP, "orders")).toMatchObject([
      { id, name: "Berlin", address: "view=errors" },
      { name: "Wholesale", address: "tag=wholesale" },
    ]);
    expect(await savedViews(OTHER, "orders")).toEqual([]);
  });

  it("a name is needed, is short, and stands for one view", async () => {
    await save("Berlin");
    const refused = (name: string) => saveView(scope, "orders", { name, address: "" });
    expect(await refused("  ")).toEqual({ refused: "noName" });
    expect(await refused("x".repeat(61))).toEqual({ refused: "longName" });
    expect(await refused(" Berlin ")).toEqual({ refused: "taken" });
    const other = await save("Paris");
    expect(await changeView(scope, other, { name: "Berlin" })).toEqual({ refused: "taken" });
    expect(await changeView(scope, other, { name: "Paris" })).toEqual({ id: other });
  });

  it("are renamed, saved anew and deleted, by their own shop only", async () => {
    const id = await save("Berlin");
    const stranger = { shop: OTHER, by: "user:2" };
    expect(await changeView(stranger, id, { name: "Mine" })).toEqual({ refused: "gone" });
    expect(await deleteView(OTHER, id)).toBe(false);
    expect(await changeView(scope, "nonsense", { name: "Mine" })).toEqual({ refused: "gone" });
    await changeView(scope, id, { name: "Hamburg" });
    await changeView(scope, id, { address: "view=open" });
    expect(await savedViews(SHOP, "orders")).toEqual([
      { id, name: "Hamburg", address: "view=open" },
    ]);
    expect(await deleteView(SHOP, id)).toBe(true);
    expect(await deleteView(SHOP, id)).toBe(false);
  });

  it("are fifty at most", async () => {
    for (let each = 0; each < 50; each += 1) await save(`View ${each}`);
    expect(await saveView(scope, "orders", { name: "More", address: "" })).toEqual({
      refused: "tooMany",
    });
  });

  it("one that looks for a person who is erased goes, the others stay", async () => {
    await save("Ada", new URLSearchParams({ q: "Ada@Example.com" }).toString());
    await save("Errors");
    await db.$transaction((tx) => eraseViews(tx, SHOP, "ada@example.com"));
    expect((await savedViews(SHOP, "orders")).map(({ name }) => name)).toEqual(["Errors"]);
    await db.$transaction((tx) => eraseViews(tx, SHOP, null));
    expect(await savedViews(SHOP, "orders")).toEqual([]);
  });
});
