import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

// To be imported before anything of the app: it then believes to be reached here.

let listener: RequestListener = (_request, response) => response.writeHead(404).end();
const server = createServer((request, response) => listener(request, response));
server.listen(0, "127.0.0.1");
await once(server, "listening");

/** Where the app can be reached from outside. Nothing answers before `serve`. */
export const APP_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
process.env.SHOPIFY_APP_URL = APP_URL;

export const serve = (next: RequestListener): void => void (listener = next);

afterAll(() => server.close());
