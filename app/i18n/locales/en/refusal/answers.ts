/** What became of a task, in the app's own words, and why a connection is paused. */
export const answers = {
  answer: {
    done: "Done.",
    lookedUp: "Verified: an earlier call had gone through.",
    unsettled:
      "Nothing was found yet. An earlier call may still be in progress, so the app waits before it tries again.",
    processEnded: "The process that made this attempt ended before the response was stored.",
    unexpected: "Something unexpected happened. The log has the details under {{trace}}.",
    failedBefore: "Waits: the task before it failed.",
    skippedBefore: "Waits: the task before it was skipped.",
    retried: "Retried by {{by}}.",
    skipped: "Skipped by {{by}}: {{reason}}",
    erased: "The customer's personal data was erased.",
    several:
      "Several documents belong to the same order: {{numbers}}. Keep one, delete the others, then retry.",
    totalsDiffer:
      "Document {{number}} totals {{actual, money}} in the ERP, but {{expected, money}} is expected. It isn't released until the totals match.",
    customerWaits: "Waits until the customer is created.",
    itemWaits: "Waits until an item is created.",
    customerLacks: "The customer of this document wasn't created.",
    itemLacks: "An item of this document wasn't created.",
    createOrChoose: "Retry the task that creates it, or choose another one.",
    connectionRemoved: "The ERP connection of this task was removed.",
    chooseErp: "Choose another ERP on the shop card.",
    capturedAlready: "The payment is already captured.",
    authorizationVoided: "The authorization was voided.",
    invoiceCancelled: "Invoice {{number}} was canceled in the ERP.",
    orderChangedAgain:
      "The order or its document changed after you looked at it, so nothing was changed in the ERP. Look at the changes again.",
    askedAgain: "Another way was chosen for the changed order.",
    unlinked: "The document was unlinked from the order.",
    memoByHand: "The refund was linked to {{number}}, which was posted by hand in the ERP.",
    shipmentUndone: "The shipment was undone in the ERP.",
  },
} as const;
