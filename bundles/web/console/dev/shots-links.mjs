// SPDX-License-Identifier: Apache-2.0
// Walks through the links page and the business pane against the mock back end: node dev/shots-links.mjs FOLDER [zh|en] [light|dark]
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [folder = 'build/shots', language = 'zh', theme = 'light'] = process.argv.slice(2);
const BASE = process.env.SHUNIU_CONSOLE ?? 'http://127.0.0.1:8181';
mkdirSync(folder, { recursive: true });
const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'shuniu-shots-')), {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  viewport: { width: 1366, height: 768 },
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
await context.addInitScript(([lang, name]) => localStorage.setItem('shuniu.preferences', JSON.stringify({ language: lang, theme: name })), [language, theme]);
const page = context.pages()[0] ?? (await context.newPage());
page.setDefaultTimeout(15_000);
const faults = [];
page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
page.on('pageerror', (error) => faults.push(String(error)));
const mock = (action) => fetch(`${BASE}/mock/${action}`, { method: 'POST', body: '{}' });
const at = (id) => page.getByTestId(id).first();
async function shot(name) {
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(folder, `${name}-${language}-${theme}.png`) });
}
async function logIn(login) {
  await context.clearCookies();
  await page.goto(BASE);
  await at('login-user').fill(login);
  await at('login-password').fill('right password');
  await at('login-submit').click();
}

await logIn('admin');
await page.waitForTimeout(800);
await page.goto(`${BASE}/links`);
await at('link-talent').waitFor();
await shot('90-links');
await at('link-talent').click();
await at('link-operations').waitFor();
await shot('91-link-operations');
await at('tab-exchanges').click();
await at('exchange-x0').waitFor();
await shot('92-exchanges');
await at('tab-mapping').click();
await at('mapping-text').waitFor();
await shot('93-mapping');
await at('bench-example').click();
await page.getByTitle(/electrician/).click();
await at('bench-try').click();
await at('bench-differences').scrollIntoViewIfNeeded();
await shot('94-bench');
await at('mapping-text').fill(`${await at('mapping-text').inputValue()}\tx: 1\n`);
await at('mapping-check').click();
await at('mapping-faults').waitFor();
await shot('95-faults');

await logIn('8001');
await at('agent-state').waitFor();
await page.keyboard.press('F2');
await mock('ring');
await page.waitForTimeout(300);
await page.keyboard.press('F9');
await mock('verified-by-ivr');
await at('tab-insurance').click();
await at('insurance-balance').waitFor();
await shot('96-business');
await at('business-link-talent').click();
await at('business-vacancies.query-ask').click();
await shot('97-business-talent');
await at('business-appointment.book-report').click();
await at('business-appointment.book-confirm').click();
await shot('98-business-order');
console.log(faults.length ? faults.join('\n') : 'no faults');
await context.close();
