// `npm run demo`: a shop in a simulated Shopify Admin with the app inside. `-- --erp tryton` or `business-central` starts that ERP and connects it.
// Ctrl-C ends everything.
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { DEMO_ERPS, startDemoErp } from "./demo-erp.ts";
import { prepareDemoShop } from "./demo-shop.ts";
import { startStack } from "./stack.ts";

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const { erp: wanted = "ledger", "no-open": silent } = readArguments();
const erp = await startDemoErp(wanted, say).catch((error: unknown) => {
  say(words(error));
  process.exit(1);
});
const requested = Number(process.env.PORT ?? 0);
const stack = await startStack({
  ...(requested > 0 ? { port: requested } : {}),
  say,
  ...(erp ? { environment: { ERP_ALLOWED_HOSTS: erp.host } } : {}),
}).catch(async (error: unknown) => {
  await erp?.stop();
  throw error;
});

let stopping = false;
async function stop(code = 0): Promise<void> {
  if (stopping) return;
  stopping = true;
  await stack.stop();
  await erp?.stop();
  process.exit(code);
}
process.on("SIGINT", () => void stop());
process.on("SIGTERM", () => void stop());
process.on("SIGHUP", () => void stop());

try {
  await prepareDemoShop(stack, erp);
} catch (error) {
  say(`The demo could not be prepared: ${words(error)}`);
  await stop(1);
}
const address = stack.simulator.frameUrl(stack.shop, "/app");
if (erp) say(erp.backOffice);
say(`ready: ${address}`);
if (!silent && process.stdout.isTTY) {
  const opener =
    process.platform === "darwin" ? "open" : process.platform === "win32" ? "explorer" : "xdg-open";
  spawn(opener, [address], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}

function readArguments(): { erp?: string | undefined; "no-open"?: boolean | undefined } {
  try {
    const { values } = parseArgs({
      options: { erp: { type: "string" }, "no-open": { type: "boolean" } },
    });
    if (values.erp !== undefined && !DEMO_ERPS.includes(values.erp))
      throw new Error(`unknown ERP "${values.erp}": ${DEMO_ERPS.join(", ")}`);
    return values;
  } catch (error) {
    say(words(error));
    process.exit(2);
  }
}
