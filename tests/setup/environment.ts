// What every test file runs in: a complete environment, in a time zone that is not UTC so that a forgotten zone shows.
process.env.TZ = "Pacific/Auckland";
process.env.NODE_ENV = "test";
const defaults: Record<string, string> = {
  SHOPIFY_API_KEY: "test-client-id",
  SHOPIFY_API_SECRET: "test-client-secret",
  SHOPIFY_APP_URL: "https://app.example.test",
  SCOPES: "read_orders,write_orders",
  // The second is an older one, for what is sealed anew.
  ENCRYPTION_KEYS: `t1:${Buffer.alloc(32, 7).toString("base64")},t0:${Buffer.alloc(32, 7).toString("base64")}`,
  LOG_LEVEL: "silent",
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
};
for (const [name, value] of Object.entries(defaults)) process.env[name] ??= value;
