// The button that switches between light and dark.

function startToggle() {
  const button = document.getElementById("theme");
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  const show = () => button.setAttribute("aria-pressed", String(isDark()));

  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    show();
    try {
      localStorage.setItem("tss-report-theme", root.dataset.theme);
    } catch {
      // No storage: the choice lasts as long as the page.
    }
  });
  system.addEventListener("change", show);
  button.hidden = false;
  show();
}

startToggle();
