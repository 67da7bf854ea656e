"""The charts by step: two of them share the playhead and the hidden runs."""

from playwright.sync_api import expect

from tests.browser.visitor import PLAYER, TWO, Visitor

# For each chart: of the rows of its panel, the share that the ink above it covers at a step.
COVERED = """step => {
  const area = document.querySelector(".sb-chart");
  const { _fullLayout: full } = area.querySelector(".sb-plot");
  const canvas = area.querySelector(":scope > canvas");
  const ratio = canvas.width / area.clientWidth;
  return [["xaxis2", "yaxis2"], ["xaxis14", "yaxis14"]].map(([x, y]) => {
    const across = full[x]._offset + Math.round(full[x].d2p(step));
    const column = Math.floor((across + 0.5) * ratio);
    const [top, height] = [full[y]._offset, full[y]._length].map((at) => Math.round(at * ratio));
    const { data } = canvas.getContext("2d").getImageData(column, top, 1, height);
    return data.filter((alpha, at) => at % 4 === 3 && alpha > 0).length / height;
  });
}"""


def test_the_playhead_stands_at_the_same_step_in_both_charts(visitor: Visitor) -> None:
    page = visitor.drawn(f"{TWO}&view=overlay+second+rate&step=10")
    chart = page.locator(".sb-chart")
    expect(chart).to_have_attribute(
        "aria-label", "By step, for each run: loss; below it effective learning rate, x"
    )
    expect(chart.locator(".scatterlayer path.js-line")).to_have_count(4)
    assert all(share > 0.9 for share in page.evaluate(COVERED, 10))
    assert all(share < 0.3 for share in page.evaluate(COVERED, 30))
    page.locator(PLAYER).focus()
    page.keyboard.press("End")
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "30")
    assert all(share > 0.9 for share in page.evaluate(COVERED, 30))
    assert all(share < 0.3 for share in page.evaluate(COVERED, 10))


def test_two_charts_are_zoomed_apart_and_lose_a_hidden_run_together(visitor: Visitor) -> None:
    page = visitor.drawn(f"{TWO}&view=overlay+second+rate")
    expect(page.locator(".sb-legend li")).to_have_count(2)
    lines = page.locator(".sb-chart .scatterlayer path.js-line")
    page.locator(".sb-legend button").nth(1).click()
    expect(lines).to_have_count(2)
    page.locator(".sb-legend button").nth(1).click()
    expect(lines).to_have_count(4)
    box = page.locator(".sb-chart .nsewdrag[data-subplot=x14y14]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] - 20, steps=4)
    page.mouse.up()
    ends = "x => document.querySelector('.sb-chart .sb-plot')._fullLayout[x].range.map(Number)"
    page.wait_for_function(f"({ends})('xaxis14')[0] > 10")
    assert page.evaluate(ends, "xaxis2") == [0, 40]


def test_numbers_of_many_digits_stand_beside_the_title_of_their_axis(visitor: Visitor) -> None:
    page = visitor.drawn("/?loss=x^2%2B1e9&run=gd+lr+0.1+at+2")
    picture = page.locator(".sb-picture")
    box = picture.bounding_box()
    title = picture.locator("[class^=g-y] text").bounding_box()
    assert box is not None
    assert title is not None
    assert title["x"] >= box["x"] - 1
    numbers = picture.locator("g[class^=y][class$=tick] text")
    assert any(text.startswith("1.00000000") for text in numbers.all_text_contents())
    for number in numbers.all():
        place = number.bounding_box()
        assert place is not None
        assert place["x"] >= title["x"] + title["width"] - 3  # a box has some air
