// Filters by rule and file, and j / k to go from finding to finding; without it the page shows everything.
const rule = document.querySelector("#rule");
const file = document.querySelector("#file");
const findings = [...document.querySelectorAll("details.finding")];

function show() {
  let shown = 0;
  for (const finding of findings) {
    const fits = (!rule.value || finding.dataset.rule === rule.value)
      && finding.dataset.path.toLowerCase().includes(file.value.toLowerCase());
    finding.classList.toggle("hidden", !fits);
    shown += fits;
  }
  for (const section of document.querySelectorAll("section.file")) {
    section.classList.toggle("hidden", !section.querySelector("details.finding:not(.hidden)"));
  }
  document.querySelector("#count").textContent = `${shown} of ${findings.length} shown`;
}

function step(by) {
  const shown = findings.filter((finding) => !finding.classList.contains("hidden"));
  const at = shown.findIndex((finding) => finding.contains(document.activeElement));
  const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))];
  if (next) {
    next.querySelector("summary").focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

if (rule && file) {
  document.querySelector(".filters").hidden = false;
  rule.addEventListener("change", show);
  file.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(input|select)$/i.test(event.target.tagName)) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });
}
