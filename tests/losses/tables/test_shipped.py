"""The tables that come along hold the published numbers and open with something that fits them."""

import re

import numpy as np
import pytest

from losses.tables import LINK_ROWS, OPENINGS, TABLES, as_csv, read_table
from losses.tables.names import has_meaning
from tests.losses.tables.made import DATA, MADE

# Published with the data, or printed by R's lm: intercept, slope, R², residual standard error.
LINES = {
    ("cars", "speed", "distance"): (-17.5791, 3.9324, 0.6511, 15.38),
    ("galton", "parent", "child"): (23.94153, 0.64629, 0.2105, 2.239),
    ("penguins", "flipper", "mass"): (-5780.83, 49.69, 0.759, 394.3),
}
SUMS = {
    "penguins": (15021.3, 5865.7, 68713, 1437000, 123),
    "cars": (770, 2149),
    "galton": (63390, 63186.1),
    "orings": (1600, 9, 7),
}
ROWS = {"penguins": 342, "cars": 50, "galton": 928, "orings": 23, "collinear": 40, "outlier": 19}
every_table = pytest.mark.parametrize("key", TABLES)


def test_the_tables_and_their_openings_are_the_same_six() -> None:
    assert list(TABLES) == list(OPENINGS) == list(ROWS)
    assert len(TABLES) == 6
    assert "../cars" not in TABLES


@every_table
def test_a_table_has_its_rows_its_provenance_and_a_title_for_each_column(key: str) -> None:
    table = TABLES[key]
    assert table is TABLES[key]
    assert table.name == key
    assert len(table.values) == ROWS[key]
    assert table.source.endswith(".")
    assert "\n" not in table.source
    assert table.made == (key in MADE)
    assert all(title.isprintable() and len(title) <= 60 for title in table.titles)


@pytest.mark.parametrize("key", SUMS)
def test_the_columns_have_the_published_sums(key: str) -> None:
    np.testing.assert_allclose(TABLES[key].values.sum(axis=0), SUMS[key], rtol=1e-12)


@pytest.mark.parametrize(("key", "column", "target"), LINES)
def test_a_line_through_the_rows_is_the_published_one(key: str, column: str, target: str) -> None:
    table = TABLES[key]
    x, y = table.column(column), table.column(target)
    columns = np.column_stack([np.ones_like(x), x])
    line = np.linalg.lstsq(columns, y)[0]
    rest = float(np.sum((y - columns @ line) ** 2))
    found = (*line, 1 - rest / float(np.sum((y - y.mean()) ** 2)), np.sqrt(rest / (len(x) - 2)))
    np.testing.assert_allclose(found, LINES[key, column, target], rtol=3e-4)


def test_a_logistic_curve_through_the_flights_is_the_published_one() -> None:
    # Dalal, Fowlkes and Hoadley (1989): logit p = 15.043 - 0.2322 t, with a deviance of 20.315.
    table = TABLES["orings"]
    x, y = table.column("temperature"), table.column("distress")
    columns = np.column_stack([np.ones_like(x), x])
    curve = np.zeros(2)
    for _ in range(20):  # Newton's method
        p = 1 / (1 + np.exp(-columns @ curve))
        hessian = columns.T @ (columns * (p * (1 - p))[:, None])
        curve += np.linalg.solve(hessian, columns.T @ (y - p))
    assert curve == pytest.approx([15.0429, -0.23216], rel=1e-4)
    p = 1 / (1 + np.exp(-columns @ curve))
    assert -2 * np.log(np.where(y == 1, p, 1 - p)).sum() == pytest.approx(20.315, abs=1e-3)
    assert table.column("distress").tolist() == (table.column("damaged") > 0).tolist()


def test_penguins_left_out_are_those_that_nobody_measured() -> None:
    notes = read_table((DATA / "penguins.csv").read_bytes(), "penguins").notes
    assert notes[-1] == ("Left out 2 rows with a missing value (rows 4 and 272 below the header).")


def test_a_line_parts_the_gentoo_penguins_from_the_others() -> None:
    table = TABLES["penguins"]
    depth, mass = table.column("bill_depth"), table.column("mass")
    gentoo = table.column("gentoo") == 1
    height = mass - 700 * depth
    assert height[gentoo].min() > height[~gentoo].max()


@pytest.mark.parametrize("name", MADE)
def test_a_made_up_table_is_what_its_seed_gives(name: str) -> None:
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    assert text == MADE[name]()
    assert as_csv(TABLES[name]) == text
    assert len(TABLES[name].values) <= LINK_ROWS


def test_the_two_columns_are_nearly_the_same() -> None:
    values = TABLES["collinear"].values[:, :2]
    assert 100 < np.linalg.cond(values.T @ values) < 120
    assert np.corrcoef(values.T)[0, 1] > 0.98


def test_one_row_bends_the_line() -> None:
    u, v = TABLES["outlier"].values.T
    off = int(np.argmax(abs(v - 1 - u / 2)))
    with_it = np.polyfit(u, v, 1)
    without = np.polyfit(np.delete(u, off), np.delete(v, off), 1)
    assert without == pytest.approx([0.5, 1], abs=0.15)
    assert with_it[0] < 0.25


@every_table
def test_a_table_opens_with_a_model_of_its_columns_and_two_parameters(key: str) -> None:
    opening, columns = OPENINGS[key], TABLES[key].columns
    words = re.findall(r"[a-z_]+", opening.model)
    parameters = [word for word in words if word not in columns]
    assert opening.target in columns
    assert opening.target not in words
    assert set(words) & set(columns)
    assert len(parameters) == len(set(parameters)) == 2
    assert all(len(name) == 1 and not has_meaning(name) for name in parameters)
    assert opening.measure in ("squared", "logistic")
    assert opening.scale in ("raw", "standard")
    assert opening.note.endswith(".")
