import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startDemoBusinessCentral } from "./demo-business-central.ts";
import { startDemoTryton } from "./demo-tryton.ts";

/** An ERP that runs beside the demo. */
export interface DemoErp {
  /** For ERP_ALLOWED_HOSTS. */
  host: string;
  /** Where a person acts as the ERP's people, for whoever started the demo. */
  backOffice: string;
  /** Connects the shop to it, through the app's own functions. */
  connect(shop: string, world: ShopWorld): Promise<unknown>;
  stop(): Promise<void>;
}

const ERPS: Readonly<
  Record<string, (say: (text: string) => void) => Promise<DemoErp | undefined>>
> = {
  ledger: () => Promise.resolve(undefined),
  tryton: startDemoTryton,
  "business-central": startDemoBusinessCentral,
};

export const DEMO_ERPS = Object.keys(ERPS);

/** Undefined for the built-in ledger, which needs nothing beside it. */
export const startDemoErp = async (
  name: string,
  say: (text: string) => void,
): Promise<DemoErp | undefined> => ERPS[name]?.(say);
