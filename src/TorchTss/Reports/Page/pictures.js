// The pictures' bytes stand as text at the end of the page, each once; they become pictures when they are asked for.

const pictureAddresses = new Map();

const pageIsComplete = new Promise(done => {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", done, { once: true });
  else done();
});

/** The address of a picture's bytes. */
function pictureAddress(id) {
  if (!pictureAddresses.has(id)) pictureAddresses.set(id, pageIsComplete.then(() => decodedPicture(id)));
  return pictureAddresses.get(id);
}

function decodedPicture(id) {
  const element = document.getElementById(id);
  const text = atob(element.textContent);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return URL.createObjectURL(new Blob([bytes], { type: element.dataset.mime }));
}

/** Shows a picture in an image element, unless it has been given another one in the meantime. */
async function showPicture(image, picture) {
  image.dataset.picture = picture.id;
  const address = await pictureAddress(picture.id);
  if (image.dataset.picture === picture.id) image.src = address;
}

/** Shows a picture once its element comes near the visible part of the page. */
const pictureWatcher = new IntersectionObserver(entries => {
  for (const entry of entries.filter(e => e.isIntersecting)) {
    pictureWatcher.unobserve(entry.target);
    showPicture(entry.target, { id: entry.target.dataset.later });
  }
}, { rootMargin: "300px" });

function showPictureLater(image, picture) {
  image.dataset.later = picture.id;
  pictureWatcher.observe(image);
}
