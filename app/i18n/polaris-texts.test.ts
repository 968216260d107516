import english from "@shopify/polaris/locales/en.json";
import { describe, expect, it } from "vitest";
import { appSources } from "#tests/guards/sql.ts";
import { leavesOf } from "#tests/setup/leaves.ts";
import arabic from "./locales/ar/polaris.json";

/** Components of Polaris that the app does not use, alone or within others. */
const UNUSED = [
  "Avatar",
  "ContextualSaveBar",
  "DatePicker",
  "DiscardConfirmationModal",
  "Frame",
  "FullscreenBar",
  "Loading",
  "MediaCard",
  "Modal",
  "TopBar",
  "VideoThumbnail",
];
const names = (text: string): string =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name)
    .sort()
    .join();

describe("what Polaris' own components say in Arabic, of which Polaris has no texts", () => {
  const own = new Map(leavesOf(arabic.Polaris));
  const needed = leavesOf(english.Polaris).filter(
    ([key]) => !UNUSED.includes(key.split(".")[0] ?? ""),
  );

  it("is all that those of the app can say, with the same values", () => {
    expect([...own.keys()].sort()).toEqual(needed.map(([key]) => key).sort());
    for (const [key, text] of needed) expect(names(own.get(key) ?? ""), key).toBe(names(text));
  });

  it("lacks no component that the app uses", () => {
    const used = appSources().flatMap(({ text }) =>
      [...text.matchAll(/import \{([^}]+)\} from "@shopify\/polaris"/g)].flatMap(([, list = ""]) =>
        list.split(",").map((name) => name.trim()),
      ),
    );
    expect(used).toContain("IndexTable");
    expect(UNUSED.filter((name) => used.includes(name))).toEqual([]);
  });
});
