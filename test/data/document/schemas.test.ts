import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../../scripts/schemas.ts';
import { checkDocument } from '../../../src/data/document/check-document.ts';
import { SOURCE_NAMES } from '../../../src/data/records/records.ts';

const folder = new URL('../../../schema/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

describe('the JSON Schemas', () => {
  it('are up to date; `node scripts/schemas.ts` writes them', () => {
    expect(Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith('.schema.json')).map((name) => [name, read(name)]))).toEqual(schemas());
  });

  it('describe every source and every key of a document', () => {
    const { properties } = JSON.parse(read('document.schema.json')) as { properties: Record<string, { description?: string }> };
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...SOURCE_NAMES]));
    for (const [name, { description }] of Object.entries(properties)) expect(description, name).toMatch(/^[A-Z].*\.$/);
  });

  it('know the fields of each source, by id and by name', () => {
    const text = read('document.schema.json');
    const { properties } = JSON.parse(text) as { properties: { tickets: { anyOf: { properties?: { fields: { properties: object } } }[] } } };
    const fields = Object.keys(properties.tickets.anyOf[1]!.properties!.fields.properties);
    expect(fields).toEqual(expect.arrayContaining(['id', 'createdAt', 'ownerId', 'owner', 'team', 'contact', 'company']));
    expect(fields).not.toContain('sentAt');
  });
});

it('the example of the design is a valid document', async () => {
  const example = JSON.parse(readFileSync(new URL('design-example.json', import.meta.url), 'utf8')) as object;
  expect(await checkDocument(example, 'the example')).toEqual(example);
});
