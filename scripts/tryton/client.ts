/**
 * A bare JSON-RPC client for setting Tryton up and for doing what a person does in it. On purpose not the adapter's own: what the
 * adapter does is asked of Tryton by other means.
 */
export interface TrytonClient {
  /** `method` as Tryton calls it, e.g. "model.sale.sale.quote"; the user's context is added as the last parameter. */
  call<T = unknown>(method: string, ...params: unknown[]): Promise<T>;
  callWith<T = unknown>(
    context: Record<string, unknown>,
    method: string,
    ...params: unknown[]
  ): Promise<T>;
  create(model: string, values: Record<string, unknown>[]): Promise<number[]>;
  one(model: string, values: Record<string, unknown>): Promise<number>;
  /** Decimals come as strings, days and times as ISO text. */
  search<T extends Record<string, unknown>>(
    model: string,
    domain: unknown[],
    fields: string[],
    order?: [string, "ASC" | "DESC"][],
  ): Promise<(T & { id: number })[]>;
  idOf(model: string, domain: unknown[]): Promise<number>;
  write(model: string, ids: number[], values: Record<string, unknown>): Promise<void>;
  /** Runs a wizard from its first state; each step names the view it fills in, the values, and the button. */
  wizard(
    name: string,
    steps: { view: string; values: Record<string, unknown>; button: string }[],
    context?: Record<string, unknown>,
  ): Promise<void>;
  /** Reads the user's preferences again: company and groups are part of every later call. */
  refresh(): Promise<void>;
}

export const decimal = (text: string): Record<string, string> => ({
  __class__: "Decimal",
  decimal: text,
});

export function day(iso: string): Record<string, unknown> {
  const [year, month, date] = iso.split("-").map(Number);
  return { __class__: "date", year, month, day: date };
}

/** What Tryton said no with. */
export class TrytonRefusal extends Error {
  constructor(
    readonly method: string,
    readonly kind: string,
    readonly args: unknown,
  ) {
    super(`Tryton refused ${method}: ${kind} ${JSON.stringify(args)}`);
    this.name = "TrytonRefusal";
  }
}

export async function logIn(
  url: string,
  database: string,
  user: string,
  password: string,
): Promise<TrytonClient> {
  const address = `${url}/${database}/`;
  let headers: Record<string, string> = { "content-type": "application/json" };
  const post = async (method: string, params: unknown[]): Promise<unknown> => {
    const answer = await fetch(address, {
      method: "POST",
      headers,
      body: JSON.stringify({ id: 1, method, params }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new TrytonRefusal(method, String(answer.status), text.slice(0, 300));
    const parsed = JSON.parse(text, revive) as { result?: unknown; error?: [string, unknown] };
    if (parsed.error) throw new TrytonRefusal(method, parsed.error[0], parsed.error[1]);
    return parsed.result;
  };
  const [id, key] = (await post("common.db.login", [user, { password }])) as [number, string];
  headers = {
    ...headers,
    authorization: `Session ${Buffer.from(`${user}:${id}:${key}`).toString("base64")}`,
  };
  let own: Record<string, unknown> = {};

  const client: TrytonClient = {
    call: async <T>(method: string, ...params: unknown[]) =>
      (await post(method, [...params, own])) as T,
    callWith: async <T>(context: Record<string, unknown>, method: string, ...params: unknown[]) =>
      (await post(method, [...params, { ...own, ...context }])) as T,
    create: (model, values) => client.call(`model.${model}.create`, values),
    one: async (model, values) => onlyOne(await client.create(model, [values]), model),
    search: (model, domain, fields, order) =>
      client.call(`model.${model}.search_read`, domain, 0, null, order ?? [["id", "ASC"]], fields),
    idOf: async (model, domain) =>
      onlyOne(
        (await client.search(model, domain, ["id"])).map((row) => row.id),
        `${model} ${JSON.stringify(domain)}`,
      ),
    write: async (model, ids, values) => {
      await client.call(`model.${model}.write`, ids, values);
    },
    wizard: async (name, steps, context = {}) => {
      const [session] = await client.callWith<[number]>(context, `wizard.${name}.create`);
      for (const { view, values, button } of steps)
        await client.callWith(
          context,
          `wizard.${name}.execute`,
          session,
          { [view]: values },
          button,
        );
      await client.callWith(context, `wizard.${name}.delete`, session);
    },
    refresh: async () => {
      own = (await post("model.res.user.get_preferences", [true, {}])) as Record<string, unknown>;
    },
  };
  await client.refresh();
  return client;
}

function onlyOne(ids: number[], what: string): number {
  const [id, second] = ids;
  if (id === undefined || second !== undefined)
    throw new Error(`expected one ${what}, Tryton has ${ids.length}`);
  return id;
}

const two = (value: unknown): string => String(value).padStart(2, "0");

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("__class__" in value)) return value;
  const tagged = value as Record<string, unknown>;
  const date = `${String(tagged.year)}-${two(tagged.month)}-${two(tagged.day)}`;
  switch (tagged.__class__) {
    case "Decimal":
      return tagged.decimal;
    case "date":
      return date;
    case "datetime":
      return `${date}T${two(tagged.hour)}:${two(tagged.minute)}:${two(tagged.second)}.${String(tagged.microsecond).padStart(6, "0")}Z`;
    default:
      return value;
  }
}
