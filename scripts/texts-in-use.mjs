// Lets each module of the browser's build ask for the texts it says something of. A key begins with its area ("order.title"), so the areas of a module are in its
// text; what stands for a whole area (`known("problem", …)`) is the first thing a call is given, or the `area` of a screen.
import { readdirSync } from "node:fs";
import path from "node:path";

const AREAS = new Set(readdirSync("app/i18n/locales/de").map((name) => path.parse(name).name));
const KEY = /["'`]([a-zA-Z]+)\.[a-zA-Z$-]/g;
const AREA = /(?:\bknown\(|\barea:)\s*"([a-zA-Z]+)"/g;
/** Loaded where something refuses; what does is in the data. */
const FROM_DATA = new Set(["refusal"]);
/** What lists the files of a language's texts. */
const LIST = /\/text-files\/([a-zA-Z-]+)\.ts$/;
/** A file of texts: the language, and the area but for those of Polaris. */
const TEXT = /\/locales\/([a-zA-Z-]+)(?:\/([a-zA-Z]+))?\.(?:json|ts)$/;
/** Titles of all screens, for the document; each screen's own module asks for its texts. */
const ELSEWHERE = /\/screen-titles\.ts$/;

/** The areas that a module's code names. */
export const areasIn = (code) =>
  [...new Set([...code.matchAll(KEY), ...code.matchAll(AREA)].map(([, area]) => area))]
    .filter((area) => AREAS.has(area) && !FROM_DATA.has(area))
    .sort();

/** A plugin of Vite. It runs last: what only the server runs is out of the module by then. */
export function textsInUse() {
  const root = path.resolve("app");
  const loader = path.join(root, "texts.client.ts");
  const asked = new Map();
  return {
    name: "texts-in-use",
    enforce: "post",
    transform(code, id, options) {
      const file = id.split("?")[0];
      if (options?.ssr || !file.startsWith(`${root}/`) || !/\.tsx?$/.test(file)) return null;
      if (file === loader || ELSEWHERE.test(file) || /\/i18n\/(?:locales|text-files)\//.test(file))
        return null;
      const areas = areasIn(code);
      if (areas.length === 0) return null;
      asked.set(id, areas);
      const list = areas.map((area) => JSON.stringify(area)).join(", ");
      return {
        code: `import { needTexts } from ${JSON.stringify(loader)};\n${code}\nneedTexts(${list});\n`,
        map: null,
      };
    },
    // For the server, which names a page's texts beside the page, so that a browser need not find them out first; and for the bench.
    generateBundle(_, bundle) {
      const found = { chunks: {}, files: {} };
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        const areas = new Set(Object.keys(chunk.modules).flatMap((id) => asked.get(id) ?? []));
        if (areas.size > 0) found.chunks[chunk.fileName] = [...areas].sort();
        const file = chunk.facadeModuleId ?? "";
        const list = LIST.exec(file);
        const [, language, area = list ? "list" : "polaris"] = list ?? TEXT.exec(file) ?? [];
        if (language === undefined) continue;
        found.files[language] = { ...found.files[language], [area]: chunk.fileName };
      }
      if (asked.size > 0)
        this.emitFile({
          type: "asset",
          fileName: "texts-in-use.json",
          source: JSON.stringify(found),
        });
    },
  };
}
