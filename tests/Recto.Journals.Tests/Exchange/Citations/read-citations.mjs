// Reads the files of a folder (works.ris, works.bib, works.enw, works.json) with citation-js and prints what it understood as CSL-JSON, by format; also the works of works.json formatted in its APA.
// node read-citations.mjs <node_modules> <folder> [<csl works for APA>]
import { createRequire } from 'node:module'
import fs from 'node:fs'
import path from 'node:path'

const [modules, folder, works] = process.argv.slice(2)
const require = createRequire(path.join(path.resolve(modules), 'here.js'))
const { Cite } = require('@citation-js/core')
for (const plugin of ['ris', 'bibtex', 'enw', 'csl']) require('@citation-js/plugin-' + plugin)

const read = (name, forceType) => new Cite(fs.readFileSync(path.join(folder, name), 'utf8'), { forceType }).data
const answer = {
  ris: read('works.ris', '@ris/file'),
  bib: read('works.bib', '@bibtex/text'),
  enw: read('works.enw', '@enw/file'),
  json: new Cite(JSON.parse(fs.readFileSync(path.join(folder, 'works.json'), 'utf8'))).data,
}
if (works) {
  answer.apa = Object.fromEntries(JSON.parse(fs.readFileSync(works, 'utf8')).map(item => {
    const { 'translated-title': _, locator: __, abstract: ___, ...plain } = item
    const html = new Cite(plain).format('bibliography', { template: 'apa', lang: 'en-US', format: 'html' })
    return [item.id, html.replace(/<\/?i>/g, '*').replace(/<[^>]+>/g, '').replace(/&#38;|&amp;/g, '&').replace(/\s+/g, ' ').trim()]
  }))
}

console.log(JSON.stringify(answer))
