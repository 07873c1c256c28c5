import { css } from 'lit';
import { scrollHint } from './scroll-hint.styles.ts';

const card = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  .base {
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    outline: none;
  }
  .base [hidden] {
    display: none;
  }
  .icon {
    flex: none;
    inline-size: 1.1429em;
    block-size: 1.1429em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  header {
    display: flex;
    align-items: flex-start;
    gap: var(--_space-2);
    padding-block-start: var(--_space-3);
    padding-inline: var(--_space-4) var(--_space-2);
    min-block-size: 3.1429em;
  }
  .titles {
    flex: 1;
    min-inline-size: 0;
  }
  .heading {
    min-block-size: 1lh;
    font-size: 1.0714em;
    line-height: 1.3333;
    font-weight: 600;
  }
  .as-of {
    margin: 0.0714em 0 0;
    min-block-size: 1lh;
    font-size: 0.8571em;
    line-height: 1.3333;
    color: var(--_muted);
  }
  .as-of .sk {
    inline-size: 7.5em;
  }
  .as-of .icon {
    inline-size: 1em;
    block-size: 1em;
    vertical-align: -0.1em;
    margin-inline-end: 0.4em;
    color: var(--_warning);
  }
  .age {
    color: var(--_text);
  }
  .tools {
    flex: none;
    display: flex;
    gap: 0.1429em;
    margin-block-start: -0.2857em;
  }
  .body {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    padding: var(--_space-3) var(--_space-4) var(--_space-4);
  }
  .body.short {
    padding-block-end: var(--_space-1);
  }
  .body > * {
    display: block;
    grid-area: 1 / 1;
    min-inline-size: 0;
  }
  /* What stands in place of an answer never takes more room than the answer. */
  .body.fixed > .content,
  .body > slot:not([name='loading']) {
    contain: size;
    overflow-y: auto;
  }
  /* The line above and the one below have nothing to say then. */
  .body > slot[name='error'] {
    margin-block-start: -1.1429em;
  }
  .body.short > slot[name='error'] {
    margin-block-end: -1.1429em;
  }
  .room {
    visibility: hidden;
    min-block-size: 9.1429em;
  }
  .sk {
    display: inline-block;
    vertical-align: top;
    margin-block-start: 0.2em;
    box-sizing: border-box;
    max-inline-size: 100%;
    inline-size: 6em;
    block-size: 0.8em;
    border-radius: 4px;
    background: var(--_fill);
  }
  .sk.words {
    display: inline;
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }
  .sk > span {
    visibility: hidden;
  }
  .value > .sk {
    inline-size: 2.3em;
  }
  .sk-row {
    display: flex;
    gap: var(--_space-3);
    align-items: center;
    block-size: 2.8571em;
  }
  .sk-row > .sk {
    margin: 0;
    inline-size: 2em;
    flex: 0 1 auto;
  }
  .sk-row > .sk:first-child {
    inline-size: 5em;
  }
  .sk-row > .sk:nth-child(2) {
    flex: 1;
  }
  .sk.sk-chart {
    display: block;
    margin: 0;
    inline-size: 100%;
    block-size: 12.8571em;
    border-radius: var(--_radius);
  }
  .screen {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.4286em;
    margin-block-start: var(--_space-3);
  }
  .screen .icon,
  .screen p {
    color: var(--_muted);
  }
  .screen :is(strong, p) {
    unicode-bidi: plaintext;
  }
  .screen :is(strong, p):dir(rtl) {
    text-align: right;
  }
  .screen strong {
    font-weight: 600;
  }
  .screen p {
    margin: 0;
    font-size: 0.9286em;
    line-height: 1.3846;
  }
  .screen .button {
    margin-block-start: 0.4286em;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4615em;
    min-block-size: 2.4615em;
    padding: 0 0.9231em;
    border: 1px solid var(--_control);
    border-radius: 0.4615em;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: 0.9286em;
    line-height: 1.3846;
    font-weight: 500;
    cursor: pointer;
  }
  .button .icon {
    inline-size: 1.2308em;
    block-size: 1.2308em;
    color: inherit;
  }
  .button:hover {
    background: var(--_fill);
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    font-weight: 600;
    text-align: start;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.15em;
    cursor: pointer;
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    inline-size: 2.2857em;
    block-size: 2.2857em;
    padding: 0;
    border: 0;
    border-radius: 0.4286em;
    background: none;
    color: var(--_muted);
    font: inherit;
    cursor: pointer;
  }
  .icon-button:hover {
    background: var(--_fill);
  }
  :is(.base, .content, .button, .link, .icon-button):focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1em;
    min-block-size: 1.3333em;
    padding: 0 1.3333em 0.6667em;
    font-size: 0.8571em;
    line-height: 1.3333;
    color: var(--_muted);
  }
  footer:not(.lined) > span {
    margin-block-start: 0.3333em;
  }
  footer.lined {
    padding-block: 0.6667em;
    border-block-start: 1px solid var(--_border);
  }
  .said {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (max-width: 19em) {
    .as-of {
      min-block-size: 2lh;
    }
  }
  @media print {
    .base {
      break-inside: avoid;
      color-scheme: light;
    }
    .tools,
    .button,
    footer .link {
      display: none;
    }
    .body.fixed > .content,
    .body > slot:not([name='loading']) {
      contain: none;
      overflow: visible;
    }
  }
  @media (forced-colors: active) {
    .sk {
      forced-color-adjust: none;
      background: Canvas;
      border: 1px solid GrayText;
    }
  }
`;

/** The card around every widget; numbers of `em` are pixels at the base of 14. */
export const frameStyles = [card, scrollHint];
