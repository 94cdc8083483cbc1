// Draws a page's charts when they come near the view. Names, years and values are those of the table below each chart; what draws
// them comes only then. Without this script the tables stand alone.
const NEAR = "200px 0px";

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    const figure = target.parentElement;
    import("./drawing.js").then(({ draw }) => draw(figure, target)).catch((error) => {
      console.warn(error);
      target.remove(); // the table says it all
    });
  }
}, { rootMargin: NEAR });

const prepare = (figure) => {
  const plot = document.createElement("div");
  plot.className = "plot";
  figure.append(plot);
  near.observe(plot);
};
document.querySelectorAll("figure[data-chart]").forEach(prepare);
document.addEventListener("chart", (event) => prepare(event.target)); // a figure that another script put into the page
