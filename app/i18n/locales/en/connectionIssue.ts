/** What a test of a connection finds. TypeScript and not JSON: the names between braces are types. */
export const issues = {
  "no-company": {
    message: "The ledger isn't set up, so documents can't be created.",
    action: "Set up the ledger on the ERP connection page.",
  },
  "no-account": {
    message:
      "The ledger has no G/L account for posting, so shipping charges, tips, and gift cards can't be posted.",
    action: "Add posting accounts in the ledger setup.",
  },
  "no-number-series": {
    message: "The ledger has no number series for {{series}}.",
    action: "Add the number series in the ledger setup.",
  },
  "no-country": {
    message: "The ledger has no countries, so addresses can't be used.",
    action: "Add the countries you sell to in the ledger setup.",
  },
  "no-location": {
    message: "The ledger has no locations, so inventory can't be tracked.",
    action: "Add a location in the ledger setup.",
  },
  "no-payment-terms": {
    message: "The ledger has no payment terms, so documents have no due date.",
    action: "Add payment terms in the ledger setup.",
  },
  "no-item": {
    message: "The ledger has no items, so order lines can't be mapped.",
    action: "Add items, or let the app create them.",
  },
  "address-notAnAddress": {
    message: "The address isn't a valid URL.",
    action: "Enter a URL such as https://erp.example.com:8000",
  },
  "address-notHttps": {
    message:
      "The address doesn't start with https://, so the password and the orders would be sent unencrypted.",
    action: "Set up https for Tryton, and enter that address.",
  },
  "address-credentials": {
    message: "The address contains a user name or a password.",
    action: "Remove them from the address, and enter them in their own fields.",
  },
  "address-extras": {
    message: "The address contains text after the path.",
    action: "Remove everything that follows ? or #.",
  },
  "address-port": {
    message: "The app doesn't connect to the port in the address.",
    action:
      "Use port 443, 8000, or 8443 for Tryton, or ask the operator of the app to allow the address.",
  },
  "address-oddHost": {
    message: "The server name in the address has an unusual format that hides its destination.",
    action: "Enter the name of the server.",
  },
  "address-privateName": {
    message: "The server name belongs to a private network, which the app can't access.",
    action: "Enter the name that Tryton has on the public internet.",
  },
  "address-privateAddress": {
    message: "The address belongs to a private network, which the app isn't allowed to access.",
    action: "Enter an address on the public internet.",
  },
  "address-unknownName": {
    message: "No server was found with this name.",
    action:
      "Check the spelling of the address. It can take several hours until a new name is available.",
  },
  unreachable: {
    message: "The server isn't responding.",
    action:
      "Check that the server is running, that the port is correct, and that no firewall blocks the app.",
  },
  tls: {
    message: "The certificate of the server isn't valid: {{why}}",
    action: "Renew the certificate, or install the complete certificate chain on the server.",
  },
  "tryton-not-encrypted": {
    message:
      "The connection isn't encrypted. The operator of the app allowed this for the address.",
    action: "Use https:// unless the app and Tryton run on the same server.",
  },
  "tryton-not-there": {
    message: "The server at this address isn't Tryton.",
    action: "Check the address and the port. The default port of Tryton is 8000.",
  },
  "tryton-version": {
    message: "This is Tryton {{version}}. The app supports version 6.0 only.",
    action: "Connect to Tryton 6.0.",
  },
  "tryton-login": {
    message: "The user name or the password is incorrect.",
    action: "Enter the user name and password that you sign in to Tryton with.",
  },
  "tryton-login-wait": {
    message: "Tryton temporarily blocks this user after too many failed sign-ins.",
    action: "Wait five minutes, check the user name and password, and test the connection again.",
  },
  "tryton-database": {
    message: "Tryton has no database with the name {{database}}.",
    action: "Enter the name of the database as shown in the sign-in window of Tryton.",
  },
  "tryton-login-failed": {
    message: "The sign-in failed: {{why}}",
    action: "Test the connection again. If the problem persists, check the Tryton log.",
  },
  "tryton-company": {
    message: "The user isn't assigned to a company in Tryton.",
    action: "Assign a company to the user: Administration, Users, Preferences.",
  },
  "tryton-modules": {
    message: "Modules are missing in this database: {{modules}}.",
    action: "Activate the modules in Tryton: Administration, Modules.",
  },
  "tryton-permissions": {
    message: "The user doesn't have all required permissions: {{rights}}.",
    action: "Add the user to the groups Sales, Stock, and Account.",
  },
  "tryton-permissions-items": {
    message:
      "The user doesn't have permission to create products, so missing items can't be created.",
    action: "Add the user to the group Product Administration, or create items manually in Tryton.",
  },
  "tryton-fiscal-year": {
    message: "No open period includes {{date}}, so invoices can't be posted.",
    action: "Create a fiscal year with periods for today: Financial, Configuration, Fiscal Years.",
  },
  "tryton-invoice-sequence": {
    message:
      "Fiscal year {{year}} has no sequence for invoice numbers, so invoices can't be posted.",
    action: "Add an invoice sequence to the fiscal year.",
  },
  "tryton-taxes": {
    message: "Tryton has no percentage tax, so sales can't be created for orders with tax.",
    action: "Create the taxes that you charge: Financial, Configuration, Taxes.",
  },
  "tryton-currencies": {
    message: "These currencies have no exchange rate: {{currencies}}.",
    action: "Enter a rate for each currency that you sell in, or deactivate the currency.",
  },
  "tryton-time-zone": {
    message:
      "No time zone is set for the company in Tryton or for this connection, so UTC is used for dates.",
    action: "Enter the time zone here or for the company in Tryton.",
  },
  "tryton-warehouse": {
    message: "Tryton has no warehouse, so items can't be shipped.",
    action: "Create a warehouse: Inventory & Stock, Configuration, Locations.",
  },
  "tryton-warehouse-code": {
    message: "No warehouse has the code {{code}}.",
    action: "Enter the code of a warehouse in Tryton, or leave the field empty.",
  },
  "tryton-services": {
    message:
      "Tryton has no salable service product, so shipping, tips, and gift cards can't be charged.",
    action: "Create a service product with an accounting category for each of them.",
  },
  "tryton-rounding-product": {
    message: "No service product has the code {{code}}, so rounding differences can't be posted.",
    action: "Create the product in Tryton, or enter the code of another product here.",
  },
  "tryton-rounding-none": {
    message:
      "No product for rounding differences is set. Orders whose total in Tryton differs by a cent aren't released.",
    action: "Enter the code of a service product here.",
  },
  "tryton-step-failed": {
    message: "This step failed: {{why}}",
    action: "Correct the cause in Tryton, and test the connection again.",
  },
  "bc-login": {
    message: "The sign-in to Microsoft Entra failed: {{why}}",
    action:
      "Check tenant, client ID, and client secret against the app registration in Microsoft Entra.",
  },
  "bc-not-there": {
    message: "Business Central can't be used at this address: {{why}}",
    action: "Check tenant, environment, and address of the connection.",
  },
  "bc-not-entered": {
    message: "The sign-in worked, but Business Central doesn't know the application.",
    action:
      "In Business Central, open the page “Microsoft Entra Applications”, add the client ID, assign the permission sets, and set the state to Enabled.",
  },
  "bc-old": {
    message: "This Business Central is too old: its API doesn't have {{missing}}.",
    action: "Update Business Central to version 18.1 or later.",
  },
  "bc-company": {
    message: "The company can't be opened: {{why}}",
    action:
      "Enter the name of the company as Business Central shows it, and give the application access to it.",
  },
  "bc-permissions": {
    message: "The application can't read everything it needs: {{sets}}.",
    action:
      "On the page “Microsoft Entra Applications”, assign permission sets that allow reading and editing these.",
  },
  "bc-posting-dates": {
    message: "Today isn't in the range of allowed posting dates, so documents can't be posted.",
    action:
      "In the General Ledger Setup, set Allow Posting From and Allow Posting To so that today is included.",
  },
  "bc-periods": {
    message: "No accounting period is open, so documents can't be posted.",
    action: "Create accounting periods for this year in Business Central.",
  },
  "bc-tax-groups": {
    message: "These VAT product posting groups don't exist: {{groups}}.",
    action: "Correct the tax groups of this connection, or create the groups in Business Central.",
  },
  "bc-tax-groups-none": {
    message:
      "No tax groups are set, so each item's own VAT product posting group decides the tax. Orders with another tax don't match their total.",
    action: "Enter the tax groups of this connection, for example 19=VAT19, 7=VAT7, 0=ZERO.",
  },
  "bc-no-customer": {
    message: "Business Central has no customer that the app can read.",
    action: "Create a customer, for example one for guest orders.",
  },
  "bc-no-item": {
    message: "Business Central has no item that the app can read.",
    action: "Create items, or let the app create them.",
  },
  "bc-rounding-account": {
    message: "Rounding differences can't be posted: {{why}}",
    action: "Enter the number of a posting account that allows direct posting.",
  },
  "bc-rounding-none": {
    message:
      "No account for rounding differences is set. Orders whose total in Business Central differs by a cent aren't accepted.",
    action: "Enter the number of a G/L account here.",
  },
  "bc-payment-journal": {
    message: "Payments can't be registered: {{why}}",
    action:
      "In Business Central, set up a batch of the cash receipt journal for this app alone, and enter its name on the connection.",
  },
  "bc-tracking-none": {
    message:
      "Shipping agents and tracking numbers can't be read, so fulfillments in Shopify have none.",
    action:
      "In Business Central, publish page 142 “Posted Sales Shipments” as a web service, and enter its name here.",
  },
  "bc-tracking": {
    message: "The web service for posted shipments can't be read: {{why}}",
    action: "Check the name of the web service, and that page 142 is published under it.",
  },
  "bc-agents": {
    message: "The list of shipping agents can't be read: {{why}}",
    action: "Check the name of the web service, and that page 428 is published under it.",
  },
  "bc-step-failed": {
    message: "This step failed: {{why}}",
    action: "Correct the cause in Business Central, and test the connection again.",
  },
} as const;
