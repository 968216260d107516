import { leavesOf } from "./leaves.ts";

/** A text, or what a text with a count is in each of its forms. */
interface Said {
  /** By form; a text without a count has one, called "". */
  forms: Map<string, string>;
}

const FORM = /[._](zero|one|two|few|many|other)$/;
/** Said of one, two or none in words: the number need not stand there. */
const IN_WORDS = new Set(["zero", "one", "two"]);

/** Texts by their keys; the forms of a count, "orders_one" or "orders.one", are one text. */
function saidIn(texts: object): Map<string, Said> {
  const all = leavesOf(texts);
  const keys = new Set(all.map(([key]) => key));
  const said = new Map<string, Said>();
  for (const [key, text] of all) {
    const form = FORM.exec(key)?.[1] ?? "";
    const base = key.replace(FORM, "");
    const mark = key.charAt(base.length);
    const counted =
      ["one", "other"].every((each) => keys.has(`${base}${mark}${each}`)) && form !== "";
    const name = counted ? base : key;
    const { forms } = said.get(name) ?? { forms: new Map<string, string>() };
    said.set(name, { forms: forms.set(counted ? form : "", text) });
  }
  return said;
}

/** What stands between braces, with its format: "amount, money". */
const namesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = ""]) => name))].sort();

const sorted = (names: Iterable<string>): string => [...names].sort().join();

/** What is wrong with texts of a language beside the English ones: a sentence each, for whoever translates. */
export function flaws(language: string, own: object, english: object): string[] {
  const [mine, theirs] = [saidIn(own), saidIn(english)];
  const found: string[] = [];
  for (const key of mine.keys()) if (!theirs.has(key)) found.push(`${key}: is no text of the app`);
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  for (const [key, { forms: originals }] of theirs) {
    const forms = mine.get(key)?.forms;
    if (!forms) {
      found.push(`${key}: is missing`);
      continue;
    }
    // English may have a form for none, which it does not need.
    const needed = originals.has("") ? [""] : [...pluralCategories, ...keysOf(originals, "zero")];
    if (sorted(forms.keys()) !== sorted(new Set(needed)))
      found.push(`${key}: has the forms ${sorted(forms.keys())}, not ${sorted(new Set(needed))}`);
    for (const [form, text] of forms) {
      if (text.trim() === "") found.push(`${key} ${form}: is empty`);
      const original = originals.get(form) ?? originals.get("other") ?? "";
      const [has, needs] = [text, original].map((one) =>
        namesIn(one).filter((name) => name !== "count" || !IN_WORDS.has(form)),
      );
      if (has?.join() !== needs?.join())
        found.push(
          `${key} ${form}: names ${has?.join() || "nothing"}, not ${needs?.join() || "nothing"}`,
        );
    }
  }
  return found;
}

const keysOf = (forms: ReadonlyMap<string, string>, form: string): string[] =>
  forms.has(form) ? [form] : [];
