import { css } from 'lit';

/** The panel at the end of the line; numbers of `em` are pixels at the base of 14. */
export const drawerStyles = css`
  .drawer-place {
    display: contents;
  }
  .drawer {
    box-sizing: border-box;
    position: fixed;
    inset-block: 0;
    inset-inline: auto 0;
    inline-size: 45.7143em;
    block-size: 100%;
    max-inline-size: 100%;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0 solid var(--_border);
    border-inline-start-width: 1px;
    border-start-start-radius: 0.8571em;
    border-end-start-radius: 0.8571em;
    box-shadow: var(--_shadow);
    text-align: start;
    transition: transform var(--_duration), opacity var(--_duration);
  }
  .drawer[open] {
    display: flex;
    flex-direction: column;
  }
  @starting-style {
    .drawer[open] {
      opacity: 0;
      transform: translateX(1.1429em);
    }
  }
  .drawer::backdrop {
    background: rgb(8 12 20 / 0.5);
  }
  .drawer header {
    padding-block: var(--_space-4) var(--_space-3);
    padding-inline: 1.4286em var(--_space-3);
    border-block-end: 1px solid var(--_border);
  }
  .drawer h2 {
    margin: 0;
    font-size: 1.2857em;
    line-height: 1.3333;
    font-weight: 600;
    inline-size: fit-content;
    outline: none;
  }
  .drawer h2:focus-visible {
    outline: var(--_focus);
    outline-offset: 0;
    border-radius: 3px;
  }
  .drawer .list:focus-visible {
    outline: var(--_focus);
    outline-offset: -2px;
  }
  .drawer header p {
    margin: 0.1429em 0 0;
    font-size: 0.8571em;
    line-height: 1.3333;
    color: var(--_muted);
  }
  .drawer .list {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding-inline: 1.4286em;
    scroll-padding-block-start: 3em;
  }
  .drawer table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9286em;
    overflow-wrap: break-word;
  }
  .drawer :is(th, td) {
    box-sizing: border-box;
    block-size: 4em;
    padding-block: 0.3846em;
    padding-inline: 0 1.2308em;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: middle;
    font-weight: 400;
  }
  .drawer tr > :last-child {
    padding-inline-end: 0;
  }
  .drawer thead th {
    position: sticky;
    inset-block-start: 0;
    block-size: 3em;
    background: var(--_surface);
    border-block-end-color: var(--_control);
    font-size: 0.9231em;
    font-weight: 600;
    color: var(--_muted);
    vertical-align: bottom;
    white-space: nowrap;
  }
  .drawer tbody th {
    min-inline-size: 13em;
  }
  .drawer td:has(time) {
    min-inline-size: 7em;
  }
  .drawer td data {
    white-space: nowrap;
  }
  .drawer a {
    color: var(--_text);
    text-decoration-thickness: 1px;
    text-underline-offset: 0.15em;
    border-radius: 3px;
  }
  .drawer a:hover {
    color: var(--_accent);
  }
  .drawer a:focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  .drawer small {
    display: block;
    font-size: 0.9231em;
    color: var(--_muted);
  }
  .drawer :is(h2, p, td, .name, footer > span) {
    unicode-bidi: plaintext;
  }
  .drawer :is(h2, p, td, .name, footer > span):dir(rtl) {
    text-align: right;
  }
  .drawer .word {
    display: inline-block;
  }
  .drawer .word::first-letter {
    text-transform: uppercase;
  }
  .drawer footer {
    align-items: center;
    min-block-size: 2.6667em;
    padding: 0.6667em 1.6667em;
    border-block-start: 1px solid var(--_border);
  }
  @media (max-width: 700px) {
    .drawer {
      inline-size: 100%;
      border-width: 0;
      border-radius: 0;
    }
    .drawer header {
      padding-inline-start: var(--_space-4);
    }
    .drawer .list {
      padding-inline: var(--_space-4);
    }
    .drawer footer {
      padding-inline: 1.3333em;
    }
  }
  @media print {
    .drawer[open] {
      display: none;
    }
  }
`;
