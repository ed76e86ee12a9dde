// Takes the pictures for contact-sheets.sh. Usage: node contact-sheets.mjs ADDRESS OUTPUT ARTICLES MOST
import { createRequire } from 'node:module'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
const { chromium } = createRequire(import.meta.url)('playwright-core')

const [address, out, count, most] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])]
const kinds = {
  table: '.tablewrap, .body > .tablebox', figure: '.body figure', formula: '.formula', verse: '.verse', quote: '.body blockquote', box: '.box', definitions: 'dl:not(.facts dl)', code: 'pre',
  file: '.supplement', further: '.further', list: '.body ol, .body ul', statement: '.statement', abstract: '.abstract', about: 'section:has(> #about)', references: '.references', rtl: '[dir=rtl]', tex: '.tex', speech: '.speech', group: '.group',
}

const browser = await chromium.launch({ executablePath: process.env.RECTO_TEST_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const pages = await Promise.all([1440, 390].map(async width => (await browser.newContext({ viewport: { width, height: 1800 } })).newPage()))

// Every article, from the pages of the list; those with the rarest elements first when not all are wanted.
const slugs = []
for (let next = '/articles'; next;) {
  await pages[0].goto(address + next)
  slugs.push(...await pages[0].$$eval('main a[href^="/articles/"]', links => links.map(link => new URL(link.href).pathname)))
  next = await pages[0].$eval('a[rel=next]', link => link.pathname + link.search).catch(() => null)
}

let chosen = [...new Set(slugs)]
if (chosen.length > count) {
  const found = new Map()
  for (const slug of chosen) {
    const html = await (await fetch(address + slug)).text()
    found.set(slug, new Set([...html.matchAll(/<([a-z0-9]+)(?: class="([^"]*)")?/g)].map(match => `${match[1]}.${match[2] ?? ''}`)))
  }

  const seen = new Set()
  const taken = []
  while (taken.length < count) {
    const best = chosen.filter(slug => !taken.includes(slug)).map(slug => [slug, [...found.get(slug)].filter(kind => !seen.has(kind)).length]).sort((a, b) => b[1] - a[1])[0]
    taken.push(best[0])
    for (const kind of found.get(best[0])) seen.add(kind)
  }

  chosen = taken
}

mkdirSync(`${out}/shots`, { recursive: true })
const cuts = Object.fromEntries(Object.keys(kinds).map(kind => [kind, []]))
const tops = { 1440: [], 390: [] }
for (const [index, slug] of chosen.entries()) {
  for (const page of pages) {
    const width = page.viewportSize().width
    const name = `${String(index).padStart(3, '0')}-${width}`
    await page.goto(address + slug)
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (over > 0) console.log(`${slug}: ${over} px wider than a window of ${width}`)
    await page.screenshot({ path: `${out}/shots/${name}.png`, clip: { x: 0, y: 0, width, height: Math.min(height, width === 1440 ? 1800 : 1400) }, fullPage: true })
    tops[width].push([`${name}.png`, slug])
    for (const [kind, selector] of Object.entries(kinds)) {
      const all = await page.$$(selector)
      for (const [n, element] of all.slice(0, width === 1440 ? most : 1).entries()) {
        const box = await element.boundingBox()
        if (!box || box.width < 2 || box.height < 2) continue
        const path = `${name}-${kind}-${n}.png`
        await page.screenshot({ path: `${out}/shots/${path}`, clip: { x: Math.max(0, box.x - 8), y: Math.max(0, box.y - 8), width: Math.min(box.width + 16, width), height: Math.min(box.height + 16, 700) }, fullPage: true })
        cuts[kind].push([path, `${slug} ${width}`])
      }
    }
  }
}

async function sheet(name, shots, columns, size) {
  for (let start = 0, n = 1; start < shots.length; start += size, n++) {
    const cells = shots.slice(start, start + size).map(([path, says]) => `<figure><img src="data:image/png;base64,${readFileSync(`${out}/shots/${path}`).toString('base64')}"><figcaption>${says}</figcaption></figure>`)
    const page = await browser.newPage({ viewport: { width: 1800, height: 1000 } })
    await page.setContent(`<!doctype html><style>body{margin:8px;background:#888;columns:${columns};column-gap:8px;font:10px sans-serif}figure{margin:0 0 8px;break-inside:avoid;background:#fff}img{max-width:100%;display:block;margin:auto}figcaption{background:#ddd}</style>${cells.join('')}`)
    await page.screenshot({ path: `${out}/${name}-${String(n).padStart(2, '0')}.png`, fullPage: true })
    await page.close()
  }
}

await sheet('wide', tops[1440], 4, 12)
await sheet('narrow', tops[390], 6, 12)
for (const [kind, shots] of Object.entries(cuts)) await sheet(`cut-${kind}`, shots, 3, 24)
writeFileSync(`${out}/articles.txt`, chosen.join('\n') + '\n')
await browser.close()
