for (const figure of document.querySelectorAll("figure[data-chart]")) {
  const chart = JSON.parse(figure.dataset.chart);
  const svg = figure.querySelector("svg");
  const cursor = figure.querySelector(".cursor");
  const tip = figure.querySelector(".tip");
  const last = Math.max(...chart.x);
  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * chart.width;
    const wanted = ((at - chart.left) / (chart.width - chart.left - chart.right)) * last;
    let best = 0;
    chart.x.forEach((x, i) => {
      if (Math.abs(x - wanted) < Math.abs(chart.x[best] - wanted)) best = i;
    });
    const x = chart.left + (chart.x[best] / last) * (chart.width - chart.left - chart.right);
    cursor.setAttribute("x1", x);
    cursor.setAttribute("x2", x);
    cursor.style.visibility = "visible";
    tip.replaceChildren();
    const head = document.createElement("div");
    head.className = "soft";
    head.textContent = `${Math.round(chart.x[best])} s` + (chart.phase ? ` · ${chart.phase[best]}` : "");
    tip.append(head);
    for (const line of chart.lines) {
      const row = document.createElement("div");
      const value = line.values[best];
      row.textContent = `${line.name}: ${value === null ? "–" : value.toLocaleString("en")} ${chart.unit}`;
      tip.append(row);
    }
    tip.style.visibility = "visible";
    const left = (x / chart.width) * box.width;
    tip.style.left = left > box.width / 2 ? `${left - tip.offsetWidth - 12}px` : `${left + 12}px`;
  });
  svg.addEventListener("pointerleave", () => {
    cursor.style.visibility = "hidden";
    tip.style.visibility = "hidden";
  });
}
