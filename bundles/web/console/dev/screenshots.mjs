// SPDX-License-Identifier: Apache-2.0
// Walks through every page against the mock back end and writes pictures: node dev/screenshots.mjs FOLDER [zh|en] [light|dark]
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
  viewport: { width: 1366, height: 641 },
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
await context.addInitScript(
  ([lang, name]) => localStorage.setItem('shuniu.preferences', JSON.stringify({ language: lang, theme: name })),
  [language, theme],
);
const page = context.pages()[0] ?? (await context.newPage());
const faults = [];
page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
page.on('pageerror', (error) => faults.push(String(error)));

const mock = (action, body = {}) => fetch(`${BASE}/mock/${action}`, { method: 'POST', body: JSON.stringify(body) });
const settle = () => page.waitForTimeout(450);
async function shot(name) {
  await settle();
  await page.screenshot({ path: join(folder, `${name}-${language}-${theme}.png`) });
  const overflow = await page.evaluate(() => {
    const main = document.querySelector('#main');
    return { page: document.documentElement.scrollWidth - innerWidth, main: main ? main.scrollHeight - main.clientHeight : 0, top: [...document.querySelectorAll('.top, .call-strip')].map((each) => each.scrollWidth - each.clientWidth) };
  });
  console.log(name, JSON.stringify(overflow));
}
async function logIn(login, password = 'right password') {
  await context.clearCookies();
  await page.goto(BASE);
  await page.getByTestId('login-user').fill(login);
  await page.getByTestId('login-password').fill(password);
  await page.getByTestId('login-submit').click();
}

await page.goto(BASE);
await page.getByTestId('login-user').waitFor();
await shot('01-login');
await logIn('8001', 'wrong');
await shot('02-login-failed');
for (let index = 0; index < 3; index++) await logIn('8001', 'wrong');
await shot('03-login-throttled');
await logIn('8001', 'change');
await shot('04-password');
await logIn('8001');
await page.getByTestId('agent-state').waitFor();
await shot('05-desktop-not-ready');
await page.getByTestId('state-NOT_READY-reasons').click();
await shot('06-reasons');
await page.keyboard.press('Escape');
await page.keyboard.press('F2');
await shot('07-desktop-ready');
await mock('ring');
await shot('08-ringing');
await page.keyboard.press('F9');
await shot('09-talking');
await page.getByTestId('candidate-c2').click();
await page.keyboard.press('Control+Alt+H');
await page.keyboard.press('Control+Alt+K');
await page.keyboard.type('ylbx');
await shot('10-category');
await page.keyboard.press('ArrowDown');
await page.keyboard.press('Enter');
await page.keyboard.press('Tab');
await page.getByTestId('wrapup-summary').fill('母亲 72 岁,咨询养老待遇资格认证如何异地办理;已告知手机认证与社区协助认证两种方式。');
await shot('11-held');
await page.reload();
await page.getByTestId('caller-number').waitFor();
await shot('12-reloaded');
await mock('caller-hangs-up');
await shot('13-after-call');
await page.keyboard.press('F2');
await mock('ring', { number: '075526001234' });
await page.keyboard.press('F9');
await shot('14-next-call-with-draft');
await mock('caller-hangs-up');
await page.getByTestId('wrapup-category').click();
await page.keyboard.type('tqgz');
await page.keyboard.press('Enter');
await page.keyboard.press('Control+Enter');
await shot('15-saved');
await page.keyboard.press('F2');
await shot('16-idle-with-draft');
await page.locator('[data-testid="pending-drafts"] button').first().click();
await shot('17-draft-open');
await page.keyboard.press('Control+Enter');
await mock('device-off');
await page.getByTestId('menu-mine').click();
await shot('18-mine');
await page.locator('.clickable').nth(1).click();
await shot('19-detail');
await page.getByRole('tab').nth(4).click();
await shot('20-detail-events');
await page.keyboard.press('Escape');
await page.locator('body').click({ position: { x: 700, y: 630 } });
await page.keyboard.press('?');
await shot('21-shortcuts');
await page.keyboard.press('Escape');
await page.keyboard.press('F1');
await shot('22-help');
await mock('expire');
await page.keyboard.press('Escape');
await page.keyboard.press('F4');
await shot('23-expired');
await logIn('banzhang');
for (const screen of ['contacts', 'agents', 'queues']) {
  await page.getByTestId(`menu-${screen}`).click();
  await shot(`30-${screen}`);
}
await logIn('admin');
for (const screen of ['users', 'skills', 'plugins', 'flows', 'audit']) {
  await page.getByTestId(`menu-${screen}`).click();
  await shot(`40-${screen}`);
}
await page.getByTestId('menu-users').click();
await page.getByTestId('user-new').click();
await shot('41-user-new');
await page.keyboard.press('Escape');
await page.getByTestId('menu-flows').click();
await page.locator('.ant-table-row-expand-icon').first().click();
await shot('42-flow-versions');
await page.getByTestId('flow-upload').click();
await page.locator('.ant-modal input[maxlength="64"]').fill('main-menu');
await page.locator('.ant-modal input[maxlength="200"]').fill('test');
await page.getByTestId('flow-json').fill('{}');
await page.locator('.ant-modal button[type=submit]').click();
await shot('43-flow-problems');
console.log(faults.length ? `faults:\n${[...new Set(faults)].join('\n')}` : 'no faults in the browser console');
await context.close();
