// Two pictures under one view: what is zoomed or moved in one is zoomed and moved in the other.

const MOST_ZOOM = 16;          // screen pixels per picture pixel
const LEAST_MOST_ZOOM = 8;     // a tiny picture that fits is large already, and still can be zoomed
const DIVIDER_REACH = 24;      // screen pixels beside the divider that still take hold of it

/**
 * @param root    the stage: two panes with a plate each, a range for the divider
 * @param onZoom  told the scale, in screen pixels per picture pixel
 */
function createStage(root, onZoom) {
  const panes = [...root.querySelectorAll(".pane")];
  const plates = panes.map(pane => pane.querySelector(".plate"));
  const range = root.querySelector(".split");
  const size = { width: 1, height: 1 };
  const view = { zoom: 1, x: 0.5, y: 0.5 };          // x, y: which point of the picture is in the middle of a pane, 0 to 1
  const pointers = new Map();
  let grip = null;                                   // "split", "move" or "pinch" while a pointer is down
  let lastPassedWheel = 0;

  const pane = () => ({ width: panes[1].clientWidth, height: panes[1].clientHeight });
  const isSlider = () => root.dataset.mode === "slider";
  const fit = () => Math.min(pane().width / size.width, pane().height / size.height);
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  function render() {
    const { width, height } = pane();
    if (!width || !height) return;
    const plate = { width: size.width * fit(), height: size.height * fit() };
    view.x = within(view.x, width / (plate.width * view.zoom));
    view.y = within(view.y, height / (plate.height * view.zoom));
    const left = width / 2 - view.x * plate.width * view.zoom;
    const top = height / 2 - view.y * plate.height * view.zoom;
    for (const each of plates) {
      each.style.width = `${plate.width}px`;
      each.style.height = `${plate.height}px`;
      each.style.transform = `translate(${left}px, ${top}px) scale(${view.zoom})`;
    }
    root.classList.toggle("zoomed", view.zoom > 1.001);
    root.style.setProperty("--split", `${range.value}%`);
    onZoom(fit() * view.zoom);
  }

  /** Keeps the visible share of a side inside the picture. */
  function within(middle, share) {
    return share >= 1 ? 0.5 : clamp(middle, share / 2, 1 - share / 2);
  }

  /** Zooms so that what is under a point of the screen stays there. */
  function zoomAt(zoom, clientX, clientY) {
    const target = clamp(zoom, 1, Math.max(LEAST_MOST_ZOOM, MOST_ZOOM / fit()));
    const spot = paneAt(clientX);
    const [dx, dy] = [clientX - spot.left - spot.width / 2, clientY - spot.top - spot.height / 2];
    const shift = 1 / view.zoom - 1 / target;
    view.x += dx * shift / (size.width * fit());
    view.y += dy * shift / (size.height * fit());
    view.zoom = target;
    render();
  }

  function zoomBy(factor) {
    const spot = panes[1].getBoundingClientRect();
    zoomAt(view.zoom * factor, spot.left + spot.width / 2, spot.top + spot.height / 2);
  }

  function moveBy(dx, dy) {
    view.x -= dx / (size.width * fit() * view.zoom);
    view.y -= dy / (size.height * fit() * view.zoom);
    render();
  }

  function paneAt(clientX) {
    const first = panes[0].getBoundingClientRect();
    return clientX <= first.right ? first : panes[1].getBoundingClientRect();
  }

  function moveSplit(clientX) {
    const box = root.getBoundingClientRect();
    setSplit(100 * (clientX - box.left) / box.width);
  }

  function setSplit(percent) {
    range.value = Math.round(clamp(percent, 0, 100));
    render();
  }

  function fitAll() {
    Object.assign(view, { zoom: 1, x: 0.5, y: 0.5 });
    render();
  }

  const actualSize = () => zoomBy(1 / (fit() * view.zoom));

  root.addEventListener("wheel", event => {
    const inwards = event.deltaY < 0;
    // A page that is being scrolled goes on scrolling when the picture comes under the pointer.
    const passes = event.timeStamp - lastPassedWheel < 250 && !event.ctrlKey;
    if (passes || (!inwards && view.zoom <= 1.001 && !event.ctrlKey)) {
      lastPassedWheel = event.timeStamp;
      return;
    }
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 24 : 1;
    zoomAt(view.zoom * Math.exp(-clamp(event.deltaY * lines, -240, 240) / 400), event.clientX, event.clientY);
  }, { passive: false });

  // Scrolling that began elsewhere.
  addEventListener("wheel", event => {
    if (!root.contains(event.target)) lastPassedWheel = event.timeStamp;
  }, { passive: true });

  root.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, event);
    root.setPointerCapture(event.pointerId);
    if (pointers.size === 2) {
      grip = "pinch";
      return;
    }
    const box = root.getBoundingClientRect();
    const distance = Math.abs(event.clientX - box.left - box.width * range.value / 100);
    grip = isSlider() && (view.zoom <= 1.001 || distance <= DIVIDER_REACH) ? "split" : "move";
    if (grip === "split") moveSplit(event.clientX);
    root.classList.toggle("moving", grip === "move");
  });

  root.addEventListener("pointermove", event => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    if (grip === "split") moveSplit(event.clientX);
    else if (grip === "move") moveBy(event.clientX - before.clientX, event.clientY - before.clientY);
    else if (pointers.size === 2) pinch(event, before);
    pointers.set(event.pointerId, event);
  });

  for (const end of ["pointerup", "pointercancel"]) {
    root.addEventListener(end, event => {
      pointers.delete(event.pointerId);
      grip = pointers.size === 1 ? "move" : null;
      root.classList.remove("moving");
    });
  }

  function pinch(event, before) {
    const [other] = [...pointers.values()].filter(p => p.pointerId !== event.pointerId);
    const apart = p => Math.hypot(p.clientX - other.clientX, p.clientY - other.clientY);
    const middle = p => [(p.clientX + other.clientX) / 2, (p.clientY + other.clientY) / 2];
    const [[x, y], [fromX, fromY]] = [middle(event), middle(before)];
    moveBy(x - fromX, y - fromY);
    zoomAt(view.zoom * apart(event) / Math.max(1, apart(before)), x, y);
  }

  root.addEventListener("dblclick", event => {
    if (view.zoom > 1.001) fitAll();
    else zoomAt(Math.max(2, 2 / fit()), event.clientX, event.clientY);
  });

  root.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onDivider = event.target === range;
    const step = Math.min(pane().width, pane().height) / 8;
    const keys = {
      "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(0.8), "_": () => zoomBy(0.8), "0": fitAll,
      ...(onDivider ? {} : {
        ArrowLeft: () => sideways(step, -2), ArrowRight: () => sideways(-step, 2),
        ArrowUp: () => moveBy(0, step), ArrowDown: () => moveBy(0, -step),
      }),
    };
    // With nothing to move up or down, the page may scroll.
    const idle = view.zoom <= 1.001 && (event.key === "ArrowUp" || event.key === "ArrowDown");
    if (!keys[event.key] || idle) return;
    keys[event.key]();
    event.preventDefault();
  });

  function sideways(pixels, percent) {
    if (view.zoom > 1.001) moveBy(pixels, 0);
    else if (isSlider()) setSplit(Number(range.value) + percent);
  }

  range.addEventListener("input", render);
  new ResizeObserver(render).observe(root);

  return {
    zoomBy, fitAll, actualSize,
    setMode(mode) {
      root.dataset.mode = mode;
      range.disabled = mode !== "slider";
      render();
    },
    setSize(width, height) {
      if (size.width === width && size.height === height) return;
      Object.assign(size, { width, height });
      root.style.setProperty("--aspect", width / height);
      fitAll();
    },
  };
}
