// Takes the pictures for contact-sheets.sh. Usage: node contact-sheets.mjs ADDRESS OUTPUT ARTICLES MOST ALIKE LIGHT
import { createRequire } from 'node:module'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
const { chromium } = createRequire(import.meta.url)('playwright-core')

const [address, out, light] = [process.argv[2], process.argv[3], process.argv[7] ?? 'light']
const [count, most, alike] = process.argv.slice(4, 7).map(Number)
const kinds = {
  table: '.tablewrap, .body > .tablebox', figure: '.body figure', formula: '.formula', verse: '.verse', quote: '.body blockquote', box: '.box', definitions: 'dl:not(.facts dl)', code: 'pre',
  file: '.supplement', further: '.further', list: '.body ol, .body ul', statement: '.statement', abstract: '.abstract', about: 'section:has(> #about)', references: '.references', rtl: '[dir=rtl]', tex: '.tex', speech: '.speech', group: '.group',
}

const browser = await chromium.launch({ executablePath: process.env.RECTO_TEST_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const pages = await Promise.all([1440, 390].map(async width => (await browser.newContext({ viewport: { width, height: width === 1440 ? 1800 : 1400 }, colorScheme: light })).newPage()))

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
const seen = new Map()

// What an element is made of: cut-outs that are made alike need not all be looked at.
const make = element => [...new Set([element, ...element.querySelectorAll('*')].filter(e => element.matches('.formula') || !e.parentElement?.closest('math')).map(e => `${e.tagName}.${[...e.classList].filter(name => !/^c\d+$/.test(name)).join('.')}`))].sort().join(' ')

async function look(page, index, slug) {
  const { width, height } = page.viewportSize()
  const name = `${String(index).padStart(3, '0')}-${width}`
  await page.goto(address + slug)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (over > 0) console.log(`${slug}: ${over} px wider than a window of ${width}`)
  await page.screenshot({ path: `${out}/shots/${name}.jpg`, quality: 80, type: 'jpeg' })
  tops[width].push([`${name}.jpg`, slug])
  for (const [kind, selector] of Object.entries(kinds)) {
    let taken = 0
    for (const element of await page.$$(selector)) {
      if (taken >= (width === 1440 ? most : 1)) break
      const made = `${width} ${kind} ${await element.evaluate(make)}`
      if ((seen.get(made) ?? 0) >= alike) continue
      await element.evaluate(e => e.scrollIntoView({ block: 'start' }))
      const box = await element.boundingBox()
      const y = Math.max(0, (box?.y ?? 0) - 8)
      if (!box || box.width < 2 || box.height < 2 || y > height - 4) continue // What a scrolling box hides cannot be cut out.
      seen.set(made, (seen.get(made) ?? 0) + 1)
      const path = `${name}-${kind}-${taken++}.jpg`
      await page.screenshot({ path: `${out}/shots/${path}`, quality: 80, type: 'jpeg', clip: { x: Math.max(0, box.x - 8), y, width: Math.min(box.width + 16, width), height: Math.min(box.height + 16, 700, height - y) } })
      cuts[kind].push([path, `${slug} ${width}`])
    }
  }
}

for (const [index, slug] of chosen.entries()) await Promise.all(pages.map(page => look(page, index, slug)))

async function sheet(name, shots, columns, size) {
  for (let start = 0, n = 1; start < shots.length; start += size, n++) {
    const cells = shots.slice(start, start + size).map(([path, says]) => `<figure><img src="data:image/jpeg;base64,${readFileSync(`${out}/shots/${path}`).toString('base64')}"><figcaption>${says}</figcaption></figure>`)
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
