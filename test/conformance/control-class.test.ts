import { expect, test } from 'vitest';
import { controlClasses, controlTable } from '../../src/finding/control-class.ts';
import { controls } from '../../src/i18n/en/controls.ts';

test('each control that we have words for was given its class on purpose', () => {
  const classed = controlClasses.flatMap((name) =>
    Object.entries(controlTable[name]).flatMap(([service, numbers]) =>
      numbers.map((number) => `${service}.${number}`.toLowerCase()),
    ),
  );
  expect(Object.keys(controls).filter((control) => !classed.includes(control.toLowerCase()))).toEqual([]);
});
