import { css } from 'lit';

/** Looks of `figureView` and of a grid of figures: three columns, two below 520 px, one below 230 px of the card. */
export const figureStyles = css`
  .figures {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0 1.7143em;
    --_gap: 1.4286em;
    margin-block-end: calc(-1 * var(--_gap));
  }
  /* Rows are shared: a label on two lines moves its neighbours' values too. */
  .figures > .figure {
    display: grid;
    grid-row: span 3;
    grid-template-rows: subgrid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    padding-block-end: var(--_gap);
  }
  .figure .label {
    font-size: 0.9286em;
    line-height: 1.3846;
    color: var(--_muted);
  }
  .figure .value {
    font-size: 2em;
    line-height: 1.2143;
    min-block-size: 1.2143em;
    font-weight: 600;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  .figure.compact .value {
    font-size: 1.5714em;
    line-height: 1.2727;
    min-block-size: 1.2727em;
  }
  .figure .value.few {
    color: var(--_muted);
  }
  .figure small {
    font-size: 0.5714em;
    font-weight: 500;
    letter-spacing: 0;
    margin-inline-start: 0.06em;
  }
  .figure .missing {
    font-size: 0.5em;
    font-weight: 400;
    letter-spacing: 0;
    color: var(--_muted);
  }
  .figure.compact .missing {
    font-size: 0.6364em;
  }
  .figure .notes {
    display: flex;
    flex-wrap: wrap;
    align-content: start;
    gap: 0 0.8333em;
    font-size: 0.8571em;
    line-height: 1.3333;
    min-block-size: 1.3333em;
    color: var(--_muted);
  }
  .change,
  .few-data {
    display: inline-flex;
    align-items: center;
    gap: 0.3333em;
    color: var(--_text);
  }
  .few-data {
    color: inherit;
  }
  .mark {
    flex: none;
    inline-size: 0.8333em;
    block-size: 0.8333em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
    color: var(--_neutral);
  }
  .mark.down {
    transform: scaleY(-1);
  }
  .few-data .mark {
    color: inherit;
    stroke-width: 1.4;
    stroke-dasharray: 1.4 1.7;
  }
  .better .mark {
    color: var(--_positive);
  }
  .worse .mark {
    color: var(--_danger);
    fill: currentColor;
    stroke: none;
  }
  /* Words of one direction keep their order inside a page of the other. */
  data,
  footer .drill,
  .notes > span,
  footer > span {
    unicode-bidi: plaintext;
  }
  .drill {
    all: unset;
    box-sizing: border-box;
    color: inherit;
    cursor: pointer;
    border-radius: 3px;
    min-inline-size: 24px;
  }
  .drill:hover,
  .drill:focus-visible {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.15em;
  }
  .drill:focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  @container (max-width: 520px) {
    .figures {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: 1.1429em;
      --_gap: 1.1429em;
    }
  }
  @container (max-width: 230px) {
    .figures {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .mark,
    .better .mark,
    .worse .mark {
      color: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
