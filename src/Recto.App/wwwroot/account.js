// Ends in local time, beside the universal one. Passkeys: asks the site for a challenge, the device for an answer, and sends the answer in the form. Without this script the page offers the other ways.
(() => {
  const root = document.documentElement
  root.classList.add('scripted')
  for (const time of document.querySelectorAll('time[data-local]')) {
    time.textContent = time.dataset.local.replace('{0}', new Date(time.dateTime).toLocaleString(root.lang || undefined, { dateStyle: 'long', timeStyle: 'short' }))
    time.hidden = false
  }
  const form = document.getElementById('passkey-form')
  if (!form) return
  const fault = document.getElementById('passkey-fault')
  const say = why => { fault.textContent = fault.dataset[why]; fault.hidden = false }
  form.hidden = false
  if (!(window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON && PublicKeyCredential.parseCreationOptionsFromJSON)) {
    form.querySelector('button').disabled = true
    say('old')
    return
  }

  const ask = async () => {
    const answer = await fetch(form.dataset.options, { method: 'POST' })
    if (!answer.ok || !(answer.headers.get('content-type') || '').startsWith('application/json')) throw new TypeError('no options')
    return answer.json()
  }

  form.addEventListener('submit', async event => {
    event.preventDefault()
    fault.hidden = true
    let options
    try {
      options = await ask()
    } catch {
      say('away')
      return
    }

    try {
      const credential = form.dataset.makes
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      form.elements.credential.value = JSON.stringify(credential)
    } catch {
      say('none')
      return
    }

    form.submit()
  })
})()
