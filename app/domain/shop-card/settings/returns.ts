import type { SettingSpec } from "../setting-types.ts";

/** Settings of returns and refunds. */
export const returnsSettings = [
  {
    key: "returnProcess",
    section: "returns",
    type: "choice",
    options: ["none", "importOnly", "autoCreditMemo"],
    default: "importOnly",
    effect: "nextSync",
  },
  {
    key: "returnsAs",
    section: "returns",
    type: "choice",
    options: ["creditMemo", "returnOrder"],
    default: "creditMemo",
    effect: "nextDocument",
  },
  {
    key: "exchangeAs",
    section: "returns",
    type: "choice",
    options: ["salesDocument", "creditMemo"],
    default: "salesDocument",
    effect: "nextDocument",
  },
  {
    key: "returnLocationPriority",
    section: "returns",
    type: "choice",
    options: ["default", "originalThenDefault"],
    default: "default",
    effect: "nextDocument",
  },
  {
    key: "defaultReturnLocation",
    section: "returns",
    type: "location",
    needs: "locations",
    default: "",
    effect: "nextDocument",
  },
  {
    key: "refundAccount",
    section: "returns",
    type: "account",
    needs: "accounts",
    default: "",
    effect: "nextDocument",
  },
  {
    key: "refundNonRestockAccount",
    section: "returns",
    type: "account",
    needs: "accounts",
    default: "",
    effect: "nextDocument",
  },
] as const satisfies readonly SettingSpec[];
