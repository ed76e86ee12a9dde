// Optional: the form does all of this without it.
// It checks again while somebody writes, takes a file that is dropped, says at once that a file is too large, and copies what can be downloaded.

const form = document.getElementById('check')
const field = document.getElementById('notes')
const file = document.getElementById('file')
const status = document.getElementById('live')
const shown = () => document.getElementById('result')
document.documentElement.classList.add('scripted')

const send = (act, signal) => {
  const data = new FormData(form)
  data.set('do', act)
  return fetch('/check', { method: 'POST', body: data, signal })
}

// 1. Live: a while after the last key, and never while an answer is on its way. Only text that was checked once; never a file.
let wait = 0, flight = null, quietUntil = 0

async function again() {
  if (!shown() || shown().hidden || !field.value.trim() || file.files.length) return
  if (Date.now() < quietUntil) return later()
  flight?.abort()
  flight = new AbortController()
  try {
    const answer = await send('live', flight.signal)
    if (answer.status === 429) {
      quietUntil = Date.now() + 1000 * (Number(answer.headers.get('Retry-After')) || 5)
      return later()
    }
    if (!answer.ok) return
    const open = [...shown().querySelectorAll('details[open]')].map(details => details.closest('[id]')?.id)
    shown().innerHTML = await answer.text()
    const carried = document.getElementById('carried')
    if (carried) carried.textContent = form.dataset.carried
    for (const id of open) document.getElementById(id)?.querySelector('details')?.setAttribute('open', '')
    status.textContent = document.getElementById('found').textContent
  } catch { /* a newer one has taken its place, or the network is away: what is shown stays */ }
}

function later() {
  clearTimeout(wait)
  wait = setTimeout(again, Math.max(600, quietUntil - Date.now()))
}

field.addEventListener('input', later)
document.getElementById('profile').addEventListener('change', later)

// 2. A file that is dropped anywhere on the form is chosen.
let over = 0
const hasFile = event => event.dataTransfer?.types.includes('Files')
form.addEventListener('dragenter', event => { if (hasFile(event)) { over++; form.classList.add('dropping') } })
form.addEventListener('dragleave', event => { if (hasFile(event) && --over <= 0) form.classList.remove('dropping') })
form.addEventListener('dragover', event => { if (hasFile(event)) event.preventDefault() })
form.addEventListener('drop', event => {
  if (!hasFile(event)) return
  event.preventDefault()
  over = 0
  form.classList.remove('dropping')
  file.files = event.dataTransfer.files
  file.dispatchEvent(new Event('change'))
  file.focus()
})

// 3. Too large: said before ten minutes of sending.
file.addEventListener('change', () => {
  const most = Number(form.dataset.largest)
  const large = file.files[0]?.size > most
  file.setCustomValidity(large ? form.dataset.tooLarge.replace('{0}', (file.files[0].size / 1048576).toFixed(1)).replace('{1}', Math.round(most / 1048576)) : '')
  if (large) file.reportValidity()
})

// 4. Copy what the button beside it downloads.
form.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]')
  if (!button) return
  const words = button.textContent
  try {
    const answer = await send(button.dataset.copy)
    if (!answer.ok) throw new Error(answer.status)
    await navigator.clipboard.writeText(await answer.text())
    button.textContent = form.dataset.copied
  } catch {
    button.textContent = form.dataset.notCopied
  }
  status.textContent = button.textContent
  setTimeout(() => { button.textContent = words }, 2000)
})
