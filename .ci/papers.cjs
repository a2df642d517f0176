// Opens the pages of a folder in Chromium, as .ci/papers says.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core'), 'utf8');

const folder = process.argv[2];
const views = { phone: { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true, hasTouch: true }, desk: { width: 1280, height: 900 } };
let passed = 0;
const failures = [];
function check(is, what) { if (is) passed += 1; else { failures.push(what); console.log(`FAILED ${what}`); } }

// Pages come from a server, as on an office's own, so that a browser may ask it for more.
const asked = [];
const server = http.createServer((request, response) => {
  asked.push(request.url);
  const file = path.join(folder, path.basename(request.url));
  if (!fs.existsSync(file)) { response.writeHead(404).end(); return; }
  response.writeHead(200, { 'Content-Type': 'text/html' });
  fs.createReadStream(file).pipe(response);
});

async function open(browser, name, view, scheme, origin) {
  const page = await browser.newPage();
  const said = [];
  const requested = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('dialog', (dialog) => { said.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => requested.push(request.url()));
  await page.setViewport(views[view]);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  asked.length = 0;
  const address = `${origin}/${name}.html`;
  await page.goto(address, { waitUntil: 'networkidle0' });
  const what = `${name} ${view} ${scheme}`;
  const outside = requested.filter((url) => url !== address && !url.startsWith('data:'));
  check(outside.length === 0 && asked.join() === `/${name}.html`, `${what}: asks for ${outside} ${asked}`);
  check(said.length === 0, `${what}: ${said.join('; ')}`);
  return page;
}

async function look(browser, name, view, scheme, origin) {
  const page = await open(browser, name, view, scheme, origin);
  const what = `${name} ${view} ${scheme}`;
  await page.screenshot({ path: path.join(folder, `${name}-${view}-${scheme}.png`), fullPage: true });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  check(width === views[view].width, `${what}: ${width} pixels wide`);
  const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`);
  for (const { impact, id, help, nodes } of found.violations) {
    console.log(`  ${what}: ${impact} ${id}: ${help} (${nodes.length}) ${nodes[0].html.slice(0, 160)}`);
  }
  const serious = found.violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
  check(serious.length === 0, `${what}: ${serious.map(({ id }) => id)}`);
  await page.close();
}

const shown = (page) => page.evaluate(() => ({
  rows: [...document.querySelectorAll('#table tbody tr[id]:not([hidden])')].map((row) => row.id),
  lines: document.querySelectorAll('.lines tbody tr:not(.group):not([hidden])').length,
  statuses: [...new Set([...document.querySelectorAll('#table tbody tr[id]:not([hidden])')].map((row) => row.dataset.s))],
  number: document.querySelector('.filter output').hidden ? null : document.querySelector('.filter output b').textContent,
}));

async function click(browser, name, origin) {
  const page = await open(browser, name, 'desk', 'light', origin);
  const before = await shown(page);
  const heads = await page.$$('#table thead button');
  check(heads.length > 4, `${name}: no buttons to sort by`);
  for (const [at, head] of heads.entries()) {
    const values = () => page.evaluate((column) => [...document.querySelectorAll('#table tbody tr[id]')].map((row) => {
      const cell = row.cells[column];
      return cell.querySelector('mark') ? Number(row.dataset.s) : cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
    }), at);
    for (const [order, sign] of [['ascending', 1], ['descending', -1]]) {
      await head.click();
      const sort = await head.evaluate((button) => button.parentNode.getAttribute('aria-sort'));
      const numbers = (await values()).filter((value) => typeof value === 'number');
      const sorted = [...numbers].sort((a, b) => sign * (a - b));
      check(sort === order && String(numbers) === String(sorted), `${name}: column ${at} ${order}`);
    }
    await head.click();
    check(String((await shown(page)).rows) === String(before.rows), `${name}: column ${at}: the first order is lost`);
  }
  await page.type('.filter input', await page.$eval('#table tbody th[scope=row]', (cell) => cell.textContent));
  const found = await shown(page);
  check(found.rows.length > 0 && found.rows.length < before.rows.length, `${name}: the filter leaves ${found.rows.length}`);
  check(found.lines === found.rows.length && found.number === String(found.rows.length), `${name}: the filter leaves ${found.lines} lines, and says ${found.number}`);
  await page.screenshot({ path: path.join(folder, `${name}-filtered.png`) });
  await page.click('.filter button');
  check(String((await shown(page)).rows) === String(before.rows), `${name}: not all come back`);
  await page.click('.chips button:not(:disabled)');
  const chosen = await shown(page);
  check(chosen.statuses.length === 1 && chosen.rows.length < before.rows.length, `${name}: a verdict leaves ${chosen.statuses}`);
  await page.click('.filter button');
  await page.pdf({ path: path.join(folder, `${name}.pdf`), preferCSSPageSize: true });
  await page.close();
}

(async () => {
  await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  for (const language of ['en', 'zh']) {
    for (const name of [language, `${language}-all`, `${language}-none`]) {
      for (const view of Object.keys(views)) {
        for (const scheme of ['light', 'dark']) await look(browser, name, view, scheme, origin);
      }
    }
    await click(browser, language, origin);
  }
  await browser.close();
  server.close();
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
})();
