"""The key of a bot that was given none: made once, read anew when it changes, never lost."""

from functools import partial
from pathlib import Path
from stat import S_IMODE
from typing import Final

import pytest
from cryptography.fernet import Fernet

from bot.store.errors import KeysMissing
from bot.store.key_file import KeyFile, KeysBeingRotated, new_key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "secret.key"


@pytest.fixture
def file(path: Path) -> KeyFile:
    """With a first key."""
    one = KeyFile(path)
    one.make_if_absent()
    return one


def test_the_first_key_is_made_once_and_for_its_owner_alone(path: Path, file: KeyFile) -> None:
    """A second start finds it."""
    [key] = file()

    KeyFile(path).make_if_absent()

    assert KeyFile(path)() == (key,)
    Fernet(key)
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_file_of_a_version_before_is_read(path: Path) -> None:
    """One key, without an end of line."""
    key = new_key()
    path.parent.mkdir()
    path.write_text(key)

    assert KeyFile(path)() == (key,)


@pytest.mark.parametrize("between", [",", ", ", "\n", " ,\n", "\r\n"])
def test_keys_are_read_as_people_write_them(path: Path, between: str) -> None:
    """One a line, or as in SECRET_KEYS; newest first."""
    keys = (new_key(), new_key())
    path.parent.mkdir()
    path.write_text(between.join(keys))

    assert KeyFile(path)() == keys


def test_a_new_key_stands_before_the_old_one(path: Path, file: KeyFile) -> None:
    """What was sealed before still opens."""
    [old] = file()

    file.begin()

    newest, *others = KeyFile(path)()
    assert newest != old
    assert others == [old]
    assert S_IMODE(path.stat().st_mode) == 0o600


def test_an_unfinished_rotation_makes_no_third_key(file: KeyFile) -> None:
    """It goes on with the first."""
    file.begin()
    keys = file()

    file.begin()

    assert file() == keys


def test_the_end_leaves_the_newest(path: Path, file: KeyFile) -> None:
    """And no copy of an older one in the folder."""
    [old] = file()
    file.begin()
    newest, _ = file()

    file.end(keep_older=False)

    assert file() == (newest,)
    assert not [other for other in path.parent.iterdir() if old in other.read_text()]


def test_a_running_bot_sees_each_change(path: Path, file: KeyFile) -> None:
    """The next value that it seals is sealed with the new key."""
    running = KeyFile(path)
    seen = [running()]

    for change in (file.begin, partial(file.end, keep_older=False), file.begin):
        change()
        seen.append(running())
        assert seen[-1] == file()

    assert [len(keys) for keys in seen] == [1, 2, 1, 2]


def test_it_is_read_again_only_when_it_changed(
    path: Path, file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each seal asks for the keys: a look at the folder must do."""
    keys = file()
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: pytest.fail("read again"))

    assert file() == keys


@pytest.mark.parametrize("damage", ["", "no key", "\u00e9"])
def test_what_is_known_outlives_a_damaged_file(path: Path, file: KeyFile, damage: str) -> None:
    """An editor that empties the file before it writes it must not cost a hand-over."""
    keys = file()

    path.write_text(damage)
    assert file() == keys
    path.unlink()
    assert file() == keys
    path.write_text("\n".join([new_key(), *keys]))

    assert len(file()) == 2


_KEY: Final = new_key()


@pytest.mark.parametrize(
    "damage",
    [
        "",
        ",",
        "no key",
        "canary-of-a-key\n",
        "\u00e9",
        # What Fernet itself would take for a key; none in a name, as each process makes others.
        pytest.param(f"{_KEY}{new_key()}", id="two run together"),
        pytest.param(f"{_KEY}\n{new_key()}!", id="a sign too many"),
        pytest.param(f"{_KEY[:9]}\x00{_KEY[9:]}", id="a zero byte"),
        pytest.param(f'SECRET_KEYS="{_KEY}"', id="a setting"),
    ],
)
def test_a_file_without_a_key_is_named_and_not_shown(path: Path, damage: str) -> None:
    """Nor overwritten: somebody may still mend it."""
    path.parent.mkdir()
    path.write_text(damage)
    file = KeyFile(path)
    file.make_if_absent()

    with pytest.raises(KeysMissing, match="holds what is no key") as fault:
        file()

    assert str(path) in str(fault.value)
    assert not [word for word in ("canary", _KEY) if word in str(fault.value)]
    assert path.read_text() == damage


def test_none_is_made_where_one_was_expected(path: Path) -> None:
    """A rotation without an old key would only hide that it is lost."""
    path.parent.mkdir()
    file = KeyFile(path)

    assert file() == ()
    with pytest.raises(KeysMissing, match="is missing"):
        file.begin()
    assert not path.exists()


def test_what_a_killed_process_left_half_written_is_no_obstacle(path: Path, file: KeyFile) -> None:
    """Nor is it ever read."""
    keys = file()
    path.with_suffix(".new").write_text("half a k")

    assert KeyFile(path)() == keys
    file.begin()

    assert len(file()) == 2
    assert not path.with_suffix(".new").exists()


def test_two_rotations_at_once_are_one_too_many(path: Path, file: KeyFile) -> None:
    """Of two new keys, one would be lost, and what was sealed with it."""
    with file.rotating(), pytest.raises(KeysBeingRotated), KeyFile(path).rotating():
        pytest.fail("two at once")

    with KeyFile(path).rotating():
        pass
