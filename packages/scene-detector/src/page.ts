import { escape } from "./fcpxml.ts";
import type { Cut, Detection, Scene } from "./result.ts";
import type { FrameStats } from "./stats.ts";

const curveWidth = 1200;
const curveHeight = 160;

/** The report as one HTML document. `pictures` are data URLs, one a scene. */
export function reportPage(
  detection: Detection,
  pictures: readonly string[],
  size: { width: number; height: number },
): string {
  const { video, scenes, cuts, warnings } = detection;
  const name = escape(video.name ?? "video");
  const rate = video.frameRate.numerator / video.frameRate.denominator;
  const facts = [
    `${video.width} × ${video.height}`,
    `${Number(rate.toFixed(3))} frames a second${video.variableFrameRate ? " on average" : ""}`,
    clock(detection.stats.endSeconds),
    video.codec,
    plural(scenes.length, "scene"),
    kinds(cuts),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>Scenes of ${name}</title>
<style>${style.replace("THUMB", String(Math.min(size.width, 320)))}</style>
</head>
<body>
<header>
<h1>${name}</h1>
<p class="facts">${facts.map((fact) => `<span>${escape(fact)}</span>`).join("")}</p>
${warnings.map(({ message }) => `<p class="warning">${escape(message)}</p>\n`).join("")}</header>
<section>
<h2>Change from frame to frame</h2>
${curve(detection)}
<p class="legend"><i class="cut"></i>cut <i class="fade"></i>fade <i class="dissolve"></i>dissolve</p>
</section>
<section>
<h2>Scenes</h2>
<ol class="scenes">
${scenes.map((scene, index) => card(scene, pictures[index] ?? "", cuts[index - 1], size)).join("")}</ol>
</section>
</body>
</html>
`;
}

function card(
  { index, start, end, durationSeconds }: Scene,
  picture: string,
  opening: Cut | undefined,
  size: { width: number; height: number },
): string {
  const how = opening
    ? `<span class="${opening.kind}">${opening.kind}</span> ${Math.round(opening.confidence * 100)} %`
    : "<span>start</span>";
  return `<li id="scene-${index + 1}">
<img src="${picture}" width="${size.width}" height="${size.height}" alt="Scene ${index + 1}" loading="lazy">
<div><b>${index + 1}</b><em>${durationSeconds.toFixed(2)} s</em></div>
<div><time>${start.timecode}</time><time>${end.timecode}</time></div>
<div><small>frames ${start.frame}–${Math.max(start.frame, end.frame - 1)}</small><small>${how}</small></div>
</li>
`;
}

function curve({ stats, cuts, scenes }: Detection): string {
  const first = stats.frames === 0 ? 0 : stats.times[0]!;
  const length = Math.max(1e-3, stats.endSeconds - first);
  const across = (seconds: number): number => ((seconds - first) / length) * curveWidth;
  const columns = Math.max(1, Math.min(curveWidth, stats.frames));
  const peaks = highest(stats, columns, (seconds) => (across(seconds) * columns) / curveWidth);
  const top = Math.max(10, ...peaks);
  // Square roots: motion of a few levels stays visible beside a cut of a hundred.
  const points = peaks.map(
    (value, column) =>
      `${((column * curveWidth) / columns).toFixed(1)} ${((1 - Math.sqrt(value / top)) * (curveHeight - 8) + 8).toFixed(1)}`,
  );
  const bands = scenes
    .filter(({ index }) => index % 2 === 1)
    .map(({ start, end }) => {
      const left = across(start.seconds);
      return `<rect class="band" x="${left.toFixed(1)}" width="${(across(end.seconds) - left).toFixed(1)}" height="${curveHeight}"/>`;
    });
  const marks = cuts.map((cut, index) => {
    const x = across(cut.seconds).toFixed(1);
    return `<a href="#scene-${index + 2}"><title>${cut.kind} at ${cut.timecode}, frame ${cut.frame}, score ${cut.score.toFixed(1)}</title><line class="${cut.kind}" x1="${x}" x2="${x}" y2="${curveHeight}"/></a>`;
  });
  const step = niceStep(length / 8);
  const labels: string[] = [];
  for (let time = Math.ceil(first / step) * step; time < first + length; time += step)
    labels.push(
      `<text x="${across(time).toFixed(1)}" y="${curveHeight + 16}">${clock(time)}</text>`,
    );
  return `<svg viewBox="0 0 ${curveWidth} ${curveHeight + 22}" role="img" aria-label="Change of each frame against the one before, with the cuts">
${bands.join("")}
<path d="M0 ${curveHeight} L${points.join(" L")} L${curveWidth} ${curveHeight}Z"/>
${marks.join("\n")}
${labels.join("")}
</svg>`;
}

/** The largest change in each column of the curve. */
function highest(
  stats: FrameStats,
  columns: number,
  across: (seconds: number) => number,
): number[] {
  const peaks = Array.from({ length: columns }, () => -1);
  for (let frame = 0; frame < stats.frames; frame++) {
    const column = Math.min(columns - 1, Math.max(0, Math.floor(across(stats.times[frame]!))));
    peaks[column] = Math.max(peaks[column]!, stats.change[frame]!);
  }
  // A column without a frame shows the frame that is still on the screen.
  let shown = 0;
  return peaks.map((peak) => (peak < 0 ? shown : (shown = peak)));
}

/** A round number of seconds that is at least `least`. */
function niceStep(least: number): number {
  return (
    [0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800].find((step) => step >= least) ?? 3600
  );
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const rest = seconds - whole > 0.005 ? (seconds - whole).toFixed(1).slice(1) : "";
  const two = (value: number): string => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  return `${hours > 0 ? `${hours}:` : ""}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${rest}`;
}

function kinds(cuts: readonly Cut[]): string {
  const counts = (["cut", "fade", "dissolve"] as const)
    .map((kind) => [kind, cuts.filter((cut) => cut.kind === kind).length] as const)
    .filter(([kind, count]) => count > 0 || kind === "cut");
  return counts.map(([kind, count]) => plural(count, kind)).join(", ");
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

const style = `
:root{color-scheme:light dark;--back:#f6f6f4;--card:#fff;--ink:#1d1d1f;--soft:#6b6b70;--line:#dcdcd8;--curve:#8a94a6;--cut:#d6336c;--fade:#1971c2;--dissolve:#2b8a3e}
@media(prefers-color-scheme:dark){:root{--back:#161618;--card:#202024;--ink:#ececee;--soft:#9a9aa2;--line:#34343a;--curve:#6c7689;--cut:#ff6b9d;--fade:#5ab0ff;--dissolve:#63d07b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1320px;padding:28px 24px 60px;background:var(--back);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
h1{margin:0;font-size:24px;overflow-wrap:anywhere}
h2{margin:28px 0 10px;font-size:15px;color:var(--soft);font-weight:600}
.facts{display:flex;flex-wrap:wrap;gap:4px 18px;margin:6px 0 0;color:var(--soft)}
.warning{padding:8px 12px;border-left:4px solid #e8a100;background:var(--card)}
svg{display:block;width:100%;background:var(--card);border:1px solid var(--line);border-radius:8px}
svg path{fill:var(--curve)}svg .band{fill:var(--line);opacity:.45}
svg line{stroke-width:2;opacity:.6}line.cut{stroke:var(--cut)}line.fade{stroke:var(--fade)}line.dissolve{stroke:var(--dissolve)}
svg a:hover line{stroke-width:5;opacity:1}svg text{fill:var(--soft);font-size:12px}
.legend{margin:8px 0 0;color:var(--soft);font-size:13px}
.legend i{display:inline-block;width:12px;height:3px;margin:0 5px 3px 14px}.legend i:first-child{margin-left:0}
i.cut{background:var(--cut)}i.fade{background:var(--fade)}i.dissolve{background:var(--dissolve)}
.scenes{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,THUMBpx),1fr));gap:16px;padding:0;margin:0;list-style:none}
.scenes li{padding:8px;background:var(--card);border:1px solid var(--line);border-radius:8px}
.scenes li:target{outline:3px solid var(--cut)}
.scenes img{display:block;width:100%;height:auto;border-radius:4px;background:#000}
.scenes div{display:flex;justify-content:space-between;gap:8px;margin-top:6px}
.scenes em{font-style:normal;color:var(--soft)}time{font-variant-numeric:tabular-nums;font-size:13px}
small{color:var(--soft);font-size:12px}small .cut{color:var(--cut)}small .fade{color:var(--fade)}small .dissolve{color:var(--dissolve)}
`;
