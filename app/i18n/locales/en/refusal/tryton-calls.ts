/** Calls that Tryton refuses or doesn't answer, and what to do where something must be set up in Tryton. */
export const trytonCalls = {
  tryton: {
    address: "Tryton's address isn't allowed. $t({{why}})",
    redirect: "Tryton's address doesn't lead to Tryton. $t({{why}})",
    certificate: "Tryton's certificate wasn't accepted. $t({{why}})",
    notReached: "Tryton can't be reached. $t({{why}}) Nothing was changed. The app tries again.",
    answerLost:
      "Tryton's answer was lost. $t({{why}}) It isn't known whether Tryton made the change; this is checked before anything is repeated.",
    noAnswer:
      "Tryton didn't answer completely. $t({{why}}) Nothing was changed. The app tries again.",
    tooMany:
      "Tryton asks to wait, because there were too many requests or failed logins. The app tries again.",
    methodRefused:
      "Tryton doesn't let the app call {{method}}. Check that its modules are complete, and that nothing between the app and Tryton rejects requests.",
    noDatabase: "Tryton has no database of this name, or the address doesn't lead to Tryton.",
    requestTooLarge: "Tryton refused the request because it is too large.",
    serverFailed:
      "Tryton, or the server in front of it, failed ({{status}}). Nothing was changed. The app tries again.",
    serverFailedWriting:
      "Tryton, or the server in front of it, failed ({{status}}). It isn't known whether Tryton made the change; this is checked before anything is repeated.",
    unexpectedStatus: "The address doesn't answer as Tryton does ({{status}}).",
    unreadable: "Tryton's answer can't be read: {{detail}} (trace {{trace}}).",
    unreadableWriting:
      "Tryton's answer can't be read ({{detail}}). It isn't known whether Tryton made the change; this is checked before anything is repeated.",
    asks: "Tryton asks before it continues: {{said}} Someone has to decide this in Tryton.",
    sameTime:
      "Someone else changed this in Tryton at the same time. The app reads it and tries again.",
    secondFactor:
      "Tryton asks for more than a password when this user logs in. Use a user for the connection that logs in with a password only.",
    loginRefused:
      "Tryton refused the user name or password. Enter both again on the connection's page.",
    loggedOut:
      "Tryton ends the app's session right after each login. Check the user and the server's clock.",
    loginUnreadable: "Tryton's answer to the login can't be read (trace {{trace}}).",
    notAllowed:
      "The app's user isn't allowed to do this in Tryton: {{said}} Add the user to the group that is.",
    recordGone: "Tryton doesn't have this record anymore: {{said}}",
    race: "Two changes were made in Tryton at the same time: {{said}} The app tries again.",
    value: "Tryton doesn't accept a value: {{said}}",
    cannotContinue: "Tryton can't continue: {{said}}",
    refuses: "Tryton refused this: {{said}}",
    busy: "Tryton's database is busy. Nothing was changed. The app tries again.",
    busyWriting:
      "Tryton's database was busy. It isn't known whether Tryton made the change; this is checked before anything is repeated.",
    starting: "Tryton is starting up. Nothing was changed. The app tries again.",
    startingWriting:
      "Tryton was starting up. It isn't known whether Tryton made the change; this is checked before anything is repeated.",
    failed: "Tryton failed: “{{said}}” (trace {{trace}}). See Tryton's own log.",
    failedUnexpectedly:
      "The connection to Tryton failed unexpectedly (trace {{trace}}). See the log for this trace.",
    stopped:
      "The call was stopped before it reached Tryton. Nothing was changed. The app tries again.",
    begun:
      "$t({{first}}) The work had already started in Tryton; this is checked before anything is repeated.",
    documentBegun:
      "$t({{first}}) A document had already been started in Tryton; this is checked before anything is repeated.",
    notTryton: "What answers at the address isn't Tryton.",
    version: "This is Tryton {{version}}. The app works with 6.0 only.",
    modules: "Tryton has no module {{modules}}.",
    userWithoutCompany: "The user that the app logs in with doesn't belong to a company in Tryton.",
    companyHidden: "The app's user isn't allowed to read its own company in Tryton.",
    companyCurrency: "The company's currency is not active in Tryton.",
    feedCursor:
      "The position in the feed isn't from this connection to Tryton. Start from the beginning.",
    listCursor: "The position in the list isn't from Tryton. Start from the beginning.",
  },
  trytonAction: {
    ownAddress: "Enter the address that Tryton itself answers at on the connection's page.",
    certificate: "Renew or complete the certificate of the server that Tryton runs on.",
    checkAddress: "Check the address on the connection's page.",
    checkDatabase: "Check the database's name on the connection's page.",
    checkAddressAndDatabase: "Check the address and the database's name on the connection's page.",
    setUp: "Set this up in Tryton, then try again.",
    correct: "Correct this in Tryton, then try again.",
    version: "Connect a Tryton 6.0.",
    activateModules: "Activate them in Tryton under Administration > Modules.",
    giveCompany: "Give the user a company in Tryton under Administration > Users.",
    activateCurrency: "Activate the company's currency in Tryton.",
    receivableAccount: "Select one in Tryton's accounting configuration.",
    addJournal: "Add one in Tryton.",
    correctCategory: "Correct the category for new items on the connection's page.",
    enterCategory: "Enter the category for new items on the connection's page.",
    activateProduct: "Activate it, or select another one.",
    salable: "Mark it as salable, or select another one.",
    revenueAccount: "Give it an accounting category that has one.",
    activateParty: "Activate it, or select another customer for this order.",
  },
} as const;
