import { describe, expect, it } from 'vitest';
import { safeUrl } from '../../../src/components/internal/safe-url.ts';

const BASE = 'https://portal.example.com/desk/page.html?tab=1';
const read = (address: unknown): string | undefined => safeUrl(address, BASE);

const script = (...before: string[]): string[] => before.map((text) => `${text}alert(1)`);

/** Eighty addresses that must never become a link. */
const HOSTILE: readonly unknown[] = [
  ...script('javascript:', 'JavaScript:', 'JAVASCRIPT:', ' javascript:', '\tjavascript:', '\njavascript:', '\r\njavascript:', '\u0000javascript:'),
  ...script('\u0001javascript:', '\u001fjavascript:', 'java\tscript:', 'java\nscript:', 'java\rscript:', 'j\ta\tv\ta\tscript:', 'javascript\t:', 'javascript\n:'),
  ...script('javascript://host/%0a', 'javascript://portal.example.com/\n', 'javascript:/*https://*/', 'javascript:void(0);', 'javascript:%61', 'javascript:\u2028'),
  ...script('\u00a0javascript:', '\ufeffjavascript:', '\u2003javascript:', '\u3000javascript:', '\vjavascript:', '\fjavascript:'),
  ...script('vbscript:', 'VbScript:', ' vbscript:', 'vb\tscript:', 'livescript:', 'mocha:', 'ecmascript:', 'jscript:'),
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'DATA:text/html,x',
  ' data:text/html,x',
  'da\tta:text/html,x',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'data:application/xhtml+xml,<x/>',
  'data:,x',
  'data:text/javascript,alert(1)',
  'blob:https://portal.example.com/0f8fad5b',
  'filesystem:https://portal.example.com/temporary/x.html',
  'view-source:https://portal.example.com/',
  'about:blank',
  'about:srcdoc',
  'file:///etc/passwd',
  'FILE:///c:/windows/win.ini',
  'ftp://host.example.com/x',
  'ws://host.example.com/',
  'wss://host.example.com/',
  'chrome://settings',
  'chrome-extension://abcdef/page.html',
  'resource://gre/x',
  'intent://scan/#Intent;scheme=zxing;end',
  'tel:+4812345678',
  'sms:+4812345678',
  'skype:someone?call',
  'ms-word:ofe|u|https://x.example.com/a.docx',
  'jar:https://x.example.com/a.jar!/b',
  'cid:part1',
  'urn:isbn:1',
  'https://portal.example.com@evil.example.net/',
  'https://user:pass@portal.example.com/',
  '//user@evil.example.net/',
  'https://',
  'http://[::1',
  'https://exa mple.com/',
  'https://exam%00ple.com/',
  'http://a:99999/',
  '',
  '   ',
  undefined,
  null,
  42,
  { toString: () => 'javascript:alert(1)' },
];

/** Forty that must stay as they are meant. */
const GOOD: readonly (readonly [string, string])[] = [
  ['https://desk.example.com/tickets/7', 'https://desk.example.com/tickets/7'],
  ['http://desk.example.com/tickets/7', 'http://desk.example.com/tickets/7'],
  ['HTTPS://Desk.Example.com/Tickets', 'https://desk.example.com/Tickets'],
  [' https://desk.example.com/ ', 'https://desk.example.com/'],
  ['https://desk.example.com:8443/x', 'https://desk.example.com:8443/x'],
  ['http://localhost:3000/a', 'http://localhost:3000/a'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
  ['http://[::1]:8080/', 'http://[::1]:8080/'],
  ['https://desk.example.com', 'https://desk.example.com/'],
  ['https://desk.example.com/?q=a&b=c#d', 'https://desk.example.com/?q=a&b=c#d'],
  ['https://desk.example.com/a%20b', 'https://desk.example.com/a%20b'],
  ['https://desk.example.com/a b', 'https://desk.example.com/a%20b'],
  ['https://zgłoszenia.example.com/', 'https://xn--zgoszenia-rub.example.com/'],
  ['https://desk.example.com/żółw', 'https://desk.example.com/%C5%BC%C3%B3%C5%82w'],
  ['https://desk.example.com/x?next=javascript:alert(1)', 'https://desk.example.com/x?next=javascript:alert(1)'],
  ['https://desk.example.com/#javascript:alert(1)', 'https://desk.example.com/#javascript:alert(1)'],
  ['https://desk.example.com/data:text', 'https://desk.example.com/data:text'],
  ['https://desk.example.com/a@b', 'https://desk.example.com/a@b'],
  ['https://desk.example.com/{id}', 'https://desk.example.com/%7Bid%7D'],
  ['https://desk.example.com/"x"', 'https://desk.example.com/%22x%22'],
  ['mailto:team@example.com', 'mailto:team@example.com'],
  ['MAILTO:team@example.com', 'mailto:team@example.com'],
  ['mailto:team@example.com?subject=Hello%20you', 'mailto:team@example.com?subject=Hello%20you'],
  ['mailto:a@example.com,b@example.com', 'mailto:a@example.com,b@example.com'],
  ['#part', '#part'],
  ['#', '#'],
  [' #part ', '#part'],
  ['#javascript:alert(1)', '#javascript:alert(1)'],
  ['/tickets/7', 'https://portal.example.com/tickets/7'],
  ['tickets/7', 'https://portal.example.com/desk/tickets/7'],
  ['./tickets/7', 'https://portal.example.com/desk/tickets/7'],
  ['../tickets/7', 'https://portal.example.com/tickets/7'],
  ['?tab=2', 'https://portal.example.com/desk/page.html?tab=2'],
  ['.', 'https://portal.example.com/desk/'],
  ['//desk.example.com/x', 'https://desk.example.com/x'],
  ['\\\\desk.example.com\\x', 'https://desk.example.com/x'],
  ['tickets/javascript:alert(1)', 'https://portal.example.com/desk/tickets/javascript:alert(1)'],
  ['%6aavascript:alert(1)', 'https://portal.example.com/desk/%6aavascript:alert(1)'],
  ['&#106;avascript:alert(1)', 'https://portal.example.com/desk/&#106;avascript:alert(1)'],
  ['https:tickets', 'https://portal.example.com/desk/tickets'],
];

describe('safeUrl', () => {
  it('has eighty hostile and forty good addresses to prove itself on', () => {
    expect([new Set(HOSTILE).size, new Set(GOOD.map(([text]) => text)).size]).toEqual([80, 40]);
  });
  it.each(HOSTILE.map((address) => [address]))('refuses %j', (address) => expect(read(address)).toBeUndefined());
  it.each(GOOD)('keeps %j', (address, kept) => expect(read(address)).toBe(kept));
  it('knows no relative address in a document that has none', () => {
    expect(safeUrl('tickets/7', 'about:srcdoc')).toBeUndefined();
    expect(safeUrl('tickets/7', 'file:///home/page.html')).toBeUndefined();
    expect(safeUrl('#part', 'file:///home/page.html')).toBe('#part');
  });
});
