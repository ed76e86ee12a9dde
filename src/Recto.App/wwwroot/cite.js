// Beside each formatted citation a button that copies it, with its italics where they can be kept. Without this script it is marked and copied by hand.
(() => {
  for (const styles of document.querySelectorAll('.styles')) {
    const { copy, copied, language } = styles.dataset
    for (const box of styles.querySelectorAll('dt + .citebox')) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'copy noprint'
      button.textContent = copy
      button.lang = language
      button.setAttribute('aria-describedby', box.previousElementSibling.id || (box.previousElementSibling.id = 'style-' + [...document.querySelectorAll('.styles dt')].indexOf(box.previousElementSibling)))
      button.addEventListener('click', async () => {
        const text = box.textContent.trim()
        try {
          await navigator.clipboard.write([new ClipboardItem({
            'text/plain': new Blob([text], { type: 'text/plain' }),
            'text/html': new Blob([box.innerHTML.replaceAll('cite>', 'i>')], { type: 'text/html' }),
          })])
        } catch {
          // An older browser, or a site without HTTPS: the words are marked, and one key copies them.
          getSelection().selectAllChildren(box)
          if (!document.execCommand('copy')) return
        }

        button.textContent = copied
        setTimeout(() => { button.textContent = copy }, 2000)
      })
      box.previousElementSibling.append(' ', button)
    }
  }
})()
