import { fireTriggerKind } from "./fire-trigger.server.ts";

export const flowTaskKinds = [fireTriggerKind] as const;
