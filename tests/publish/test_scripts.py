"""The files that pages share: named by what is in them."""

from hashlib import blake2b

from publish.scripts import ENTRY, PLAYING, player


def test_a_file_has_its_fingerprint_in_its_name() -> None:
    for file in PLAYING:
        stem, mark = file.name().removesuffix(".js").split("-")
        assert stem == file.stem
        assert mark == blake2b(file.read().encode(), digest_size=6).hexdigest()


def test_the_player_is_one_script_without_imports() -> None:
    script = player()
    assert ENTRY.is_file()
    assert "\nimport " not in script
    assert "\nexport " not in script
    assert "//# sourceMappingURL" not in script
    assert len(script) < 158_000
