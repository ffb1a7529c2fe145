// SPDX-License-Identifier: Apache-2.0
// An agent's browser: Debian's Chromium, driven through what the screens mark with data-testid.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const EXECUTABLES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A screen of a machine that does much besides takes its time; what never comes still fails. */
const PATIENCE_MS = 30_000;

export class Browser {
  #browser;

  static async open(base) {
    const browser = new Browser();
    browser.base = base;
    browser.#browser = await chromium.launch({
      executablePath: EXECUTABLES.find(file => file && existsSync(file)),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', '--lang=zh-CN'] });
    return browser;
  }

  async page() {
    const context = await this.#browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1366, height: 768 } });
    context.setDefaultTimeout(PATIENCE_MS);
    return new AgentPage(await context.newPage(), this.base);
  }

  async close() {
    await this.#browser.close();
  }
}

export class AgentPage {
  problems = [];

  constructor(page, base) {
    this.page = page;
    this.base = base;
    page.on('pageerror', error => this.problems.push(String(error)));
  }

  #part(id) {
    return this.page.getByTestId(id).first();
  }

  /** Logs in; `landed` is what is there then. */
  async logIn(login, password, landed = 'agent-state') {
    await this.page.goto(`${this.base}/`);
    await this.#part('login-user').fill(login);
    await this.#part('login-password').fill(password);
    await this.#part('login-submit').click();
    await this.#part(landed).waitFor();
  }

  async setState(state) {
    await this.#part(`state-${state}`).click();
    await this.page.waitForFunction(
      wanted => document.querySelector('[data-testid="agent-state"]')?.getAttribute('data-state') === wanted, state);
  }

  async text(id, timeout = PATIENCE_MS) {
    await this.#part(id).waitFor({ timeout });
    return this.#part(id).innerText();
  }

  async fill(id, text) {
    await this.#part(id).fill(text);
  }

  /** Opens a list and takes the first entry that fits what is typed. */
  async choose(id, typed = '') {
    await this.#part(id).click();
    await this.page.keyboard.type(typed, { delay: 30 });
    await this.page.locator('[role=listbox] [role=option]').first().waitFor({ state: 'attached' });
    await this.page.keyboard.press('Enter');
  }

  /** A date is typed. */
  async date(id, text) {
    await this.click(id);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  async value(id) {
    return this.#part(id).inputValue();
  }

  async attribute(id, name) {
    return this.#part(id).getAttribute(name);
  }

  async click(id) {
    await this.#part(id).click();
  }

  /** Goes to a screen of the menu. */
  async open(screen) {
    await this.click(`menu-${screen}`);
  }

  async wrapUp(initials, summary) {
    const category = this.#part('wrapup-category');
    await category.click();
    await this.page.keyboard.type(initials, { delay: 30 });
    await this.page.locator('[role=listbox] [role=option]').first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.#part('wrapup-summary').fill(summary);
    await this.#part('wrapup-save').click();
  }

  async screenshot(file) {
    await this.page.screenshot({ path: file });
  }
}
