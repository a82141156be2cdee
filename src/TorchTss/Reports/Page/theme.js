// Before anything is drawn: the reader's own choice of light or dark, where it is remembered.
(() => {
  try {
    const chosen = localStorage.getItem("tss-report-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // No storage: the system's setting decides.
  }
})();
