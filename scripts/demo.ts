// `npm run demo`: a shop in a simulated Shopify Admin with the app inside. Ctrl-C ends everything.
import { spawn } from "node:child_process";
import { prepareDemoShop } from "./demo-shop.ts";
import { startStack } from "./stack.ts";

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const wished = Number(process.env.PORT ?? 0);
const stack = await startStack({ ...(wished > 0 ? { port: wished } : {}), say });

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await stack.stop();
  process.exit(0);
}
process.on("SIGINT", () => void stop());
process.on("SIGTERM", () => void stop());
process.on("SIGHUP", () => void stop());

try {
  await prepareDemoShop(stack);
} catch (error) {
  say(`The demo could not be prepared: ${error instanceof Error ? error.message : String(error)}`);
  await stack.stop();
  process.exit(1);
}
const address = stack.simulator.frameUrl(stack.shop, "/app");
say(`ready: ${address}`);
if (!process.argv.includes("--no-open") && process.stdout.isTTY) {
  const opener = process.platform === "darwin" ? "open" : process.platform === "win32" ? "explorer" : "xdg-open";
  spawn(opener, [address], { stdio: "ignore", detached: true }).on("error", () => undefined).unref();
}
