import { readFileSync } from "node:fs";

/** What a field of an entity set holds, as the public sources of the API say it. */
export interface Field {
  name: string;
  /** "Code", "Text", "Decimal", "Guid", "Date", "DateTime", "Boolean", "Integer", "Enum" … */
  type: string;
  /** Longest text, in UTF-16 units. */
  max?: number;
  options?: readonly string[];
  readOnly: boolean;
  /** Computed by the page: the database cannot filter by it. */
  variable: boolean;
}

export interface EntitySet {
  name: string;
  key: string;
  ops: readonly string[];
  /** Made whole for each request: lines are read through their document only. */
  temporary: boolean;
  fields: ReadonlyMap<string, Field>;
  /** Name of a navigation property to the set it leads to. */
  nav: Readonly<Record<string, string>>;
  actions: readonly string[];
  texts: Readonly<Record<string, string>>;
}

interface Tables {
  enums: Record<string, readonly string[] | null>;
  sets: Record<string, RawSet>;
}
interface RawSet {
  key: string;
  ops: string[];
  since?: string;
  temporary?: boolean;
  fields: Record<string, string>;
  nav?: Record<string, string>;
  actions?: string[];
  texts?: Record<string, string>;
}

const tables = JSON.parse(
  readFileSync(new URL("./tables.json", import.meta.url), "utf8"),
) as Tables;

const atLeast = (version: number, since: string | undefined): boolean =>
  since === undefined || version >= Number(since);

function fieldOf(name: string, text: string): Field & { since?: string } {
  const [head = "", ...rest] = text.split(" ");
  const since = rest.includes("since") ? rest[rest.indexOf("since") + 1] : undefined;
  const [, type = head, max] = /^(Code|Text)\[(\d+)\]$/.exec(head) ?? [];
  const options = head.startsWith("Enum:") ? tables.enums[head.slice(5)] : undefined;
  return {
    name,
    type: options ? "Enum" : type,
    ...(max === undefined ? {} : { max: Number(max) }),
    ...(options ? { options } : {}),
    readOnly: rest.includes("ro"),
    variable: rest.includes("variable"),
    ...(since === undefined ? {} : { since }),
  };
}

export type Api = ReadonlyMap<string, EntitySet>;

/** The entity sets as one release of Business Central has them. */
export function apiOf(version: number): Api {
  return new Map(
    Object.entries(tables.sets)
      .filter(([, set]) => atLeast(version, set.since))
      .map(([name, set]) => [
        name,
        {
          name,
          key: set.key,
          ops: set.ops,
          temporary: set.temporary ?? false,
          fields: new Map(
            Object.entries(set.fields)
              .map(([field, text]) => fieldOf(field, text))
              .filter(({ since }) => atLeast(version, since))
              .map((field) => [field.name, field]),
          ),
          nav: set.nav ?? {},
          actions: set.actions ?? [],
          texts: set.texts ?? {},
        },
      ]),
  );
}
