import http from "node:http";

export interface BareTarget {
  url: string;
  database: string;
  user: string;
  password: string;
}

type Row = Record<string, unknown> & { id: number };

export interface BareTryton {
  /** Sales as they stand, with what is needed to make them again. */
  models(ids: readonly number[]): Promise<Row[]>;
  /**
   * Makes and releases each sale again under a reference of its own, with the new address its goods go to, one after the other, and reads it once: the
   * fewest calls Tryton can do with.
   * `saleFields`: also asks what correctness asks, and reads these of the sale: is the key taken, who buys and where, what is sold, what became of
   * each step, and before the release whether the sale is still the same.
   */
  remake(
    models: readonly Row[],
    saleFields: string[] | null,
  ): Promise<{ ms: number; calls: number }>;
  close(): void;
}

/** The parts of party, address and product that a document cannot do without. */
const PARTY = ["name", "code", "active", "account_receivable"];
const ADDRESS = ["party", "party_name", "name", "street", "postal_code", "city", "country"];
const PRODUCT = [
  "code",
  "active",
  "salable",
  "type",
  "account_category",
  "template.active",
  "default_uom.category",
  "sale_uom.id",
];

const HEAD = [
  "party",
  "invoice_party",
  "invoice_address",
  "shipment_address",
  "currency",
  "sale_date",
  "payment_term",
  "carrier",
  "warehouse",
  "description",
  "comment",
  "invoice_method",
  "shipment_method",
  "shipment_cost_method",
];
const LINE = [
  "type",
  "sequence",
  "product",
  "unit",
  "quantity",
  "unit_price",
  "description",
  "note",
  "taxes",
];

/** A session of its own on one connection that is kept open; nothing of the app's. */
export async function openBareTryton({
  url,
  database,
  user,
  password,
}: BareTarget): Promise<BareTryton> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const session: { authorization?: string; context: Record<string, unknown> } = { context: {} };
  let calls = 0;
  let made = 0;
  const post = async <T>(method: string, params: unknown[]): Promise<T> => {
    calls += 1;
    const { error, result } = JSON.parse(
      await exchange(
        agent,
        `${url}/${database}/`,
        session.authorization,
        JSON.stringify({ id: 1, method, params }),
      ),
    ) as { error?: unknown; result: T };
    if (error) throw new Error(`Tryton refused ${method}: ${JSON.stringify(error).slice(0, 500)}`);
    return result;
  };
  const ask = async <T>(method: string, ...params: unknown[]): Promise<T> =>
    post(`model.${method}`, [...params, session.context]);
  const search = async (model: string, domain: unknown[], fields: string[]): Promise<Row[]> =>
    ask(`${model}.search_read`, domain, 0, null, [["id", "ASC"]], fields);
  const [id, key] = await post<[number, string]>("common.db.login", [user, { password }]);
  session.authorization = `Session ${Buffer.from(`${user}:${id}:${key}`).toString("base64")}`;
  session.context = {
    ...(await post<Record<string, unknown>>("model.res.user.get_preferences", [true, {}])),
    language: "en",
  };

  const remakeOne = async (model: Row, saleFields: string[] | null): Promise<void> => {
    made += 1;
    const reference = `bare-${process.pid}-${made}`;
    const lines = model["lines."] as Row[];
    if (saleFields) {
      if ((await search("sale.sale", [["reference", "=", reference]], saleFields)).length > 0)
        throw new Error(`${reference} is taken`);
      await search(
        "account.invoice",
        [
          ["reference", "=", reference],
          ["type", "=", "out"],
        ],
        ["number"],
      );
      await search("party.party", [["id", "=", model.party]], PARTY);
      await search(
        "party.address",
        [["id", "in", [model.invoice_address, model.shipment_address]]],
        ADDRESS,
      );
      await search(
        "product.product",
        [["id", "in", lines.flatMap(({ product }) => product ?? [])]],
        PRODUCT,
      );
    }
    const address = model["shipment_address."] as Row;
    const [shipmentAddress] = await ask<number[]>("party.address.create", [
      { ...pick(address, ADDRESS), invoice: false, delivery: false },
    ]);
    const [sale] = await ask<number[]>("sale.sale.create", [
      {
        ...pick(model, HEAD),
        shipment_address: shipmentAddress,
        reference,
        lines: [
          ["create", lines.map((line) => ({ ...pick(line, LINE), taxes: [["add", line.taxes]] }))],
        ],
      },
    ]);
    const look = async (fields: string[]): Promise<Row | undefined> =>
      (await search("sale.sale", [["id", "=", sale]], fields))[0];
    await ask("sale.sale.quote", [sale]);
    if (saleFields) {
      for (const quoted of [await look(saleFields), await look(saleFields)])
        if (quoted?.state !== "quotation")
          throw new Error(`${reference} is ${String(quoted?.state)}`);
    }
    await ask("sale.sale.confirm", [sale]);
    const released = await look(saleFields ?? ["number", "state", "total_amount"]);
    if (
      released?.state !== "processing" ||
      JSON.stringify(released.total_amount) !== JSON.stringify(model.total_amount)
    )
      throw new Error(
        `${reference} is not the sale it should be: ${JSON.stringify(released).slice(0, 300)}`,
      );
  };

  return {
    models: (ids) =>
      search(
        "sale.sale",
        [["id", "in", ids]],
        [
          ...HEAD,
          "state",
          "total_amount",
          ...ADDRESS.map((field) => `shipment_address.${field}`),
          ...LINE.map((field) => `lines.${field}`),
        ],
      ),
    remake: async (models, saleFields) => {
      calls = 0;
      const started = performance.now();
      for (const model of models) await remakeOne(model, saleFields);
      return { ms: performance.now() - started, calls };
    },
    close: () => agent.destroy(),
  };
}

const pick = (row: Row, fields: string[]): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));

function exchange(
  agent: http.Agent,
  address: string,
  authorization: string | undefined,
  body: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      address,
      {
        method: "POST",
        agent,
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          ...(authorization ? { authorization } : {}),
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString("utf8");
          if (answer.statusCode === 200) resolve(text);
          else reject(new Error(`Tryton answered ${answer.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
