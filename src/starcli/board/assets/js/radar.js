// The radar of a unit's dimension scores beside the mean of its group.

const RADIUS = 110;
const RINGS = [0.25, 0.5, 0.75, 1];

function radar(unit, means) {
  const known = board.dimensions
    .map((dimension, at) => ({ dimension, score: unit.dimensions[at].score, mean: means[at] }))
    .filter((one) => one.score !== null);
  if (known.length < 3) return null;
  const point = (at, share) => {
    const angle = (2 * Math.PI * at) / known.length - Math.PI / 2;
    return [Math.cos(angle) * RADIUS * share, Math.sin(angle) * RADIUS * share];
  };
  const shape = (shares) =>
    shares
      .map((share, at) =>
        point(at, share)
          .map((part) => part.toFixed(1))
          .join(","),
      )
      .join(" ");
  const label = say("radar", { name: unit.name });
  return svg(
    "svg",
    { class: "radar", viewBox: "-190 -150 380 300", role: "img", "aria-label": label },
    RINGS.map((ring) => svg("polygon", { class: "ring", points: shape(known.map(() => ring)) })),
    known.map((_, at) =>
      svg("line", { class: "spoke", x1: 0, y1: 0, x2: point(at, 1)[0].toFixed(1), y2: point(at, 1)[1].toFixed(1) }),
    ),
    svg("polygon", { class: "mean", points: shape(known.map((one) => one.mean || 0)) }),
    svg("polygon", { class: "own", points: shape(known.map((one) => one.score)) }),
    known.map((one, at) =>
      svg("circle", {
        class: "dot",
        cx: point(at, one.score)[0].toFixed(1),
        cy: point(at, one.score)[1].toFixed(1),
        r: 3.5,
      }),
    ),
    RINGS.slice(1, 2).map((ring) =>
      svg("text", { class: "scale", x: 4, y: (-RADIUS * ring - 3).toFixed(1) }, `${ring * 100}%`),
    ),
    known.map((one, at) => radarLabel(one, point(at, 1.13))),
  );
}

function radarLabel(one, [x, y]) {
  const name = told(one.dimension.name);
  const anchor = Math.abs(x) < 10 ? "middle" : x > 0 ? "start" : "end";
  const lower = y > 0 ? 10 : 0;
  return svg(
    "text",
    { x: x.toFixed(1), y: (y + lower - 4).toFixed(1), "text-anchor": anchor },
    svg("tspan", { x: x.toFixed(1) }, name.length > LONG ? one.dimension.id : name),
    svg("tspan", { x: x.toFixed(1), dy: 15, class: "scale" }, percent(one.score)),
  );
}
