// Optional: without this file a picture is a link to the whole of it, and a wide table scrolls in its place.
// It shows either over the page: Escape, the button or a click beside closes, and the place on the page stays.

const dialog = document.createElement('dialog')
dialog.className = 'larger'
const close = document.createElement('button')
close.type = 'button'
close.className = 'button small'
close.lang = document.querySelector('.masthead')?.lang ?? 'en'
close.addEventListener('click', () => dialog.close())

let taken = null // What was lent from the page, and the place that it left.

function show(content, name, closing) {
  close.textContent = closing
  dialog.setAttribute('aria-label', name)
  dialog.replaceChildren(close, content)
  if (!dialog.isConnected) document.body.append(dialog)
  dialog.showModal()
}

dialog.addEventListener('close', () => {
  taken?.place.replaceWith(taken.table)
  taken = null
  dialog.replaceChildren()
})
dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close() })

for (const link of document.querySelectorAll('a.zoom')) {
  link.addEventListener('click', event => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return // A new tab is the reader's own wish.
    event.preventDefault()
    const small = link.querySelector('img')
    const figure = document.createElement('figure')
    const image = document.createElement('img')
    image.src = link.href
    image.alt = small.alt
    image.lang = link.closest('[lang]')?.lang ?? ''
    image.classList.toggle('small', link.href.endsWith('.svg'))
    image.addEventListener('click', () => figure.classList.toggle('whole'))
    figure.append(image)
    const caption = link.closest('figure')?.querySelector(':scope > figcaption')?.cloneNode(true)
    if (caption) {
      caption.lang ||= link.closest('[lang]')?.lang ?? ''
      for (const element of caption.querySelectorAll('[id]')) element.removeAttribute('id')
      figure.append(caption)
    }
    show(figure, link.getAttribute('aria-label'), link.dataset.close)
  })
}

// A table that is wider than its box gets a button. The table itself moves, so that links into it and its notes stay one.
for (const box of document.querySelectorAll('.tablewrap > .tablebox')) {
  if (box.scrollWidth <= box.clientWidth + 1) continue
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button small'
  button.lang = close.lang
  button.textContent = box.dataset.larger
  button.addEventListener('click', () => {
    const place = document.createElement('div')
    place.style.blockSize = `${box.offsetHeight}px`
    box.replaceWith(place)
    taken = { table: box, place }
    const holder = document.createElement('div')
    holder.lang = place.closest('[lang]')?.lang ?? ''
    holder.dir = getComputedStyle(place).direction
    holder.append(box)
    show(holder, box.dataset.larger, box.dataset.close)
  })
  box.after(button)
}

// A formula that is longer than its line scrolls, and then the keyboard must reach it. Not every browser sees to that by itself, and one that fits should not be stopped at.
const sizes = new ResizeObserver(entries => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
    else target.removeAttribute('tabindex')
  }
})
for (const box of document.querySelectorAll('.formula > .shown, .scrolls')) sizes.observe(box)
