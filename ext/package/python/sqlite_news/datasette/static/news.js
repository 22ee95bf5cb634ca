// Draws <canvas data-chart='{"type", "labels", "series", "horizontal"}'> with Chart.js, if it is here.
for (const canvas of document.querySelectorAll('canvas[data-chart]')) {
  const told = JSON.parse(canvas.dataset.chart);
  if (typeof Chart === 'undefined' || told.labels.length === 0) {
    canvas.remove();
    continue;
  }
  const colours = ['#0072b2', '#e69f00', '#009e73'];
  const text = getComputedStyle(canvas.parentNode).color;
  const whole = { ticks: { precision: 0, color: text }, beginAtZero: true, stacked: true };
  const names = { ticks: { color: text, autoSkip: !told.horizontal }, stacked: true };
  new Chart(canvas, {
    type: told.type,
    data: {
      labels: told.labels,
      datasets: Object.entries(told.series).map(([label, data], i) => ({
        label,
        data,
        backgroundColor: colours[i % colours.length],
        maxBarThickness: 28,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: told.horizontal ? 'y' : 'x',
      scales: told.horizontal ? { x: whole, y: names } : { x: names, y: whole },
      plugins: { legend: { labels: { color: text }, display: Object.keys(told.series).length > 1 } },
    },
  });
}
