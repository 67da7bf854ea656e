import asyncio
import gzip
import hashlib
import re
from pathlib import Path
from typing import Any

import plotly
import pytest

import player
from player import assets, maps
from tests.player.node import node

ENTRIES = [assets.PLAYER, assets.SAVER, assets.RELAY, assets.ENGINE, assets.STANDALONE]
ENTRIES += [maps.MAPS, maps.WORKER]
MODULES = sorted((assets.HERE / "js").rglob("*.js"))
WHEEL = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


def ask(path: str, accept: str) -> tuple[dict[str, str], bytes]:
    """Ask the route as an ASGI server does; return the headers and body of its answer."""
    sent: list[Any] = []
    route = player.plotly_route()
    assert route.path_regex.match("/" + path)
    assert route.path_regex.match("/tools/switchback/" + path)  # server.baseUrlPath
    scope = {
        "type": "http",
        "method": "GET",
        "path": route.path,
        "headers": [(b"accept-encoding", accept.encode())],
        "query_string": b"",
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(route.handle(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return headers, b"".join(message.get("body", b"") for message in sent)


def test_plotly_comes_from_the_wheel_compressed_and_is_cached_for_a_year() -> None:
    headers, body = ask(assets.library_path(), "gzip, br")
    assert gzip.decompress(body) == WHEEL.read_bytes()
    assert len(body) < 1_600_000
    assert headers["content-encoding"] == "gzip"
    assert headers["content-type"].startswith("text/javascript")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"


def test_plotly_comes_plain_for_a_browser_that_cannot_unpack_it() -> None:
    headers, body = ask(assets.library_path(), "identity")
    assert body == WHEEL.read_bytes()
    assert "content-encoding" not in headers


def test_the_address_of_plotly_carries_a_fingerprint() -> None:
    assert re.fullmatch(r"plotly-[0-9a-f]{12}\.js", assets.library_path())


def test_the_script_is_one_module_with_one_export_and_no_imports() -> None:
    script = assets.script()
    assert re.findall(r"^(?:import|export).*", script, flags=re.MULTILINE) == [
        "export default function mount({data,parentElement,setStateValue,setTriggerValue}){"
    ]
    assert "// " not in script
    assert "/**" not in script
    assert len(script) < 152_000


def test_the_encoder_of_gifs_is_the_file_that_its_readme_names_with_its_licence() -> None:
    code = assets.text("vendor/gifenc.esm.js")
    fingerprint = "cec614f6b77348eb6ea6a64921bab65e72d5e7f839a097c8fda8fc883c3146f7"
    assert hashlib.sha256(code.encode()).hexdigest() == fingerprint
    assert "MIT License" in assets.text("vendor/gifenc.LICENSE.md")
    offered = f"{assets.gif_encoder()}console.log(Object.keys(gifenc).includes('GIFEncoder'))"
    assert node(["--input-type=module"], offered) == "true\n"
    assert not any(
        "GIFEncoder" in assets.script(entry) for entry in (assets.PLAYER, assets.STANDALONE)
    )


def test_every_module_of_the_folder_is_in_a_script() -> None:
    assert {path for entry in ENTRIES for path in assets.modules(entry)} == set(MODULES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.stem)
def test_a_module_comes_after_those_it_needs(entry: Path) -> None:
    modules = assets.modules(entry)
    assert modules[-1] == entry
    for place, path in enumerate(modules):
        needs = re.findall(r'^import .* from "(.+)";$', path.read_text("utf-8"), re.M)
        assert {(path.parent / name).resolve() for name in needs} <= set(modules[:place])


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.stem)
def test_no_two_modules_export_the_same_name(entry: Path) -> None:
    whole = "\n".join(path.read_text("utf-8") for path in assets.modules(entry))
    named = r"^export (?!default)(?:async )?(?:function\*?|class|const) (\w+)"
    assert len(re.findall(named, whole, re.M)) == len(re.findall(r"^export (?!def)", whole, re.M))
    names = re.findall(named, whole, re.M)
    assert len(names) == len(set(names))


def test_own_names_of_a_module_stay_its_own() -> None:
    """What a script exports sees its imports, and two modules may call something the same."""
    whole = assets.script(assets.ENGINE)
    said = node(["--input-type=module"], f"{whole}\nconsole.log(typeof LONGEST, typeof loopOf)")
    assert said == "undefined function\n"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.stem)
def test_the_script_that_travels_says_what_its_modules_say(entry: Path) -> None:
    """Strings are the same to the letter, and all other signs in the same order."""
    *others, own = (path.read_text("utf-8") for path in assets.modules(entry))
    whole = "\n".join([*(text.replace("export default ", "") for text in others), own])
    apart = r"^import [^\n]*\n|/\*\*.*?\*/|// [^\n]*|^export (?!default)"
    whole = re.sub(apart, "", whole, flags=re.M | re.S)
    script = assets.script(entry)
    strings = r'"[^"\n]*"|`[^`]*`'
    assert re.findall(strings, script) == re.findall(strings, whole)
    closed = r"^const\{\S*\}=\(\(\)=>\{$|^return\{\S*\};\n\}\)\(\);$"
    bare = re.sub(closed, "", script, flags=re.M)
    assert re.sub(r"\s", "", bare) == re.sub(r"\s", "", whole)
    assert node(["--check", "--input-type=module"], assets.script(entry)) == ""


@pytest.mark.parametrize("word", ["innerHTML", "eval(", "http://", "https://", "document.write"])
def test_the_script_neither_writes_markup_nor_calls_another_host(word: str) -> None:
    assert word not in assets.script()


def test_modules_stay_small_and_lines_short() -> None:
    for path in [*MODULES, *(assets.HERE / "js").glob("*.d.ts")]:
        lines = path.read_text("utf-8").splitlines()
        assert len(lines) <= 250
        assert max(map(len, lines)) <= 110
