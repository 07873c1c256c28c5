import { css } from 'lit';

/** Looks of `breakdownView`. */
export const breakdownStyles = css`
  .breakdown {
    display: grid;
    grid-template-columns: fit-content(45%) minmax(0, 1fr) max-content max-content;
    column-gap: 0.8571em;
  }
  .breakdown.plain {
    grid-template-columns: minmax(0, 1fr) max-content max-content;
  }
  .breakdown-head {
    block-size: 1.5714em;
  }
  /* Part of a seventh row shows that there is more. */
  .breakdown-more {
    block-size: 1.1429em;
  }
  .breakdown :is(thead, tbody, tr) {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
  }
  .breakdown thead {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_surface);
  }
  .breakdown tr {
    align-items: center;
  }
  .breakdown tbody tr {
    min-block-size: 2.8571em;
  }
  .breakdown :is(th, td) {
    padding: 0;
    text-align: end;
    font-weight: 500;
  }
  .breakdown thead th {
    padding-block-end: 0.5em;
    font-size: 0.8571em;
    line-height: 1.3333;
    font-weight: 400;
    color: var(--_muted);
  }
  .breakdown .key {
    text-align: start;
    font-weight: 400;
    min-inline-size: 4.2em;
  }
  /* The source's own word, written as a name. */
  .word::first-letter {
    text-transform: uppercase;
  }
  .with-bars thead .key {
    clip-path: inset(50%);
  }
  .breakdown .drill {
    display: inline-block;
    min-inline-size: 24px;
    padding-block: 0.5em;
    text-align: inherit;
    unicode-bidi: normal;
  }
  /* Digits read the same way in every direction: ones stand under ones. */
  .breakdown td {
    text-align: right;
  }
  .breakdown tbody td:first-of-type:not(.bars),
  .breakdown .bars + td {
    font-weight: 600;
  }
  .breakdown .bars {
    display: grid;
    gap: 3px;
  }
  .bar {
    display: block;
    block-size: 0.5714em;
    min-inline-size: 2px;
    border-start-end-radius: 3px;
    border-end-end-radius: 3px;
  }
  .bar[hidden] {
    display: block;
    visibility: hidden;
  }
  .swatch {
    display: inline-block;
    inline-size: 1em;
    block-size: 0.6667em;
    margin-inline-end: 0.4167em;
    border-radius: 2px;
  }
  .bar-0 {
    background: var(--_series-1);
  }
  .bar-1 {
    background: var(--_control);
  }
  .plain tbody tr {
    border-block-start: 1px solid var(--_border);
  }
  /* Bars give way first, then names stand above their counts. */
  @container (max-width: 21em) {
    .breakdown {
      grid-template-columns: minmax(0, 1fr) max-content max-content;
    }
    .breakdown .bars,
    .swatch {
      display: none;
    }
  }
  @container (max-width: 13.5em) {
    .breakdown.breakdown {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .breakdown .key {
      grid-column: 1 / -1;
    }
    .breakdown thead .key {
      display: none;
    }
  }
  @media print, (forced-colors: active) {
    .bar,
    .swatch {
      box-sizing: border-box;
      border: 1px solid CanvasText;
      forced-color-adjust: none;
      print-color-adjust: exact;
    }
    .bar-0 {
      background: CanvasText;
    }
    .bar-1 {
      background: repeating-linear-gradient(135deg, CanvasText 0 1px, Canvas 1px 4px);
    }
  }
`;
