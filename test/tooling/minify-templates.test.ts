import { expect, test } from 'vitest';
import { minifyCss, minifyMarkup } from '../../scripts/minify-templates.ts';

test('style sheets lose indentation and comments, and mean the same', () => {
  const text = `
    /* why, said "here" */
    :host([hidden]) , p > a :hover {
      color: var(--hd-color-accent, light-dark(#123, #456));
      content: 'a  ;  "b" : c';
    }
  `;
  expect(minifyCss(text).trim()).toBe(
    `:host([hidden]),p > a :hover{color:var(--hd-color-accent,light-dark(#123,#456));content:'a  ;  "b" : c'}`,
  );
});

test('a value that spans two parts of a template keeps its spaces', () => {
  expect(minifyCss(' calc(1px + ')).toBe(' calc(1px + ');
  expect(minifyCss('margin: 0 ')).toBe('margin:0 ');
});

test('markup keeps one space where it had a line break, and single lines as they are', () => {
  expect(minifyMarkup('<p>a\n      <b>c</b>  d</p>')).toBe('<p>a <b>c</b>  d</p>');
});
