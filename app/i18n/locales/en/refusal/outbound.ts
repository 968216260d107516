/** Why an ERP's address is not allowed, and why a request had no usable answer. */
export const outbound = {
  address: {
    notAnAddress: "This isn't a web address. Enter one such as https://erp.example.com.",
    notHttps: "The address must start with https://.",
    credentials:
      "The address can't contain a user name or password. Enter them in their own fields.",
    query: "The address must end after the path. Remove everything from ? or # on.",
    notEncrypted:
      "The address must start with https://, so that the password and the orders are encrypted.",
    port: "The app doesn't connect to port {{port}}. Use one of {{ports}} for the ERP, or ask the operator of the app to allow {{host}}.",
    private:
      "{{host}} isn't an address on the public internet. Enter the address under which the ERP can be reached from outside.",
    plain: "Enter the address as {{host}}.",
    incomplete:
      "The host name in this address is incomplete. Enter one such as https://erp.example.com.",
    internalName:
      "{{host}} is a name inside a private network. Enter the name under which the ERP can be reached from outside.",
    another: "Enter another address on the connection's page.",
  },
  outbound: {
    stopped: "The call was stopped before it was sent.",
    timeout: "There was no complete answer within {{seconds}} seconds.",
    redirect: "The server redirects the request ({{status}}), and redirects aren't followed.",
    privateAddress: "{{host}} doesn't lead to an address on the public internet.",
    noAddress: "{{host}} has no address.",
    unknownName: "The server's name isn't known.",
    connectionRefused: "The server refuses the connection.",
    tls: "The encrypted connection failed: {{detail}}",
    notHttp: "The server's answer isn't HTTP.",
    brokeAnswering: "The connection was lost before the answer was complete.",
    brokeSending: "The connection was lost before the request was sent.",
    endedEarly: "The answer ended early.",
    compressed: "The server compressed its answer ({{encoding}}) although it was asked not to.",
    tooLarge: "The answer is larger than {{megabytes}} MB.",
  },
  connection: {
    noSalesOrders:
      "Sales orders of this ERP can't become orders in Shopify yet: they are read without their taxes.",
    noNotices: "This ERP doesn't notify the app of changes. The app checks for them regularly.",
    waits: "The ERP asks to wait before it is asked again. The app continues automatically.",
    unknownAdapter: "The app has no ERP adapter called “{{name}}”. The adapters are {{names}}.",
    chooseAdapter: "Choose another type of ERP on the connection's page.",
    unreadable:
      "The stored password can't be read because its encryption key is missing. Enter it again on the ERP connection page.",
    incomplete: "The ERP connection isn't complete. Check these settings: {{settings}}.",
    complete: "Complete the settings on the connection's page.",
    damaged: "The settings of the ERP connection can't be read.",
    saveAgain: "Save the settings on the connection's page again.",
    tolerance:
      "The largest rounding difference “{{value}}” isn't an amount. Enter one such as 0.01.",
    timeZone: "{{zone}} isn't a time zone. Enter one such as Europe/Berlin.",
    correct: "Correct it on the connection's page.",
  },
} as const;
