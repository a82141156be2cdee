// Which two pictures are on the stage, their scores, and the steps behind them.

function startViewer() {
  const viewer = document.getElementById("viewer");
  if (!viewer) return;
  const index = JSON.parse(document.getElementById("picture-index").textContent);
  const part = name => document.getElementById(`viewer-${name}`);
  const selects = { picture: part("picture"), left: part("left"), right: part("right") };
  const stageRoot = document.getElementById("stage");
  viewer.hidden = false;
  const stage = createStage(stageRoot, scale => { part("zoom").textContent = `${Math.round(scale * 100)} %`; });
  let stepsOf = null;                                  // the setting whose steps are listed

  const input = () => index.inputs[selects.picture.value];

  /** A source is "input", "original", "variance", "run:3", "preview:3:0" or "map:3:0": setting 3, first step. */
  function pictureOf(source) {
    const [kind, setting, step] = source.split(":");
    const run = input().runs[setting];
    switch (kind) {
      case "run": return run?.picture;
      case "preview": return run?.steps[step]?.preview;
      case "map": return run?.steps[step]?.map;
      default: return input()[kind];
    }
  }

  const runOf = source => source.startsWith("run:") ? input().runs[source.split(":")[1]] : null;
  const settingOf = source => source.includes(":") ? Number(source.split(":")[1]) : null;

  function option(value, text) {
    const element = document.createElement("option");
    [element.value, element.textContent] = [value, text];
    return element;
  }

  function fillSources() {
    for (const select of [selects.left, selects.right]) {
      const has = key => index.inputs.some(i => i[key]);
      if (has("input")) select.append(option("input", "Input, enlarged"));
      if (has("original")) select.append(option("original", "Original"));
      index.settings.forEach((label, i) => {
        if (index.inputs.some(input => input.runs[i]?.picture)) select.append(option(`run:${i}`, label));
      });
      if (has("variance")) select.append(option("variance", "Variance map"));
    }
  }

  /** The steps of one setting can be put on the stage too. */
  function fillSteps(setting) {
    const run = setting === null ? null : input().runs[setting];
    for (const select of [selects.left, selects.right]) {
      const chosen = select.value;
      select.querySelector("optgroup")?.remove();
      const group = document.createElement("optgroup");
      group.label = `Steps of ${index.settings[setting]}`;
      run?.steps.forEach((step, k) => {
        if (step.preview) group.append(option(`preview:${setting}:${k}`, `Step ${k + 1}: preview`));
        if (step.map) group.append(option(`map:${setting}:${k}`, `Step ${k + 1}: timesteps`));
      });
      if (group.children.length) select.append(group);
      select.value = chosen;
      if (select.selectedIndex < 0) select.value = `run:${setting}`;
    }
  }

  function showSide(side) {
    const [pane, select] = [stageRoot.querySelector(`.${side}`), selects[side]];
    const [image, empty] = [pane.querySelector("img"), pane.querySelector(".empty")];
    const picture = pictureOf(select.value);
    const label = select.selectedOptions[0].textContent;
    pane.querySelector(".tag").textContent = label;
    image.alt = `${input().name}: ${label}`;
    image.hidden = !picture;
    empty.hidden = Boolean(picture);
    empty.textContent = `${label}: no picture`;
    pane.classList.toggle("map", /^(map|variance)/.test(select.value));
    if (picture) showPicture(image, picture);
    return picture;
  }

  function show() {
    const setting = settingOf(selects.right.value) ?? settingOf(selects.left.value);
    fillSteps(setting);
    const shown = [showSide("left"), showSide("right")].filter(Boolean);
    const full = [...shown, ...input().runs.map(r => r?.picture), input().original].filter(Boolean);
    const largest = full.reduce((a, b) => b.width > a.width ? b : a);
    stage.setSize(largest.width, largest.height);
    showScores();
    showVariance();
    showSteps(setting);
  }

  function showScores() {
    const table = part("scores");
    const sides = ["left", "right"].map(s => ({ label: selects[s].selectedOptions[0].textContent, run: runOf(selects[s].value) })).filter(s => s.run);
    table.replaceChildren();
    table.parentElement.hidden = sides.length === 0;
    const row = (name, cells, kind) => {
      const line = (kind === "head" ? table.createTHead() : table.tBodies[0] ?? table.createTBody()).insertRow();
      const first = document.createElement("th");
      first.scope = kind === "head" ? "col" : "row";
      first.textContent = name;
      line.append(first, ...cells);
    };
    const cell = (tag, text, className) => {
      const element = document.createElement(tag);
      [element.textContent, element.className] = [text, className];
      if (tag === "th") element.scope = "col";
      return element;
    };
    row("This picture", sides.map(s => cell("th", s.label, "number")), "head");
    index.metrics.forEach((metric, m) => {
      const scores = sides.map(s => s.run.scores[m]);
      const best = bestOf(scores, metric.better);
      row(metric.title, scores.map(s => cell("td", s?.text ?? "–", s && s === best ? "number best" : "number")));
    });
    row("Seconds", sides.map(s => cell("td", s.run.seconds, "number")));
  }

  function bestOf(scores, better) {
    const [a, b] = scores;
    if (!a || !b || a.value === undefined || b.value === undefined || a.text === b.text) return null;
    return (a.value - b.value) * better > 0 ? a : b;
  }

  function showVariance() {
    const figure = part("variance");
    figure.hidden = !input().variance;
    if (input().variance) showPicture(figure.querySelector("img"), input().variance);
  }

  function showSteps(setting) {
    const list = part("steps");
    const steps = setting === null ? [] : input().runs[setting]?.steps ?? [];
    list.hidden = part("steps-title").hidden = steps.length === 0;
    part("steps-note").hidden = !steps.some(s => s.map || s.preview);
    part("steps-title").textContent = setting === null ? "Steps" : `Steps of ${index.settings[setting]}`;
    const key = `${selects.picture.value}:${setting}`;
    if (stepsOf !== key) list.replaceChildren(...steps.map((step, k) => stepFigure(step, k, setting)));
    stepsOf = key;
  }

  function stepFigure(step, k, setting) {
    const item = document.createElement("li");
    const text = document.createElement("p");
    const range = step.low === step.high ? step.low : `${step.low} to ${step.high}`;
    const name = document.createElement("b");
    name.textContent = `Step ${k + 1}`;
    text.append(name, ` t ${range}`, document.createElement("br"), `${step.seconds} s`);
    item.append(
      ...[["preview", "preview", step.preview], ["map", "timesteps", step.map]].filter(s => s[2])
        .map(([kind, word, picture]) => stepButton(`${kind}:${setting}:${k}`, `Step ${k + 1}: ${word}, show on the left`, picture, kind)),
      text);
    return item;
  }

  function stepButton(source, label, picture, kind) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = kind;
    button.setAttribute("aria-label", label);
    const image = document.createElement("img");
    image.alt = "";
    [image.width, image.height] = [picture.width, picture.height];
    showPictureLater(image, picture);
    button.append(image);
    button.addEventListener("click", () => {
      selects.left.value = source;
      show();
      stageRoot.scrollIntoView({ block: "nearest" });
    });
    return button;
  }

  function fillPictures() {
    index.inputs.forEach((each, i) => {
      selects.picture.append(option(i, each.name));
      const [label, radio, name] = ["label", "input", "span"].map(tag => document.createElement(tag));
      Object.assign(radio, { type: "radio", name: "viewer-thumb", value: i });
      radio.addEventListener("change", () => choosePicture(i));
      name.textContent = each.name;
      const thumb = each.input ?? each.original ?? each.runs.find(r => r?.picture)?.picture;
      const image = document.createElement("img");
      image.alt = "";
      if (thumb) showPictureLater(image, thumb);
      label.append(radio, image, name);
      part("thumbs").append(label);
    });
    part("thumbs").hidden = index.inputs.length < 2;
    part("previous").disabled = part("next").disabled = index.inputs.length < 2;
  }

  function choosePicture(i) {
    const count = index.inputs.length;
    selects.picture.value = (Number(i) + count) % count;
    const radio = part("thumbs").querySelectorAll("input")[selects.picture.value];
    radio.checked = true;
    const [strip, thumb] = [part("thumbs"), radio.parentElement];
    strip.scrollLeft = thumb.offsetLeft - (strip.clientWidth - thumb.clientWidth) / 2;
    show();
  }

  const stepPicture = by => choosePicture(Number(selects.picture.value) + by);

  selects.picture.addEventListener("change", () => choosePicture(selects.picture.value));
  selects.left.addEventListener("change", show);
  selects.right.addEventListener("change", show);
  part("previous").addEventListener("click", () => stepPicture(-1));
  part("next").addEventListener("click", () => stepPicture(1));
  part("swap").addEventListener("click", () => {
    [selects.left.value, selects.right.value] = [selects.right.value, selects.left.value];
    show();
  });
  part("in").addEventListener("click", () => stage.zoomBy(1.5));
  part("out").addEventListener("click", () => stage.zoomBy(1 / 1.5));
  part("fit").addEventListener("click", stage.fitAll);
  part("actual").addEventListener("click", stage.actualSize);
  part("pixels").addEventListener("change", event => stageRoot.classList.toggle("hard", event.target.checked));
  for (const radio of viewer.querySelectorAll("[name=viewer-mode]")) radio.addEventListener("change", () => stage.setMode(radio.value));
  stageRoot.addEventListener("keydown", event => {
    if (event.key !== "PageUp" && event.key !== "PageDown") return;
    stepPicture(event.key === "PageDown" ? 1 : -1);
    event.preventDefault();
  });

  const full = part("full");
  full.hidden = !document.fullscreenEnabled;
  full.addEventListener("click", () => document.fullscreenElement ? document.exitFullscreen() : part("frame").requestFullscreen());
  document.addEventListener("fullscreenchange", () => full.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))));

  fillSources();
  fillPictures();
  const first = kind => [...selects.left.options].some(o => o.value === kind);
  selects.right.value = `run:${index.start}`;
  if (selects.right.selectedIndex < 0) selects.right.selectedIndex = selects.right.options.length - 1;
  selects.left.value = first("input") ? "input" : selects.left.options[0].value;
  choosePicture(0);
}

startViewer();
