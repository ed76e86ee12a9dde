// Times of the read API: node bench/api.mjs http://127.0.0.1:5000 [key]. Begin it against a site whose networks have not asked for a minute: it sends 280 requests.
const [site, key] = process.argv.slice(2)
const headers = key ? { Authorization: 'Bearer ' + key } : {}
const times = {}
const ask = async (name, path) => {
  const begin = performance.now()
  const answer = await fetch(site + '/api/v1' + path, { headers })
  const body = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body}`)
  ;(times[name] ??= []).push([performance.now() - begin, body.length])
  return JSON.parse(body)
}
const walk = async (name, path, pages) => {
  for (let cursor = ''; pages-- > 0;) {
    const page = await ask(name, path + (cursor && '&cursor=' + cursor))
    if (!(cursor = page.nextCursor)) break
  }
}
const { items: journals } = await ask('journals', '/journals?limit=50')
await walk('harvest by change, 200 a page', '/articles?updatedSince=2000-01-01&deleted=true&limit=200', 60)
await walk('newest, 50 a page', '/articles?limit=50', 30)
await walk('of a journal, 50 a page', `/articles?journal=${journals[0].key}&limit=50`, 30)
await walk('a language, 50 a page', '/articles?language=fr&limit=50', 20)
await walk('a language that is not there', '/articles?language=tlh&limit=50', 3)
await walk('archival units, 200 a page', '/sources?limit=200', 30)
const { items } = await ask('newest, 50 a page', '/articles?limit=20')
for (const article of items) {
  await ask('record', '/articles/' + article.slug)
  await ask('notes', '/articles/' + article.slug + '/notes')
  await ask('sources', '/articles/' + article.slug + '/sources')
}
for (const [name, all] of Object.entries(times)) {
  const sorted = all.map(one => one[0]).sort((a, b) => a - b)
  const at = share => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1)
  console.log(`| ${name} | ${all.length} | ${at(.5)} | ${at(.95)} | ${(all.reduce((sum, one) => sum + one[1], 0) / all.length / 1024).toFixed(0)} KB |`)
}
