const MINUTE = 60_000;
const LAST = Date.UTC(2026, 10, 20, 13);

/** A help desk's export of so many tickets, with the document that says how to read it; every tenth ticket is open. */
export function largeExport(rows: number): { document: string; csv: string; open: number } {
  const channels = ['email', 'chat', 'phone', 'form', 'portal'];
  const lines = ['Number,Subject,Opened,First answer,Closed,State,Priority,Channel,Team,Owner'];
  let open = 0;
  for (let row = 0; row < rows; row++) {
    const created = LAST - (rows - row) * 5 * MINUTE;
    const isOpen = row % 10 === 0;
    if (isOpen) open++;
    const answered = Math.min(LAST, created + ((row * 7) % 300) * MINUTE);
    const closed = Math.min(LAST, answered + ((row * 13) % 4000) * MINUTE);
    lines.push(
      [
        `T${row}`,
        row % 3 ? `Order ${row} has not come` : `"Order ${row}, two parts, ""late"""`,
        iso(created),
        iso(answered),
        isOpen ? '' : iso(closed),
        isOpen ? 'open' : 'closed',
        ['low', 'medium', 'high'][row % 3],
        channels[(row * row) % 5],
        `Team ${row % 7}`,
        `Owner ${row % 83}`,
      ].join(),
    );
  }
  const fields = {
    id: 'Number',
    subject: 'Subject',
    createdAt: 'Opened',
    firstResponseAt: 'First answer',
    closedAt: 'Closed',
    status: 'State',
    priority: 'Priority',
    channel: 'Channel',
    team: 'Team',
    owner: 'Owner',
  };
  const document = { version: 1, timezone: 'Europe/Warsaw', asOf: iso(LAST), tickets: { src: 'large.csv', fields } };
  return { document: JSON.stringify(document), csv: `${lines.join('\n')}\n`, open };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
