import { describe, expect, it } from "vitest";
import { areasIn } from "./texts-in-use.mjs";

describe("the texts that a module says something of", () => {
  it("are known by their keys, whole or begun", () => {
    expect(areasIn("t(\"orders.title\"); t(`proof.kind.${row}`); const key = 'nav.home';")).toEqual(
      ["nav", "orders", "proof"],
    );
  });
  it("are known by the group that a value of outside is looked up in", () => {
    expect(
      areasIn('known("problem", `${kind}.title`, ""); known("state.task", state, "")'),
    ).toEqual(["problem", "state"]);
    expect(areasIn('jsx(PostedScreen, { area: "shipments" })')).toEqual(["shipments"]);
  });
  it("are no other words with a dot, nor what comes with the data", () => {
    expect(areasIn('import "./order.js"; read("unknown.key"); known("refusal", code, "")')).toEqual(
      [],
    );
  });
});
