// A figure for a file of its own: what the page says around it stands in the picture.

const LINE_PX = 20;
const FOOT_CHARACTER_PX = 7;
const CHARACTER_PX = 8;
const TITLE_CHARACTER_PX = 10.5; // bold and larger
const SAMPLE_PX = 50; // width of a sample in the legend

/** A dressed figure with its title above, what its lines stand for below that, and a note at the foot. */
export function pictureFigure({ data, layout }, { figure, at, note }) {
  const margin = { l: 8, r: 8, t: 8, b: 8, ...layout.margin };
  const title = lines(figure.layout.title.text, layout.width / TITLE_CHARACTER_PX);
  const named = layout.meta?.legend ? data.filter((trace) => trace.showlegend !== false) : [];
  const rows = legendRows(named.map((trace) => trace.name), layout.width);
  const foot = note ? lines(note, layout.width / FOOT_CHARACTER_PX) : [];
  const plot = layout.height - margin.t - margin.b;
  const above = (title.length + rows) * LINE_PX + 14;
  const below = foot.length ? foot.length * 0.85 * LINE_PX + 10 : 0;
  const paper = FIGURE_THEME.template.layout.hoverlabel.bgcolor;
  const more = foot.length ? [{
    text: foot.join("<br>"), font: { size: 12.5 }, align: "left", xref: "paper", x: 0, xanchor: "left", xshift: 8 - margin.l,
    yref: "paper", y: 0, yanchor: "top", yshift: -margin.b, showarrow: false,
  }] : [];
  return {
    data,
    layout: {
      ...layout,
      height: layout.height + above + below,
      margin: { ...margin, t: margin.t + above, b: margin.b + below },
      title: { text: `<b>${title.join("<br>")}</b>`, font: { size: 17 }, x: 0, xanchor: "left", y: 1, yanchor: "top", yref: "container", pad: { l: 8, t: 8 }, automargin: false },
      showlegend: named.length > 0,
      legend: { orientation: "h", x: -margin.l / Math.max(1, layout.width - margin.l - margin.r), xanchor: "left", y: 1 + margin.t / plot, yanchor: "bottom", bgcolor: "rgba(0,0,0,0)", itemclick: false },
      annotations: [...(layout.annotations ?? []), ...more],
      paper_bgcolor: at.dark ? FIGURE_THEME.dark[paper] : paper,
    },
  };
}

/** A text in lines of so many characters at most. */
function lines(text, most) {
  const made = [""];
  for (const word of text.split(" ")) {
    const longer = `${made.at(-1)} ${word}`.trim();
    if (longer.length > most) made.push(word);
    else made[made.length - 1] = longer;
  }
  return made;
}

/** How many rows a level legend takes. */
function legendRows(names, width) {
  let [rows, left] = [names.length ? 1 : 0, width];
  for (const name of names) {
    const needed = SAMPLE_PX + name.length * CHARACTER_PX;
    if (needed > left) [rows, left] = [rows + 1, width];
    left -= needed;
  }
  return rows;
}
