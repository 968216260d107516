/** Why a payment failed, as Shopify names it (OrderTransactionErrorCode), in words: "CARD_DECLINED" → "card declined". */
export const bankWords = (errorCode: string | null, status: string): string =>
  errorCode === null || errorCode === ""
    ? status === "ERROR"
      ? "the payment could not be processed"
      : "no reason was given"
    : errorCode.toLowerCase().replaceAll("_", " ");
