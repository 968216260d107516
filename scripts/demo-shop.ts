import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import type { DemoErp } from "./demo-erp.ts";
import type { Stack } from "./stack.ts";

const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";

/** Opens the app once, as a merchant's first visit does: that installs it. */
async function installDemoShop({ simulator, shop, appUrl }: Stack): Promise<void> {
  const host = Buffer.from(`admin.shopify.com/store/${shop.split(".")[0]}`).toString("base64url");
  const query = new URLSearchParams({
    embedded: "1",
    shop,
    host,
    id_token: simulator.idToken(shop),
  });
  const answer = await fetch(`${appUrl}/app?${query}`, {
    headers: { "user-agent": BROWSER },
    redirect: "manual",
  });
  if (answer.status !== 200)
    throw new Error(
      `the app could not be installed: it answered ${answer.status}\n${(await answer.text()).slice(0, 500)}`,
    );
}

/** Installs the app and sets it up through its own functions, which run here against the same database; with another ERP when one is given. */
export async function prepareDemoShop(stack: Stack, erp?: DemoErp): Promise<void> {
  await installDemoShop(stack);
  Object.assign(process.env, stack.environment);
  const world = stack.simulator.world(stack.shop) as ShopWorld;
  const { closeDatabase } = await import("#app/db/client.server.ts");
  if (erp) await erp.connect(stack.shop, world);
  else {
    const { fillDemoShop } = await import("#tests/fixtures/demo-shop.ts");
    await fillDemoShop(stack.shop, world);
  }
  await closeDatabase();
}
