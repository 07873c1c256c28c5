import { css, unsafeCSS } from 'lit';

const SERIES = ['#2154c4,#6690e8', '#c26d1e,#f7b267', '#07948a,#74dcc4', '#8c2a55,#d9648a', '#9670e4,#cbb9fb', '#4c5a00,#98921a', '#473323,#eaeab4', '#816e58,#929fb8'];
const MARKS = ['--_text', '--_muted', '--_control', '--_border', '--_surface', ...SERIES.map((_, index) => `--_series-${index + 1}`)];

/** Written out by number, so that each colour stands here once. */
const numbered = unsafeCSS(
  [
    `.plot{${SERIES.map((pair, index) => `--_series-${index + 1}:var(--hd-color-series-${index + 1},light-dark(${pair}))`).join(';')}}`,
    ...MARKS.map((mark, index) => `.probe i:nth-child(${index + 1}){color:var(${mark})}`),
    ...SERIES.map((_, index) => `.key-${index + 1}{color:var(--_series-${index + 1})}`),
    `@media (forced-colors:active){.plot{${SERIES.map((_, index) => `--_series-${index + 1}:CanvasText`).join(';')};--_text:CanvasText;--_muted:CanvasText;--_control:ButtonBorder;--_border:color-mix(in srgb,CanvasText 30%,Canvas);--_surface:Canvas}}`,
  ].join(''),
);

/** Looks of the canvas, its tooltip, legend and theme probe; `.plot` holds them. */
export const chartStyles = [
  css`
    .plot {
      container-type: inline-size;
    }
    .chart {
      position: relative;
      block-size: var(--_chart-height, 12.8571em);
      overflow: clip;
    }
    canvas {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
    }
    canvas.over {
      cursor: pointer;
    }
    .probe {
      position: absolute;
      visibility: hidden;
      font-size: 0.8571em;
      forced-color-adjust: none;
    }
    .probe i {
      transition: color 1ms;
    }
    .probe i:last-child {
      color: #000;
    }
    .probe i:last-child:dir(rtl) {
      color: #fff;
    }
    .tip {
      position: absolute;
      inset-block-start: 0;
      left: 0;
      pointer-events: none;
      max-inline-size: 80%;
      padding: 0.5714em 0.8571em;
      background: var(--_surface-raised);
      border: 1px solid var(--_border);
      border-radius: 0.4286em;
      box-shadow: var(--_shadow);
      font-size: 0.8571em;
      line-height: 1.5;
      z-index: 1;
    }
    .tip[hidden] {
      display: none;
    }
    .tip-place {
      color: var(--_muted);
    }
    .tip-row {
      display: flex;
      align-items: center;
      gap: 0.5em;
      white-space: nowrap;
    }
    .tip-row span {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .tip-row b {
      font-weight: 600;
      margin-inline-start: auto;
      padding-inline-start: 0.75em;
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: 0.2857em 1.1429em;
      list-style: none;
      margin: 0.5714em 0 0;
      padding: 0;
      font-size: 0.8571em;
      line-height: 1.3333;
      color: var(--_muted);
    }
    .legend li {
      display: inline-flex;
      align-items: center;
      gap: 0.5em;
      min-inline-size: 0;
    }
    .key {
      flex: none;
      block-size: 1em;
      overflow: hidden;
      border-radius: 2px;
      forced-color-adjust: none;
    }
    .solid,
    .ground {
      fill: currentColor;
    }
    .ground {
      fill-opacity: 0.3;
    }
    .texture,
    .dash {
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
    }
    .texture {
      stroke-linecap: round;
    }
    .gone {
      display: none;
    }
    @container (min-width: 520px) {
      .legend.direct {
        display: none;
      }
    }
  `,
  numbered,
];
