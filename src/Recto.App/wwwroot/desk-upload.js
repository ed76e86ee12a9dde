// Makes the form for files pleasanter: they can be dropped, and the page says how much is sent. Without it the form works all the same.
(() => {
  const form = document.querySelector("form[data-upload]");
  if (!form) { return; }
  const input = form.querySelector("#f-files");
  const area = form.querySelector(".drop");
  const said = form.querySelector("[data-progress]");
  area.querySelector(".drop-here").hidden = false;
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => { event.preventDefault(); area.classList.add("over"); });
  }
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    if (event.dataTransfer.files.length > 0) { input.files = event.dataTransfer.files; }
  });
  form.addEventListener("submit", (event) => {
    // A small upload is faster than any word about it.
    const size = [...form.querySelectorAll("input[type=file]")].flatMap((field) => [...field.files]).reduce((sum, file) => sum + file.size, 0);
    if (size < 4e6 || event.defaultPrevented) { return; }
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (moved) => {
      said.textContent = form.dataset.upload.replace("{0}", (moved.loaded / 1e6).toFixed(1)).replace("{1}", (moved.total / 1e6).toFixed(1));
    });
    request.addEventListener("load", () => {
      if (request.status === 200 && request.responseURL !== form.action) { location.assign(request.responseURL); return; }
      document.open();
      document.write(request.responseText);
      document.close();
    });
    request.addEventListener("error", () => form.submit());
    request.send(new FormData(form));
  });
})();
