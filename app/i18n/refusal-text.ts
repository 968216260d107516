import { refusals } from "./locales/en/refusal.ts";
import type { NamesIn, SentenceAt } from "./sentences.ts";

type Refusals = typeof refusals;
type CodesOf<Group extends keyof Refusals> = `${Group}.${keyof Refusals[Group] & string}`;

/** A sentence of the catalogue: "item.blocked". */
export type RefusalCode = { [Group in keyof Refusals]: CodesOf<Group> }[keyof Refusals];

type NamesOf<Code extends RefusalCode> = NamesIn<SentenceAt<Refusals, Code>>;

/** What a sentence's braces are filled with. */
export type ParamsOf<Code extends RefusalCode> = Record<NamesOf<Code>, string | number>;

/** A refusal in no language yet, as it is stored and sent to screens. A type alias, so that it is Json. */
export type RefusalText = { code: string; params: Record<string, string | number> };

/** A coded sentence; its parameters must be those of the sentence. */
export const refusal = <Code extends RefusalCode>(
  code: Code,
  ...[params]: [NamesOf<Code>] extends [never] ? [] : [ParamsOf<Code>]
): RefusalText => ({ code, params: { ...params } });

/** The key of a name that a sentence nests with `$t()`. */
export const nestedName = <Code extends CodesOf<"entry"> | CodesOf<"trytonEntry">>(code: Code) =>
  `refusal.${code}` as const;

/** The key of the name of a state of Tryton's documents. */
export const trytonStateName = (state: keyof Refusals["trytonState"]): string =>
  `refusal.trytonState.${state}`;

/** The key of the name of a document's state, as its row says it. */
export const stateName = (state: string): string => `refusal.state.${state}`;

const sentences: Readonly<Record<string, Readonly<Record<string, string>>>> = refusals;

function sentenceOf(code: string): string {
  const [group = "", name = ""] = code.split(".");
  return sentences[group]?.[name] ?? code;
}

/** The English sentence, for logs and for whoever reads no screen. A nested sentence is filled with the same parameters. */
export const inEnglish = ({ code, params }: RefusalText): string =>
  sentenceOf(code).replace(
    /\$t\(\{\{(\w+)\}\}\)|\{\{(\w+)(?:, (\w+))?\}\}/g,
    (_, nested: string | undefined, name: string, format: string | undefined) =>
      nested !== undefined
        ? inEnglish({ code: String(params[nested]).replace(/^refusal\./, ""), params })
        : `${String(params[name])}${format === "money" ? ` ${String(params["currency"])}` : ""}`,
  );

/** Whether a stored value is a coded sentence. */
export function isRefusalText(value: unknown): value is RefusalText {
  if (typeof value !== "object" || value === null) return false;
  const { code, params } = value as Partial<Record<keyof RefusalText, unknown>>;
  return typeof code === "string" && typeof params === "object" && params !== null;
}
