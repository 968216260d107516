/**
 * What a test of the connection to Tryton finds and what to do about it, and what the connection form asks. Other languages keep theirs
 * under the same keys.
 */
export const trytonTexts: Record<string, string> = {
  "connection.setting.tryton.url.label": "Address",
  "connection.setting.tryton.url.help":
    "Where Tryton answers, for example https://erp.example.com:8000.",
  "connection.setting.tryton.database.label": "Database",
  "connection.setting.tryton.database.help":
    "The name of the database as people choose it when they log in.",
  "connection.setting.tryton.user.label": "User name",
  "connection.setting.tryton.user.help":
    "A user of its own for this app, in the groups Sales, Stock, Account and, if items are created, Product Administration.",
  "connection.setting.tryton.password.label": "Password",
  "connection.setting.tryton.password.help": "Kept encrypted, never shown again.",
  "connection.setting.tryton.timeZone.label": "Time zone",
  "connection.setting.tryton.timeZone.help":
    "Only used when Tryton’s company has no time zone. Example: Europe/Berlin.",
  "connection.setting.tryton.warehouse.label": "Warehouse for lines without location",
  "connection.setting.tryton.warehouse.help":
    "Code of the warehouse that goods leave from when no mapped location says so. Not needed when there is only one.",
  "connection.setting.tryton.roundingProduct.label": "Product for rounding differences",
  "connection.setting.tryton.roundingProduct.help":
    "Code of a service product. Differences of a cent between Shopify and Tryton are booked on it.",
  "connection.setting.tryton.roundingTolerance.label": "Largest rounding difference per line",
  "connection.setting.tryton.roundingTolerance.help":
    "In the document’s currency, 0.01 when left empty.",
  "connection.setting.tryton.itemCategory.label": "Accounting category of new items",
  "connection.setting.tryton.itemCategory.help":
    "Name of the product category that products created by this app belong to.",
  "connection.issue.address-notAnAddress.message":
    "What is entered as address is not a web address.",
  "connection.issue.address-notAnAddress.action": "Write it like https://erp.example.com:8000",
  "connection.issue.address-notHttps.message":
    "The address does not start with https://, so password and orders would travel for all to read.",
  "connection.issue.address-notHttps.action":
    "Let Tryton answer over https and enter that address.",
  "connection.issue.address-credentials.message": "The address holds a user name or a password.",
  "connection.issue.address-credentials.action":
    "Leave them out of the address and enter them in their own fields.",
  "connection.issue.address-extras.message": "The address goes on after its path.",
  "connection.issue.address-extras.action": "Leave out what follows ? or #.",
  "connection.issue.address-port.message": "This app does not connect to the port in the address.",
  "connection.issue.address-port.action":
    "Let Tryton answer on port 443, 8000 or 8443, or ask who runs this app to allow the address.",
  "connection.issue.address-oddHost.message":
    "The address is written in a way that hides where it leads.",
  "connection.issue.address-oddHost.action": "Enter the server’s name.",
  "connection.issue.address-privateName.message":
    "The address is a name inside a private network, which this app cannot and must not reach.",
  "connection.issue.address-privateName.action":
    "Enter the name under which Tryton is reached from outside.",
  "connection.issue.address-privateAddress.message":
    "The address leads into a private network, which this app must not reach.",
  "connection.issue.address-privateAddress.action": "Enter an address on the public internet.",
  "connection.issue.address-unknownName.message":
    "Nobody knows a server of the name in the address.",
  "connection.issue.address-unknownName.action":
    "Look for a typing mistake in the address; a new name may take hours until it is known everywhere.",
  "connection.issue.unreachable.message": "The server does not answer.",
  "connection.issue.unreachable.action":
    "Look whether the server runs, whether the port is right, and whether a firewall lets this app in.",
  "connection.issue.tls.message": "The server’s certificate was not accepted: {{why}}",
  "connection.issue.tls.action":
    "Renew the certificate, or install the whole chain of certificates on the server.",
  "connection.issue.tryton-not-encrypted.message":
    "The connection is not encrypted. Who runs this app has allowed that for this address.",
  "connection.issue.tryton-not-encrypted.action":
    "Use https:// unless app and Tryton run on the same machine.",
  "connection.issue.tryton-not-there.message": "What answers at this address is not Tryton.",
  "connection.issue.tryton-not-there.action":
    "Look at the address, above all its port. Tryton’s own port is 8000.",
  "connection.issue.tryton-version.message":
    "This is Tryton {{version}}. The app knows version 6.0 only; others name things differently.",
  "connection.issue.tryton-version.action": "Connect a Tryton 6.0.",
  "connection.issue.tryton-login.message": "Tryton refuses the user name or the password.",
  "connection.issue.tryton-login.action":
    "Enter both again. They are the ones you log in to Tryton with.",
  "connection.issue.tryton-login-wait.message":
    "Tryton takes no log-ins from this user for a while, since too many failed.",
  "connection.issue.tryton-login-wait.action":
    "Wait five minutes, check user name and password, and test again.",
  "connection.issue.tryton-database.message": "Tryton has no database called {{database}}.",
  "connection.issue.tryton-database.action":
    "Enter the database’s name as it stands in the log-in window of Tryton.",
  "connection.issue.tryton-login-failed.message": "The log-in did not work: {{why}}",
  "connection.issue.tryton-login-failed.action": "Test again; if it stays, look into Tryton’s log.",
  "connection.issue.tryton-company.message": "The user belongs to no company in Tryton.",
  "connection.issue.tryton-company.action":
    "Give the user a company: Administration, Users, Preferences.",
  "connection.issue.tryton-modules.message": "Modules are missing in this database: {{modules}}.",
  "connection.issue.tryton-modules.action": "Activate them in Tryton: Administration, Modules.",
  "connection.issue.tryton-permissions.message":
    "The user may not do everything it has to: {{rights}}.",
  "connection.issue.tryton-permissions.action":
    "Put the user into the groups Sales, Stock and Account.",
  "connection.issue.tryton-permissions-items.message":
    "The user may not create products, so missing items cannot be created.",
  "connection.issue.tryton-permissions-items.action":
    "Put the user into the group Product Administration, or create items in Tryton by hand.",
  "connection.issue.tryton-fiscal-year.message":
    "No open accounting period covers {{date}}, so no invoice can be posted.",
  "connection.issue.tryton-fiscal-year.action":
    "Create a fiscal year with periods for today: Financial, Configuration, Fiscal Years.",
  "connection.issue.tryton-invoice-sequence.message":
    "The fiscal year {{year}} has no sequence for invoice numbers, so no invoice can be posted.",
  "connection.issue.tryton-invoice-sequence.action": "Add an invoice sequence to the fiscal year.",
  "connection.issue.tryton-taxes.message":
    "Tryton has no tax that is a percentage, so orders with tax cannot become sales.",
  "connection.issue.tryton-taxes.action":
    "Create the taxes you charge: Financial, Configuration, Taxes.",
  "connection.issue.tryton-currencies.message": "These currencies have no rate: {{currencies}}.",
  "connection.issue.tryton-currencies.action":
    "Enter a rate for each you sell in, or deactivate it.",
  "connection.issue.tryton-time-zone.message":
    "Neither Tryton’s company nor this connection has a time zone, so days begin and end as in London in winter.",
  "connection.issue.tryton-time-zone.action": "Enter the time zone here, or in Tryton’s company.",
  "connection.issue.tryton-warehouse.message":
    "Tryton has no warehouse, so nothing can be shipped.",
  "connection.issue.tryton-warehouse.action":
    "Create one: Inventory & Stock, Configuration, Locations.",
  "connection.issue.tryton-warehouse-code.message": "There is no warehouse with the code {{code}}.",
  "connection.issue.tryton-warehouse-code.action":
    "Enter the code of one of Tryton’s warehouses, or leave the field empty.",
  "connection.issue.tryton-services.message":
    "Tryton has no service product that is sold, so shipping, tips and gift cards cannot be charged.",
  "connection.issue.tryton-services.action":
    "Create a service product for each, with an accounting category.",
  "connection.issue.tryton-rounding-product.message":
    "There is no service product with the code {{code}} to book rounding differences on.",
  "connection.issue.tryton-rounding-product.action":
    "Create it in Tryton, or enter the code of another one here.",
  "connection.issue.tryton-rounding-none.message":
    "No product for rounding differences is entered: an order whose total Tryton reckons differently by a cent is left unreleased.",
  "connection.issue.tryton-rounding-none.action": "Enter the code of a service product here.",
  "connection.issue.tryton-step-failed.message": "This step could not be carried out: {{why}}",
  "connection.issue.tryton-step-failed.action": "Mend this in Tryton and test again.",
};
