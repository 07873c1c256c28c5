/** Who works at the sample desk, and who writes to it. All names are made up for the sample. */
export const TEAMS = [
  { id: 'billing', name: 'Billing', calendarId: 'main' },
  { id: 'delivery', name: 'Delivery', calendarId: 'main' },
  { id: 'technical', name: 'Technical', calendarId: 'main' },
  { id: 'accounts', name: 'Accounts', calendarId: 'main' },
] as const;
export type TeamId = (typeof TEAMS)[number]['id'];

export const REPS: readonly { id: string; name: string; teamId: TeamId; capacity: number | null; pace: number }[] = [
  { id: 'r1', name: 'Amira Holt', teamId: 'billing', capacity: 10, pace: 0.8 },
  { id: 'r2', name: 'Ben Castell', teamId: 'billing', capacity: 10, pace: 1 },
  { id: 'r3', name: 'Carla Nyman', teamId: 'billing', capacity: 8, pace: 1.1 },
  { id: 'r4', name: 'David Orrin', teamId: 'delivery', capacity: 10, pace: 1.2 },
  { id: 'r5', name: 'Elsa Marsh', teamId: 'delivery', capacity: 7, pace: 0.9 },
  { id: 'r6', name: 'Filip Adler', teamId: 'delivery', capacity: 10, pace: 1.6 },
  { id: 'r7', name: 'Grace Tolland', teamId: 'delivery', capacity: null, pace: 1 },
  { id: 'r8', name: 'Henrik Dahl', teamId: 'technical', capacity: 9, pace: 1.1 },
  { id: 'r9', name: 'Ines Marek', teamId: 'technical', capacity: 9, pace: 0.9 },
  { id: 'r10', name: 'Jakub Wrona', teamId: 'technical', capacity: 12, pace: 1.3 },
  { id: 'r11', name: 'Kaja Lind', teamId: 'technical', capacity: 7, pace: 1 },
  { id: 'r12', name: 'Leo Brandt', teamId: 'accounts', capacity: 7, pace: 0.9 },
  { id: 'r13', name: 'Mina Sørli', teamId: 'accounts', capacity: 7, pace: 1 },
  { id: 'r14', name: 'Noor Haddad', teamId: 'accounts', capacity: 0, pace: 1 },
];

const COMPANY_WORDS = ['Fjord', 'Amber', 'Quarry', 'Linden', 'Harbour', 'Copper', 'Meadow', 'Signal', 'Orchard', 'Granite'];
const COMPANY_KINDS = ['Foods', 'Logistics', 'Books', 'Clinics', 'Tools', 'Travel'];
export const COMPANIES = COMPANY_WORDS.flatMap((word, i) =>
  COMPANY_KINDS.map((kind, j) => ({ id: `c${i * COMPANY_KINDS.length + j + 1}`, name: `${word} ${kind}` })),
);

/** What people write about: the category, its team, and how it sounds. */
export const TOPICS: readonly { category: string; teamId: TeamId; weight: number; work: number; subjects: readonly string[] }[] = [
  { category: 'Invoices', teamId: 'billing', weight: 22, work: 1, subjects: ['Invoice shows the wrong address', 'Invoice missing for last month', 'Question about a charge'] },
  { category: 'Refunds', teamId: 'billing', weight: 12, work: 1.4, subjects: ['Refund not received after return', 'Discount code charged twice'] },
  { category: 'Delivery', teamId: 'delivery', weight: 26, work: 0.8, subjects: ['Delivery date moved twice', 'Parcel marked delivered, not here', 'Replacement part is the wrong size'] },
  { category: 'Sign-in', teamId: 'technical', weight: 14, work: 0.7, subjects: ['Cannot sign in on the new portal', 'Reset link does not arrive'] },
  { category: 'Errors', teamId: 'technical', weight: 12, work: 2.2, subjects: ['Export stops at row 5,000', 'Page stays empty after update'] },
  { category: 'Account changes', teamId: 'accounts', weight: 14, work: 1, subjects: ['Change of billing contact', 'Cancel the second subscription', 'Add a colleague to our account'] },
];

export const CHANNELS = [
  ['email', 46],
  ['chat', 24],
  ['form', 14],
  ['phone', 13],
  ['portal', 3],
] as const;
export const ACCOUNTS: Readonly<Record<string, string>> = {
  email: 'help@northside.example',
  chat: 'Website chat',
  form: 'Contact form',
  phone: '+48 22 555 01 00',
  portal: 'Customer portal',
};
export const PRIORITIES = [
  ['urgent', 4],
  ['high', 20],
  ['medium', 52],
  ['low', 21],
  ['', 3],
] as const;
