// SPDX-License-Identifier: Apache-2.0
// A person in VS Code (code-server) in Chromium: opens a model, sees findings and colors, types, completes, hovers, renames, formats.
//   node vscode.mjs URL OUT     with playwright-core beside it or in NODE_PATH, and CHROMIUM the browser
// Writes what is to be seen to OUT/vscode.txt, with pictures beside it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { chromium } = createRequire(process.env.BNN_PLAYWRIGHT ?? import.meta.url)('playwright-core');
const [url, out] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const seen = [];
const note = (...text) => seen.push(text.join(' '));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 820 } });
page.setDefaultTimeout(60_000);
const picture = (name) => page.screenshot({ path: join(out, name + '.png') });
const command = async (text) => {
  await page.keyboard.press('F1');
  await page.waitForSelector('.quick-input-widget input');
  await page.keyboard.type(text);
  await page.waitForTimeout(700);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
};
const goTo = async (place) => {
  await page.keyboard.press('Control+g');
  await page.waitForTimeout(400);
  await page.keyboard.type(place);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(400);
};
const text = async () => (await page.locator('.view-lines .view-line').allInnerTexts()).map((l) => l.replaceAll('\u00a0', ' '));

try {
  await page.goto(url);
  await page.waitForSelector('.monaco-workbench');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'slip.bnn' }).dblclick();
  await page.waitForSelector('.view-line');

  await page.waitForSelector('.squiggly-error');
  note('## opened: error markers', String(await page.locator('.squiggly-error').count()));
  await command('Problems: Focus on Problems View');
  await page.waitForSelector('.markers-panel .monaco-list-row');
  await page.waitForTimeout(500);
  for (const row of await page.locator('.markers-panel .monaco-list-row').allInnerTexts()) note(row.replaceAll('\n', ' | ').replaceAll('\u00a0', ' '));
  note('colors of words', String(new Set(await page.locator('.view-line span span').evaluateAll((all) => all.map((s) => getComputedStyle(s).color))).size));
  await picture('1-opened');

  await page.locator('.monaco-editor .view-line', { hasText: 'dens' }).first().click();
  await goTo('12:5');
  await command('Quick Fix...');
  await page.waitForSelector('.action-widget');
  await page.waitForTimeout(500);
  note('## quick fixes:', (await page.locator('.action-widget .monaco-list-row').allInnerTexts()).map((t) => t.trim()).filter((t) => t !== '').join(' | '));
  await picture('2-quick-fix');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.squiggly-error', { state: 'detached' });
  note('after the fix:', (await text()).find((l) => l.includes('dens')) ?? '?');

  await goTo('11:15');
  await page.keyboard.press('Enter');
  await page.keyboard.type('conv 8 ke');
  await page.keyboard.press('Control+Space');
  await page.waitForSelector('.suggest-widget.visible .monaco-list-row', { timeout: 15_000 });
  await page.waitForTimeout(700);
  note('## completed:', (await page.locator('.suggest-widget .monaco-list-row .label-name').allInnerTexts()).join(' '));
  await picture('3-completion');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
  note('line:', (await text()).find((l) => l.includes('conv 8')) ?? '?');
  for (let i = 0; i < 2; i++) await page.keyboard.press('Escape');
  await command('Delete Line');

  await page.waitForTimeout(1500);
  note('## inlay hints');
  for (const line of await text()) if (/->/.test(line)) note(line.trim());
  note('## lenses');
  for (const lens of await page.locator('.codelens-decoration').allInnerTexts()) note(lens.replaceAll('\u00a0', ' ').trim());
  await picture('4-hints');

  await goTo('12:4');
  await command('Show or Focus Hover');
  await page.waitForSelector('.monaco-hover .hover-contents');
  await page.waitForTimeout(2500);
  note('## hover');
  for (const part of await page.locator('.monaco-hover .hover-contents').allInnerTexts()) note(part.replaceAll('\u00a0', ' ').trim());
  await picture('5-hover');
  await page.keyboard.press('Escape');

  await goTo('10:10');
  await page.keyboard.press('F2');
  await page.waitForSelector('.rename-box input');
  await page.waitForTimeout(300);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('channels');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1500);
  note('## renamed');
  for (const line of await text()) if (line.includes('channels')) note(line.trim());

  await command('Format Document');
  await page.waitForTimeout(1500);
  note('## formatted');
  for (const line of await text()) note(line.trimEnd());
  await picture('6-formatted');
} catch (fault) {
  note('FAULT', String(fault));
  await picture('fault');
  process.exitCode = 1;
} finally {
  writeFileSync(join(out, 'vscode.txt'), seen.join('\n') + '\n');
  await browser.close();
}
