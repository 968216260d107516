/** Who buys: people (two of the same name, one without an address) and two companies. */
import { newAddress, countryName } from "../world/addresses.ts";
import type { CompanyAddressRecord, CompanyRecord, CustomerRecord } from "../world/model-shop.ts";
import type { AddressSpec } from "../world/order-spec.ts";
import type { Store } from "../world/store.ts";

interface CustomerSpec {
  key: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone?: string;
  address?: Omit<AddressSpec, "firstName" | "lastName">;
  locale?: string;
  taxExempt?: boolean;
  tags?: string[];
  note?: string;
}

const CUSTOMERS: CustomerSpec[] = [
  {
    key: "mara",
    firstName: "Mara",
    lastName: "Lindqvist",
    email: "mara.lindqvist@example.com",
    phone: "+4945112345",
    address: { address1: "Mengstraße 4", city: "Lübeck", zip: "23552", countryCode: "DE" },
    locale: "de",
  },
  {
    key: "jonas",
    firstName: "Jonas",
    lastName: "Petersen",
    email: "jonas@example.com",
    address: {
      address1: "Hafenstraße 81",
      address2: "Hinterhaus",
      city: "Hamburg",
      zip: "20359",
      countryCode: "DE",
      phone: "+49401234567",
    },
    locale: "de",
  },
  {
    key: "jonas-2",
    firstName: "Jonas",
    lastName: "Petersen",
    email: "jp.kiel@example.com",
    address: { address1: "Dänische Straße 15", city: "Kiel", zip: "24103", countryCode: "DE" },
    locale: "de",
  },
  {
    key: "claire",
    firstName: "Claire",
    lastName: "Moreau",
    email: "claire.moreau@example.com",
    address: { address1: "9 Quai Saint-Antoine", city: "Lyon", zip: "69002", countryCode: "FR" },
    locale: "fr",
  },
  {
    key: "dana",
    firstName: "Dana",
    lastName: "Whitfield",
    email: "dana.whitfield@example.com",
    phone: "+12075550143",
    address: {
      address1: "27 Commercial Street",
      city: "Portland",
      province: "Maine",
      provinceCode: "ME",
      zip: "04101",
      countryCode: "US",
    },
  },
  {
    key: "haruka",
    firstName: "Haruka",
    lastName: "Sato",
    email: "haruka@example.com",
    address: {
      address1: "1-7-1 Yurakucho",
      city: "Chiyoda-ku",
      province: "Tokyo",
      provinceCode: "JP-13",
      zip: "100-0006",
      countryCode: "JP",
    },
    locale: "ja",
  },
  {
    key: "noura",
    firstName: "Noura",
    lastName: "Al-Sabah",
    email: "noura@example.com",
    address: {
      address1: "Arabian Gulf Street 12",
      city: "Kuwait City",
      zip: "15000",
      countryCode: "KW",
    },
    locale: "ar",
  },
  { key: "no-address", firstName: "Ole", lastName: "Hansen", email: "ole.hansen@example.com" },
  { key: "email-only", firstName: null, lastName: null, email: "quiet.buyer@example.com" },
  {
    key: "exempt",
    firstName: "Seemannsheim",
    lastName: "e. V.",
    email: "kasse@seemannsheim.example",
    taxExempt: true,
    address: {
      company: "Seemannsheim e. V.",
      address1: "Kaistraße 2",
      city: "Bremerhaven",
      zip: "27570",
      countryCode: "DE",
    },
  },
  {
    key: "ilse",
    firstName: "Ilse",
    lastName: "Brandt",
    email: "ilse.brandt@kontor-nord.example",
    address: {
      company: "Kontor Nord GmbH",
      address1: "Speicherstadt 3",
      city: "Hamburg",
      zip: "20457",
      countryCode: "DE",
    },
    locale: "de",
  },
  {
    key: "tom",
    firstName: "Tom",
    lastName: "de Wit",
    email: "tom@dewit-maritiem.example",
    address: {
      company: "De Wit Maritiem B.V.",
      address1: "Maaskade 119",
      city: "Rotterdam",
      zip: "3071 ND",
      countryCode: "NL",
    },
    locale: "nl",
  },
];

export function stockCustomers(store: Store): void {
  for (const spec of CUSTOMERS) {
    const name = {
      ...(spec.firstName === null ? {} : { firstName: spec.firstName }),
      ...(spec.lastName === null ? {} : { lastName: spec.lastName }),
    };
    const customer: CustomerRecord = {
      __typename: "Customer",
      emailMarketing: "NOT_SUBSCRIBED",
      key: spec.key,
      id: store.ids.of("Customer"),
      firstName: spec.firstName,
      lastName: spec.lastName,
      email: spec.email,
      phone: spec.phone ?? null,
      note: spec.note ?? null,
      tags: spec.tags ?? [],
      locale: spec.locale ?? "en",
      state: "DISABLED",
      taxExempt: spec.taxExempt ?? false,
      taxExemptions: [],
      verifiedEmail: true,
      createdAt: store.instant(),
      updatedAt: store.instant(),
      addressRecords: spec.address ? [newAddress(store, { ...name, ...spec.address })] : [],
    };
    store.customers.push(store.keep(customer));
  }
}

export function stockCompanies(store: Store): void {
  const make = (
    key: string,
    name: string,
    externalId: string | null,
    contact: string,
    locations: {
      key: string;
      name: string;
      city: string;
      zip: string;
      address1: string;
      country: string;
      taxId?: string;
    }[],
  ): void => {
    const at = store.instant();
    const company: CompanyRecord = {
      __typename: "Company",
      key,
      id: store.ids.of("Company"),
      name,
      note: null,
      externalId,
      createdAt: at,
      updatedAt: at,
      customerSince: at,
      contactRecords: [],
      locationRecords: [],
    };
    company.contactRecords.push(
      store.keep({
        __typename: "CompanyContact",
        id: store.ids.of("CompanyContact"),
        title: "Purchasing",
        locale: "de",
        isMainContact: true,
        createdAt: at,
        updatedAt: at,
        company,
        customer: store.customer(contact),
      }),
    );
    for (const spec of locations) {
      const address = (): CompanyAddressRecord =>
        store.keep({
          __typename: "CompanyAddress",
          id: store.ids.of("CompanyAddress"),
          companyName: name,
          firstName: null,
          lastName: null,
          recipient: null,
          address1: spec.address1,
          address2: null,
          city: spec.city,
          zip: spec.zip,
          province: null,
          zoneCode: null,
          country: countryName(spec.country),
          countryCode: spec.country,
          phone: null,
          createdAt: at,
          updatedAt: at,
        });
      company.locationRecords.push(
        store.keep({
          __typename: "CompanyLocation",
          key: spec.key,
          id: store.ids.of("CompanyLocation"),
          name: spec.name,
          externalId: null,
          note: null,
          phone: null,
          locale: "de",
          currency: "EUR",
          taxExemptions: [],
          taxRegistrationId: spec.taxId ?? null,
          createdAt: at,
          updatedAt: at,
          billingAddress: address(),
          shippingAddress: address(),
          company,
        }),
      );
    }
    store.companies.push(store.keep(company));
  };
  make("kontor", "Kontor Nord GmbH", "D10077", "ilse", [
    {
      key: "kontor-hh",
      name: "Kontor Nord Hamburg",
      city: "Hamburg",
      zip: "20457",
      address1: "Speicherstadt 3",
      country: "DE",
      taxId: "DE123456788",
    },
    {
      key: "kontor-hb",
      name: "Kontor Nord Bremen",
      city: "Bremen",
      zip: "28195",
      address1: "Schlachte 22",
      country: "DE",
    },
  ]);
  make("dewit", "De Wit Maritiem B.V.", null, "tom", [
    {
      key: "dewit-rtm",
      name: "De Wit Rotterdam",
      city: "Rotterdam",
      zip: "3071 ND",
      address1: "Maaskade 119",
      country: "NL",
      taxId: "NL001234567B01",
    },
  ]);
}
