import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DataError, type Problem } from '../../../src/data/problem.ts';
import { mountDesk, statesOf, textOf, widgetIn } from './mount.ts';
import { answer, fakeAdapter, type TestWidget } from './test-widget.ts';

function fails(problem: Problem) {
  return fakeAdapter(() => {
    throw new DataError(problem);
  });
}

async function shown(adapter: ReturnType<typeof fakeAdapter>, html?: string): Promise<TestWidget> {
  const desk = mountDesk(adapter, html);
  await desk.whenIdle();
  return widgetIn(desk);
}

beforeEach(() => void vi.spyOn(console, 'warn'));
afterEach(() => {
  expect(console.warn).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe('states', () => {
  it('shows the answer with the instant that it vouches for, and says the comparison once', async () => {
    const widget = await shown(fakeAdapter(), '<test-widget></test-widget>');
    expect(statesOf(widget)).toEqual(['ready']);
    expect(widget.shadowRoot!.querySelector('time')!.dateTime).toBe(answer.asOf);
    expect(widget.shadowRoot!.querySelector('[data-metric=open] data')!.getAttribute('value')).toBe('184');
    expect(textOf(widget).match(/change since/g)).toHaveLength(1);
  });

  it('writes clocks for programs as HTML does, however they read', async () => {
    const desk = mountDesk(fakeAdapter(() => ({ ...answer, asOf: new Date().toISOString() })));
    desk.lang = 'en-FI';
    await desk.whenIdle();
    const [, clock] = widgetIn(desk).shadowRoot!.querySelectorAll('time');
    expect(clock!.dateTime).toMatch(/^\d\d:\d\d$/);
    expect(clock!.textContent).toBe(clock!.dateTime.replace(':', '.'));
  });

  it('leaves the comparison unsaid where no figure has one', async () => {
    const widget = await shown(fakeAdapter(() => ({ ...answer, figures: { open: { value: 3 } } })));
    expect(textOf(widget)).not.toContain('change since');
  });

  it('waits without a word while the adapter is not ready, then loads', async () => {
    const desk = mountDesk(null);
    await desk.updateComplete;
    const widget = widgetIn(desk);
    await widget.updateComplete;
    expect(statesOf(widget)).toEqual(['waiting']);
    expect(widget.shadowRoot!.querySelector('section')!.getAttribute('aria-busy')).toBe('true');
    let give!: (data: unknown) => void;
    desk.adapter = fakeAdapter(() => new Promise((resolve) => (give = resolve)));
    await vi.waitFor(() => expect(statesOf(widget)).toEqual(['loading']));
    await vi.waitFor(() => expect(give).toBeTypeOf('function'));
    give(answer);
    await widget.settled;
    expect(statesOf(widget)).toEqual(['ready']);
    expect(widget.shadowRoot!.querySelector('section')!.getAttribute('aria-busy')).toBe('false');
  });

  it('says that there is nothing', async () => {
    const widget = await shown(fakeAdapter(() => ({ ...answer, figures: {} })));
    expect(statesOf(widget)).toEqual(['empty']);
    expect(textOf(widget)).toContain('Nothing to show yet');
  });

  const cases: [Problem['kind'], string, string, boolean][] = [
    ['bad-data', 'error', 'The source sent something that cannot be shown', true],
    ['timeout', 'error', 'The source did not answer in time', true],
    ['too-large', 'error', 'This could not be loaded', false],
    ['signed-out', 'signed-out', 'You are signed out', true],
    ['denied', 'denied', 'You have no permission to see this', false],
    ['unsupported', 'unsupported', 'Not available from this source', false],
  ];
  it.each(cases)('tells %s as the state %s', async (kind, state, words, button) => {
    const widget = await shown(fails({ kind, title: 'The cause.' }));
    expect(statesOf(widget)).toEqual([state]);
    expect(textOf(widget)).toContain(words);
    expect(!!widget.shadowRoot!.querySelector('.screen button')).toBe(button);
  });

  it.each([
    ['tickets[3].createdAt', 'This page’s own document needs a change'],
    ['timezone', 'This page’s own document needs a change'],
    ['figures.open', 'The source sent something that cannot be shown'],
  ])('tells whose data are at fault: %s', async (path, words) => {
    expect(textOf(await shown(fails({ kind: 'bad-data', title: 'The cause.', path })))).toContain(words);
  });

  it('does not ask for what the adapter does not offer', async () => {
    const adapter = fakeAdapter(undefined, { datasets: ['team-summary'] });
    const widget = await shown(adapter);
    expect(statesOf(widget)).toEqual(['unsupported']);
    expect(adapter.requests).toEqual([]);
  });

  it('says why a source could not be reached, where the kit knows', async () => {
    const problem = { kind: 'network', title: 'The source could not be reached.', detail: 'It is offline, or does not allow this page to ask it.', retryAfter: 3_600_000 } as const;
    expect(textOf(await shown(fails(problem)))).toContain(problem.detail);
  });

  it('keeps the technical reason of a server to itself', async () => {
    const widget = await shown(
      fakeAdapter(() => {
        throw new Error('token=abc123');
      }),
    );
    expect(statesOf(widget)).toEqual(['error']);
    expect(widget.shadowRoot!.innerHTML).not.toContain('abc123');
  });

  it('names path and expected type of an answer that is not as agreed', async () => {
    const widget = await shown(fakeAdapter(() => ({ asOf: 5, figures: {} })));
    expect(statesOf(widget)).toEqual(['error']);
    expect(textOf(widget)).toMatch(/asOf.*string/);
  });

  it('keeps the answer through a failure, marks it stale with its age, and tries again on request', async () => {
    let broken = false;
    const adapter = fakeAdapter(() => {
      if (broken) throw new DataError({ kind: 'bad-data', title: 'Broken.' });
      return answer;
    });
    const widget = await shown(adapter);
    broken = true;
    await widget.refresh();
    expect(statesOf(widget)).toEqual(['ready', 'stale']);
    expect(textOf(widget)).toContain('184');
    expect(textOf(widget)).toContain('Retry');
    const later = Date.now() + 18.5 * 60_000;
    vi.spyOn(Date, 'now').mockReturnValue(later);
    widget.requestUpdate();
    await widget.updateComplete;
    expect(textOf(widget)).toContain('18m old, as of');
    expect(widget.shadowRoot!.querySelector('.age data')!.getAttribute('value')).toBe(String(18 * 60_000));
    vi.mocked(Date.now).mockRestore();
    broken = false;
    (widget.shadowRoot!.querySelector('.as-of button') as HTMLElement).click();
    await vi.waitFor(() => expect(statesOf(widget)).toEqual(['ready']));
    await vi.waitFor(() => expect(widget.shadowRoot!.querySelector('[role=status]')!.textContent).toBe('Test widget is up to date'));
  });

  it('says nothing to screen readers on a poll', async () => {
    const widget = await shown(fakeAdapter());
    await widget.refresh();
    expect(widget.shadowRoot!.querySelector('[role=status]')!.textContent).toBe('');
  });

  it('has one size in every state', async () => {
    const replies: (() => unknown)[] = [
      () => answer,
      () => ({ ...answer, figures: {} }),
      () => Promise.reject(new DataError({ kind: 'timeout', title: 'Late.' })),
      () => Promise.reject(new DataError({ kind: 'denied', title: 'No.' })),
      () => Promise.reject(new DataError({ kind: 'signed-out', title: 'Who?' })),
      () => Promise.reject(new DataError({ kind: 'bad-data', title: 'A long story of what went wrong. '.repeat(12) })),
      () => new Promise(() => {}),
    ];
    for (const width of ['320px', '480px', '800px']) {
      const sizes = new Set<number>();
      for (const reply of replies) {
        const place = document.createElement('div');
        place.style.width = width;
        const desk = mountDesk(fakeAdapter(reply));
        document.body.append(place);
        place.append(desk);
        const widget = widgetIn(desk);
        if (reply === replies.at(-1)) await vi.waitFor(() => expect(statesOf(widget)).toEqual(['loading']));
        else await desk.whenIdle();
        sizes.add(widget.getBoundingClientRect().height);
        place.remove();
      }
      expect(sizes, `${width}: ${[...sizes]}`).toHaveProperty('size', 1);
    }
  });
});

describe('faults of a widget', () => {
  it('tells an attribute value that it does not know, and leaves the other widgets alone', async () => {
    const widget = await shown(fakeAdapter(), '<test-widget view="foo"></test-widget><test-widget id="other"></test-widget>');
    expect(statesOf(widget)).toEqual(['error']);
    expect(textOf(widget)).toMatch(/view.*foo.*one, two/);
    expect(statesOf(document.getElementById('other')!)).toEqual(['ready']);
    widget.view = 'two';
    await widget.settled;
    expect(statesOf(widget)).toEqual(['ready']);
  });

  it('tells a heading level that there is not', async () => {
    const widget = await shown(fakeAdapter(), '<test-widget heading-level="9"></test-widget>');
    expect(textOf(widget)).toMatch(/heading-level.*9.*2, 3, 4, 5, 6/);
    widget.headingLevel = 2;
    await widget.updateComplete;
    expect(widget.shadowRoot!.querySelector('[role=heading]')!.getAttribute('aria-level')).toBe('2');
  });

  it('turns an error of its drawing into its own error state, told once', async () => {
    const told: Problem[] = [];
    const listen = (event: GlobalEventHandlersEventMap['hd-error']) => void told.push(event.problem);
    document.addEventListener('hd-error', listen);
    const widget = await shown(fakeAdapter(), '<test-widget view="bad"></test-widget><test-widget id="other"></test-widget>');
    await widget.refresh();
    widget.requestUpdate();
    await widget.updateComplete;
    document.removeEventListener('hd-error', listen);
    expect(statesOf(widget)).toEqual(['error']);
    expect(told.map((problem) => problem.detail)).toEqual(['no such thing']);
    expect(statesOf(document.getElementById('other')!)).toEqual(['ready']);
  });
});

describe('events', () => {
  it('tells of each drawn answer and each failure', async () => {
    const told: string[] = [];
    let broken = false;
    const adapter = fakeAdapter(() => {
      if (broken) throw new DataError({ kind: 'bad-data', title: 'Broken.' });
      return { ...answer };
    });
    const desk = mountDesk(adapter);
    for (const type of ['hd-data', 'hd-error'] as const) desk.addEventListener(type, (event) => told.push(event.type));
    const widget = widgetIn(desk);
    await desk.whenIdle();
    await widget.refresh();
    broken = true;
    await widget.refresh();
    await widget.refresh();
    expect(told).toEqual(['hd-data', 'hd-data', 'hd-error']);
  });

  it('asks the page to sign the reader in', async () => {
    const ask = vi.fn();
    document.addEventListener('hd-auth-request', ask);
    const widget = await shown(fails({ kind: 'signed-out', title: 'Who?' }));
    expect(ask).toHaveBeenCalledTimes(1);
    (widget.shadowRoot!.querySelector('.screen button') as HTMLElement).click();
    document.removeEventListener('hd-auth-request', ask);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks for the records behind a figure with the exact reference', async () => {
    const widget = await shown(fakeAdapter());
    const asked: GlobalEventHandlersEventMap['hd-drill-request'][] = [];
    widget.addEventListener('hd-drill-request', (event) => asked.push(event));
    (widget.shadowRoot!.querySelector('[data-metric=open] button') as HTMLElement).click();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ metric: 'open', value: 184, label: 'Open tickets', ref: answer.figures.open!.records, cancelable: true, composed: true });
    expect(asked[0]!.scope).toMatchObject({ compare: 'yesterday' });
    expect(widget.shadowRoot!.querySelector('[data-metric=closed] :is(a, button)')).toBeNull();
  });

  it('makes figures real links where the page has an address for them', async () => {
    const desk = mountDesk(fakeAdapter());
    desk.recordHref = (ref) => ('count' in ref ? `/tickets?n=${ref.count}` : null);
    await desk.whenIdle();
    const link = widgetIn(desk).shadowRoot!.querySelector('[data-metric=open] a') as HTMLAnchorElement;
    expect(link.href).toBe(new URL('/tickets?n=184', document.baseURI).href);
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    desk.addEventListener('hd-drill-request', (event) => event.preventDefault(), { once: true });
    link.dispatchEvent(click);
    expect(click.defaultPrevented).toBe(true);
  });

  it('never follows an address that could run a script', async () => {
    const desk = mountDesk(fakeAdapter());
    desk.recordHref = () => 'java\tscript:alert(1)';
    await desk.whenIdle();
    expect(widgetIn(desk).shadowRoot!.querySelector('[data-metric=open] a')).toBeNull();
  });
});

describe('rows that a source left out', () => {
  const catalog = {
    sources: [{ name: 'tickets', label: 'Tickets', members: [], rows: 24918 }, { name: 'calls', label: 'Calls', members: [], rows: 9 }],
    capabilities: { sla: false, history: false, availability: false, capacity: false, csat: false, ces: false, calls: false, messages: false, businessHours: false },
    problems: [
      { source: 'tickets', column: 'opened', code: 'bad-date', message: 'Not a date.', count: 12, leftOut: true, rows: [4, 9], example: '31/31/2025' },
      { source: 'calls', code: 'bad-date', message: 'Not a date.', count: 5, leftOut: true },
    ],
  };

  it('are counted for the sources that the widget rests on, and listed on request', async () => {
    const widget = await shown(fakeAdapter(undefined, { catalog: async () => catalog }));
    expect(textOf(widget)).toContain('12 of 24,918 rows left out. Show them');
    const button = widget.shadowRoot!.querySelector('footer button') as HTMLElement;
    button.focus();
    button.click();
    await vi.waitFor(() => expect(widget.shadowRoot!.querySelector('dialog[open]')).not.toBeNull());
    const dialog = widget.shadowRoot!.querySelector('dialog') as HTMLDialogElement;
    expect(dialog.innerText).toContain('31/31/2025');
    expect([...dialog.querySelectorAll('data')].map((data) => data.value)).toEqual(['12', '4', '9']);
    dialog.close();
    await vi.waitFor(() => expect(widget.shadowRoot!.querySelector('dialog')).toBeNull());
    expect(widget.shadowRoot!.activeElement).toBe(button);
  });

  const mixed = {
    ...catalog,
    problems: [
      { source: 'tickets', column: 'id', code: 'duplicate-id', message: 'Id met again.', count: 1, leftOut: true, rows: [21], example: 'T-7' },
      { source: 'tickets', column: 'createdAt', code: 'bad-date', message: 'Not a date.', count: 300, leftOut: false, rows: [4, 9], example: 'soon' },
      { source: 'tickets', column: 'closedAt', code: 'close-before-create', message: 'Closed before it was created.', count: 1, leftOut: false, rows: [3] },
      { source: 'tickets', column: 'tag', code: 'made-up-elsewhere', message: 'Strange: 1 time (for example “x y”).', count: 1, leftOut: false, example: 'x y' },
    ],
  };
  const dialogOf = async (widget: Element): Promise<HTMLDialogElement> => {
    (widget.shadowRoot!.querySelector('footer button') as HTMLElement).click();
    await vi.waitFor(() => expect(widget.shadowRoot!.querySelector('dialog[open]')).not.toBeNull());
    return widget.shadowRoot!.querySelector('dialog')!;
  };
  const cellsOf = (dialog: Element, column: number): string[] =>
    [...dialog.querySelectorAll<HTMLElement>(`tbody tr > :nth-child(${column})`)].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim());

  it('are told beside the values that could not be read, and what became of each', async () => {
    const widget = await shown(fakeAdapter(undefined, { catalog: async () => mixed }));
    expect(textOf(widget)).toContain('1 of 24,918 rows left out, 300 values could not be read. Show them');
    const dialog = await dialogOf(widget);
    expect(cellsOf(dialog, 3)).toEqual([
      'Id met again further down, the last row counts Row left out',
      'Not a date Row kept, value empty',
      'Closed before it was created Row kept, its times are not counted',
      'Strange: 1 time (for example “x y”). Row kept',
    ]);
    expect(cellsOf(dialog, 4)).toEqual(['T-7', 'soon', '', '']);
    expect(cellsOf(dialog, 5)).toEqual(['1 row 21', '300 rows 4, 9, …', '1 row 3', '1']);
    dialog.close();
  });

  it('are told in the language of the page; what only the source can word stays as it is', async () => {
    document.documentElement.lang = 'pl';
    const widget = await shown(fakeAdapter(undefined, { catalog: async () => mixed }));
    expect(textOf(widget)).toContain('Pominięto 1 wiersz z 24 918, 300 wartości nie dało się odczytać. Pokaż je');
    const dialog = await dialogOf(widget);
    expect(cellsOf(dialog, 3)[2]).toBe('Zamknięcie wcześniejsze niż utworzenie Wiersz zachowany, jego czasy się nie liczą');
    expect(cellsOf(dialog, 3)[3]).toBe('Strange: 1 time (for example “x y”). Wiersz zachowany');
    dialog.close();
    document.documentElement.lang = 'en';
  });

  it('leave only doubt where every value was read', async () => {
    const problems = [mixed.problems[2]!];
    const widget = await shown(fakeAdapter(undefined, { catalog: async () => ({ ...catalog, problems }) }));
    expect(textOf(widget)).toContain('Some values are in doubt. Show them');
  });
});

describe('the frame for everybody', () => {
  const replies: Record<string, () => unknown> = {
    ready: () => answer,
    empty: () => ({ ...answer, figures: {} }),
    error: () => Promise.reject(new DataError({ kind: 'bad-data', title: 'Broken.' })),
    'too-large': () => Promise.reject(new DataError({ kind: 'too-large', title: 'Too much at once.' })),
    denied: () => Promise.reject(new DataError({ kind: 'denied', title: 'No.' })),
    'signed-out': () => Promise.reject(new DataError({ kind: 'signed-out', title: 'Who?' })),
    loading: () => new Promise(() => {}),
  };

  it.each(Object.keys(replies).flatMap((name) => ['light', 'dark'].map((scheme) => [name, scheme] as const)))(
    'has no fault that axe finds: %s, %s',
    async (name, scheme) => {
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = 'Canvas';
      const desk = mountDesk(fakeAdapter(replies[name]));
      if (name === 'loading') await vi.waitFor(() => expect(statesOf(widgetIn(desk))).toEqual(['loading']));
      else await desk.whenIdle();
      const { violations, incomplete } = await axe.run(desk, { resultTypes: ['violations', 'incomplete'] });
      document.documentElement.style.colorScheme = '';
      expect([...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
    },
  );

  it('keeps focus inside when the button that was pressed goes away', async () => {
    let broken = true;
    const widget = await shown(
      fakeAdapter(() => {
        if (broken) throw new DataError({ kind: 'bad-data', title: 'Broken.' });
        return answer;
      }),
    );
    broken = false;
    const button = widget.shadowRoot!.querySelector('.screen button') as HTMLElement;
    button.focus();
    button.click();
    await vi.waitFor(() => expect(statesOf(widget)).toEqual(['ready']));
    await vi.waitFor(() => expect(widget.shadowRoot!.activeElement).toBe(widget.shadowRoot!.querySelector('.base')));
  });

  it('keeps focus, scroll and layout through a refresh', async () => {
    const widget = await shown(fakeAdapter(() => ({ ...answer })));
    const button = widget.shadowRoot!.querySelector('[data-metric=open] button') as HTMLElement;
    button.focus();
    const before = JSON.stringify([button.getBoundingClientRect(), widget.getBoundingClientRect()]);
    await widget.refresh();
    expect(widget.shadowRoot!.activeElement).toBe(button);
    expect(JSON.stringify([button.getBoundingClientRect(), widget.getBoundingClientRect()])).toBe(before);
  });

  it('gives way to what the page puts into its slots', async () => {
    const widget = await shown(
      fakeAdapter(() => ({ ...answer, figures: {} })),
      '<test-widget><b slot="heading">Ours</b><i slot="empty">Quiet</i><u slot="error">Oh</u><button slot="actions">More</button></test-widget>',
    );
    const visible = (selector: string) => (widget.querySelector(selector) as HTMLElement).checkVisibility();
    expect(['b', 'i', 'u', 'button'].map(visible)).toEqual([true, true, false, true]);
    expect(textOf(widget)).not.toContain('Nothing to show yet');
  });

  it('asks for nothing and shows an English page where the language has no words', async () => {
    const desk = mountDesk(fakeAdapter());
    desk.lang = 'tlh';
    await desk.whenIdle();
    expect(textOf(widgetIn(desk))).toContain('As of');
    desk.lang = 'pl';
    await vi.waitFor(() => expect(textOf(widgetIn(desk))).toContain('Stan na'));
  });
});

it('draws an answer of its own once, however often it is updated', async () => {
  const widget = document.createElement('test-widget') as TestWidget;
  const told = vi.fn();
  widget.addEventListener('hd-data', told);
  widget.data = answer;
  document.body.append(widget);
  await widget.settled;
  widget.requestUpdate();
  await widget.updateComplete;
  expect(told).toHaveBeenCalledTimes(1);
});
