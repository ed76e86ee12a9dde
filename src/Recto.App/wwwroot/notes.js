// Optional: everything on the page can be read, followed and opened without this file.
// It remembers the reader's choices, moves the notes to the end when asked, opens what an address names, and stands in for CSS anchors where a browser has none.

const root = document.documentElement
root.classList.add('scripted')
const body = document.querySelector('.body')
const servedAtEnd = root.classList.contains('notes-at-end')

// 1. Choices: one radio is one choice, remembered by its name. Storage may be forbidden: then nothing is remembered.
const remembered = name => { try { return localStorage.getItem('recto.' + name) } catch { return null } }
const remember = (name, value) => { try { localStorage.setItem('recto.' + name, value) } catch { /* the reader's browser says no */ } }

for (const radio of document.querySelectorAll('.choice input')) {
  const known = remembered(radio.name)
  if (known && !(servedAtEnd && radio.name === 'notes')) radio.checked = known === radio.id
  radio.addEventListener('change', () => { remember(radio.name, radio.id); place() })
}

// 2. At the end: the notes leave their paragraphs and stand in one list, or come home.
const homes = [...document.querySelectorAll('.body .notes, .body .uncalled')].map(notes => ({ notes, home: notes.parentElement, next: notes.nextSibling }))
const end = document.createElement('section')
end.className = 'endnotes'
const heading = document.createElement('h2')
heading.textContent = document.currentScript.dataset.notes
heading.lang = document.currentScript.dataset.language
end.append(heading)

function place() {
  if (servedAtEnd) {
    // The server has put them there; another choice is another page.
    if (!document.getElementById('ended')?.checked) location.replace(location.pathname + location.hash)
    return
  }
  const atEnd = document.getElementById('ended')?.checked && homes.length > 0
  root.classList.toggle('notes-at-end', atEnd)
  if (atEnd) {
    body.append(end)
    for (const { notes } of homes) end.append(notes)
  } else if (end.isConnected) {
    end.remove()
    for (const { notes, home, next } of homes) home.insertBefore(notes, next)
  }
  level()
}

// 3. An address that names a note opens what is folded in it.
const idOf = hash => { try { return decodeURIComponent(hash.slice(1)) } catch { return hash.slice(1) } }

function unfold() {
  document.getElementById(idOf(location.hash))?.closest('details')?.setAttribute('open', '')
}

// 4. Browsers without anchors: push each note down from the top of its paragraph to the line of its call.
//    The floats already keep notes apart; this only ever adds space above one.
const wide = matchMedia('(width >= 60rem)')

function level() {
  if (CSS.supports('anchor-scope: --c1') && !root.classList.contains('outweighed')) return
  const drop = .425 * parseFloat(getComputedStyle(root).fontSize)
  for (const note of document.querySelectorAll('.par .note')) {
    note.style.marginBlockStart = ''
    const call = document.querySelector(`.call[href="#${CSS.escape(note.id)}"]`)
    if (!wide.matches || !call || root.classList.contains('notes-at-end')) continue
    const short = call.getBoundingClientRect().top + drop - note.getBoundingClientRect().top
    if (short > 0) note.style.marginBlockStart = `${short}px`
  }
}

place()
unfold()
addEventListener('hashchange', unfold)
wide.addEventListener('change', level)
document.addEventListener('toggle', level, true)
