/** For the tests of pages that use the kit: believable answers, and an adapter that gives them. */
export { fakeAdapter, type FakeAdapter, type FakeAnswers, type FakeLine } from './fake-adapter.ts';
export { fixtures, situations } from './fixtures/index.ts';
