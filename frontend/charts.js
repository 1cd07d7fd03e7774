import { LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([LineChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** A token as a colour a canvas understands: the browser itself resolves light and dark. */
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  probe.hidden = true;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

/** Draw the trend described by the JSON that `data-trend` names; a missing period stays a gap. */
export function drawTrend(place) {
  const trend = JSON.parse(document.getElementById(place.dataset.trend).textContent);
  const chart = init(place, null, { renderer: "canvas" });
  chart.setOption(optionsOf(trend));
  new ResizeObserver(() => chart.resize()).observe(place);
  return chart;
}

function optionsOf({ title, unit, points, labels }) {
  const ink = colour("ink-2");
  const text = { color: ink, fontFamily: token("face"), fontSize: 12 };
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
  const hasTarget = points.some((point) => point.target !== null);
  return {
    animationDuration: 300,
    aria: { enabled: true, label: { description: title } },
    grid: { left: 8, right: 20, top: 22, bottom: 4, containLabel: true },
    textStyle: text,
    tooltip: {
      trigger: "axis",
      renderMode: "richText", // markup with inline styles would be refused by the content policy
      backgroundColor: colour("card"),
      borderColor: colour("line"),
      textStyle: { ...text, color: colour("ink") },
      formatter: ([first]) => describe(points[first.dataIndex], labels, unit, format),
    },
    xAxis: {
      type: "category",
      data: points.map((point) => point.period),
      boundaryGap: false,
      axisLine: { lineStyle: { color: colour("line-2") } },
      axisTick: { show: false },
      axisLabel: text,
    },
    yAxis: {
      type: "value",
      scale: true,
      splitNumber: 4,
      axisLabel: { ...text, formatter: (value) => format.format(value) },
      splitLine: { lineStyle: { color: colour("line") } },
    },
    series: [
      {
        name: labels.value,
        type: "line",
        data: points.map((point) => point.value),
        connectNulls: false,
        symbol: "circle",
        symbolSize: 8,
        lineStyle: { width: 3, color: colour("sawah") },
        itemStyle: { color: colour("sawah") },
        areaStyle: { color: colour("sawah"), opacity: 0.06 },
      },
      ...(hasTarget ? [targetLine(points, labels)] : []),
    ],
  };
}

function targetLine(points, labels) {
  return {
    name: labels.target,
    type: "line",
    data: points.map((point) => point.target),
    connectNulls: true,
    symbol: "diamond",
    symbolSize: 7,
    lineStyle: { width: 2, type: "dashed", color: colour("emas") },
    itemStyle: { color: colour("emas") },
  };
}

function describe(point, labels, unit, format) {
  const known = point.text || (point.value === null ? labels.missing : `${format.format(point.value)} ${unit}`);
  const target = point.target === null ? [] : [`${labels.target}: ${format.format(point.target)} ${unit}`];
  return [point.period, `${labels.value}: ${known}`, ...target, point.coverage].filter(Boolean).join("\n");
}
