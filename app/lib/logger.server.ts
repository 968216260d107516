import { pino } from "pino";
import { env } from "#app/env.server.ts";

/**
 * JSON lines with shop, order and task. Personal data and secrets never reach a line: what could
 * carry them is removed by name,
 * at any of the depths we log.
 */
const SECRET = [
  "accessToken",
  "refreshToken",
  "access_token",
  "refresh_token",
  "id_token",
  "password",
  "secret",
  "secrets",
  "authorization",
  "cookie",
  "ENCRYPTION_KEYS",
  "DATABASE_URL",
];
const PERSONAL = [
  "email",
  "phone",
  "firstName",
  "lastName",
  "address1",
  "address2",
  "personal",
  "customer",
  "billingAddress",
  "shippingAddress",
  "payload",
  "variables",
];
const names = [...SECRET, ...PERSONAL];

export const logger = pino({
  level: env.LOG_LEVEL,
  base: null,
  redact: {
    paths: names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: "[removed]",
  },
});
