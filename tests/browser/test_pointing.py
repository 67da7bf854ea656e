"""What a mouse singles out: a run of the legend, of a card, of the picture."""

from playwright.sync_api import expect

from tests.browser.visitor import BOWL, TWO, Visitor


def test_the_legend_hides_a_run_and_shows_it_again(visitor: Visitor) -> None:
    page = visitor.drawn(TWO)
    lines = page.locator(".sb-picture .scatterlayer path.js-line")
    expect(lines).to_have_count(2)
    entry = page.locator(".sb-legend button").nth(1)
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "false")
    expect(lines).to_have_count(1)
    entry.click()
    expect(lines).to_have_count(2)


def test_a_card_under_the_mouse_dims_the_other_runs(visitor: Visitor) -> None:
    page = visitor.drawn(TWO)
    page.locator("[class*=st-key-run-]").first.hover()
    faint = "nodes => nodes.filter(node => node.style.opacity === '0.15').length"
    away = page.locator(".sb-picture .scatterlayer > .trace")
    expect(page.locator(".sb-picture .scatterlayer > .trace[style*='0.15']").first).to_be_attached()
    assert away.evaluate_all(faint) == 2  # the path and the end of the other run


def test_a_path_under_the_mouse_tells_step_place_loss_and_gradient(visitor: Visitor) -> None:
    page = visitor.drawn(f"{BOWL}&run=gd+lr+0.02+at+3+1")
    spot = page.evaluate(
        """() => {
        const plot = document.querySelector(".sb-picture .sb-plot");
        const { xaxis, yaxis } = plot._fullLayout;
        const box = plot.getBoundingClientRect();
        const [x, y] = [3 * 0.96 ** 10, 0.88 ** 10];
        return [box.x + xaxis._offset + xaxis.d2p(x), box.y + yaxis._offset + yaxis.d2p(y)];
        }"""
    )
    page.mouse.move(spot[0] - 3, spot[1])
    page.mouse.move(*spot)
    words = page.locator(".sb-picture .hoverlayer .hovertext")
    for part in ("step 10", "x = 1.99", "y = 0.27", "loss", "gradient"):
        expect(words).to_contain_text(part)
    above = """label => {
      const canvas = document.querySelector(".sb-picture > canvas");
      const [own, ink] = [label.closest("svg"), canvas].map((one) => getComputedStyle(one).zIndex);
      return Number(own) > 0 && ink === "auto";
    }"""
    assert words.evaluate(above)  # no path is drawn over it
    assert words.locator("path").evaluate("box => getComputedStyle(box).fillOpacity") == "1"
