/** One request to the API, also one inside a `$batch`. `path` is relative to api/v2.0. */
export interface ApiRequest {
  method: string;
  path: string;
  options: ReadonlyMap<string, string>;
  headers: Readonly<Record<string, string | undefined>>;
  body: unknown;
}

export interface ApiAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** The address of one record and what is wanted of it: `set(id)/nav(id)/…`. */
export interface Segment {
  name: string;
  id?: string;
}

export const segmentsOf = (path: string): Segment[] =>
  path
    .split("/")
    .filter((part) => part !== "")
    .map((part) => {
      const [, name = part, id] = /^([\w.$]+)\(([^)]*)\)$/.exec(part) ?? [];
      return id === undefined ? { name } : { name, id: id.toLowerCase() };
    });

export const optionsOf = (query: string): Map<string, string> =>
  new Map(new URLSearchParams(query));
