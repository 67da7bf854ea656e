"""The table of what Python and the browser tell each other of maps, held from both sides."""

import json
from dataclasses import asdict

from figures import theme
from player import MapsData, assets, contract_maps
from tests.player.declared import in_javascript, in_python
from tests.player.test_contract import fits


def test_both_languages_declare_the_same() -> None:
    tables = [
        value
        for value in vars(contract_maps).values()
        if isinstance(value, type) and value.__module__ == contract_maps.__name__
    ]
    declared = in_javascript(assets.HERE / "js" / "maps" / "contract.d.ts")
    assert declared == {table.__name__: in_python(table) for table in tables}


def test_what_the_maps_are_called_with_is_declared() -> None:
    data = MapsData(
        map="{}",
        palettes=theme.PALETTES,  # type: ignore[arg-type]
        marks=[0],
        dashes=["solid"],
        symbols=["circle"],
        name="map",
        caption="",
        link="",
    )
    assert fits(json.loads(json.dumps(asdict(data))), contract_maps.MapsData)
