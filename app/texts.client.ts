import { pickLanguage } from "./i18n/languages.ts";
import type { Texts } from "./ui/translator.ts";

// A browser loads the texts of its language area by area. scripts/texts-in-use.mjs lets each module ask for those of which it says something, as soon as it is
// loaded and so before anything of it is drawn; data that names a text by its key asks for it before the data is drawn.
type Area = keyof Texts["app"];
type Module = Record<string, unknown>;
type Readers = Record<string, () => Promise<Module>>;

/** What may be answered to whatever a person does: known before the answer comes. */
const OF_ANSWERS: readonly Area[] = [
  "company",
  "diff",
  "document",
  "filter",
  "problem",
  "refusal",
  "settings",
  "why",
];

export const language = pickLanguage(document.documentElement.lang, null);
/** Where the texts of a language are: a list of its own, so that no reader loads that of another language. */
const lists = import.meta.glob<Readers>("./i18n/text-files/*.ts", { import: "files" });

const here: Record<string, unknown> = {};
const underWay = new Map<string, Promise<void>>();
/** Under way before anything asked for it: nothing that is drawn waits for these. */
const ahead = new Set<string>();
let failure: Error | undefined;

let files: Readers | undefined;
const list = (lists[`./i18n/text-files/${language}.ts`]?.() ?? Promise.resolve({})).then((read) => {
  files = read;
});

/** Reads the texts of an area; undefined: there is no such area, as far as is known. */
function readerOf(area: string): Readers[string] | undefined {
  const file = `../locales/${language}/${area}`;
  return files?.[`${file}.json`] ?? files?.[`${file}.ts`];
}

/**
 * Begins to load what is neither here nor under way.
 * @public called by every module that names texts: scripts/texts-in-use.mjs adds the call
 */
export function needTexts(...areas: readonly string[]): void {
  for (const area of areas) {
    ahead.delete(area);
    if (area in here || underWay.has(area)) continue;
    if (files === undefined || readerOf(area)) load(area);
  }
}

function loadAhead(areas: readonly string[]): void {
  const idle = areas.filter((area) => !(area in here) && !underWay.has(area));
  needTexts(...idle);
  for (const area of idle) ahead.add(area);
}

function load(name: string): void {
  const loading = list
    .then(() => readerOf(name)?.())
    .then((module) => {
      // A file of JSON is its default; one of TypeScript has one export.
      if (module) here[name] = module["default"] ?? Object.values(module)[0];
    })
    .catch((error: unknown) => {
      failure = error instanceof Error ? error : new Error(String(error));
    })
    .finally(() => {
      underWay.delete(name);
      ahead.delete(name);
    });
  underWay.set(name, loading);
}

const POLARIS = "polaris";
load(POLARIS);

const KEY = /"([a-zA-Z]+)\.[a-zA-Z-]/g;
/** A sentence of the catalogue of refusals, as it is stored. */
const CODED = /"code":"[a-zA-Z]+\.[a-zA-Z]+"/;

/** What has its texts is drawn again without being looked at. */
const ready = new WeakSet<object>();

/** When the texts of what is to be drawn are here, those too whose keys stand in its data; undefined: they are. What could not be loaded is thrown. */
export function textsAwaited(data: object): Promise<unknown> | undefined {
  if (ready.has(data)) return undefined;
  const said = JSON.stringify(data);
  needTexts(...new Set([...said.matchAll(KEY)].map(([, area = ""]) => area)));
  if (CODED.test(said)) needTexts("refusal");
  if (failure) throw failure;
  const awaited = [...underWay].filter(([name]) => !ahead.has(name));
  if (awaited.length > 0) return Promise.all(awaited.map(([, loading]) => loading));
  ready.add(data);
  return undefined;
}

for (const act of ["pointerdown", "keydown"])
  document.addEventListener(
    act,
    () => {
      loadAhead(OF_ANSWERS);
    },
    { once: true, capture: true },
  );

/** The texts that are here, those that come later too. */
export const texts: Texts = {
  app: new Proxy(here, {
    get(areas, area) {
      const name = String(area);
      if (!(name in areas) && !underWay.has(name) && readerOf(name)) {
        // Said for the tests: the next drawing has the text.
        reportError(new Error(`texts were not asked for: ${name}`));
        needTexts(name);
      }
      return areas[name];
    },
  }) as Texts["app"],
  get polaris() {
    return here[POLARIS] as Texts["polaris"];
  },
};
