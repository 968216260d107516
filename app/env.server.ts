import { z } from "zod";

/** The only reader of the environment. A wrong or missing value stops the start with one line per variable. */

const keyRing = z.string().transform((text, context) => {
  const keys = text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      const [id = "", secret = ""] = entry.split(":");
      return { id, key: Buffer.from(secret, "base64") };
    });
  if (
    keys.length === 0 ||
    keys.some(({ id, key }) => !/^[A-Za-z0-9_-]{1,16}$/.test(id) || key.length !== 32)
  ) {
    context.addIssue({
      code: "custom",
      message:
        "must be id:base64 of 32 bytes, newest first, several separated by commas (make one: openssl rand -base64 32)",
    });
    return z.NEVER;
  }
  return keys;
});

const loopbackOrigin = z
  .url()
  .refine(
    (text) => ["localhost", "127.0.0.1", "[::1]"].includes(new URL(text).hostname),
    "must be an address on this machine (localhost)",
  )
  .transform((text) => new URL(text).origin);

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  SHOPIFY_API_KEY: z.string().min(1, "is the app's client id, from the Shopify Dev Dashboard"),
  SHOPIFY_API_SECRET: z
    .string()
    .min(1, "is the app's client secret, from the Shopify Dev Dashboard"),
  /** Signs webhooks for up to an hour after a rotation. */
  SHOPIFY_API_SECRET_PREVIOUS: z.string().min(1).optional(),
  SHOPIFY_APP_URL: z.url("is the public https address of this app"),
  SCOPES: z.string().min(1, "is the comma-separated list of access scopes in shopify.app.toml"),
  ENCRYPTION_KEYS: keyRing,
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgresql://")
    .optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  DATA_DIR: z.string().min(1).default(".data"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("0.0.0.0"),
  /** How many proxies stand before the app; the address of a visitor is what the outermost of them saw. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(1),
  WORKER: z.enum(["in-process", "off"]).default("in-process"),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(50).default(6),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** Where Shopify lives when it is not the real one: a simulator on this machine. API, admin frame and App Bridge addresses follow from it. */
  SHOPIFY_ORIGIN: loopbackOrigin.optional(),
  /** ERP addresses that may be private or plain http, as host:port, separated by commas. */
  ERP_ALLOWED_HOSTS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((host) => host.trim())
        .filter(Boolean),
    ),
});

export type Env = z.output<typeof schema>;

/** Reads and checks the variables; returns the readable list of what is wrong instead when something is. */
export function readEnv(
  variables: Record<string, string | undefined>,
): { ok: true; env: Env } | { ok: false; problems: string[] } {
  // `shopify app dev` gives the tunnel's address as HOST, where others give what to listen on.
  const { HOST: host, SHOPIFY_APP_URL: named = "" } = variables;
  if (host?.startsWith("https://") === true)
    return readEnv({
      ...variables,
      SHOPIFY_APP_URL: named === "" ? host : named,
      HOST: undefined,
    });
  // An empty variable counts as not set: `DATABASE_URL= npm start` means the embedded database.
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, env: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => {
      const name = String(issue.path[0] ?? "");
      const message =
        given[name] === undefined ? describeMissing(name, issue.message) : issue.message;
      return `${name} ${message}`;
    }),
  };
}

function describeMissing(name: string, message: string): string {
  const hints: Record<string, string> = {
    SHOPIFY_API_KEY: "is missing: the app's client id, from the Shopify Dev Dashboard",
    SHOPIFY_API_SECRET: "is missing: the app's client secret, from the Shopify Dev Dashboard",
    SHOPIFY_APP_URL: "is missing: the public https address of this app",
    SCOPES: "is missing: the comma-separated access scopes of shopify.app.toml",
    ENCRYPTION_KEYS: "is missing: id:base64 of 32 random bytes, e.g. k1:$(openssl rand -base64 32)",
  };
  return hints[name] ?? `is missing: ${message}`;
}

/** Ends the process with the readable list when something is wrong. */
function loadEnv(): Env {
  const read = readEnv(process.env);
  if (read.ok) {
    // The library's node adapter reads this one itself, for its bounce page.
    if (read.env.SHOPIFY_ORIGIN)
      process.env.APP_BRIDGE_URL = `${read.env.SHOPIFY_ORIGIN}/app-bridge.js`;
    return read.env;
  }
  process.stderr.write(
    `The app cannot start, its environment is not right:\n${read.problems.map((problem) => `  - ${problem}`).join("\n")}\nSee "Settings of the server" in README.md.\n`,
  );
  process.exit(78);
}

export const env: Env = loadEnv();

/** Hands the address of the embedded database to the bundle that is loaded next. */
export function publishDatabaseUrl(url: string): void {
  process.env.DATABASE_URL = url;
}
