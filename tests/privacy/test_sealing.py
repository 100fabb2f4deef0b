"""The arithmetic of the keys: what is sealed opens whole, or not at all."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest

from app.chance import digits, random_bytes
from app.privacy import sealing
from app.privacy.sealing import BLOCK, Unreadable, is_whole, seal, slip_key, unseal, unwrap, with_check, wrap

KEY = bytes(range(32))
ABOUT = b"kf1|ABCDEFGH|3|1798700000|answers"
CONTENT: dict[str, Any] = {"leefloon": {"first_name": {"value": "Ana"}, "works": {"unknown": True}}, "ع": ["é", 1]}


def test_what_was_sealed_opens() -> None:
    assert unseal(KEY, seal(KEY, CONTENT, ABOUT), ABOUT) == CONTENT
    assert unwrap(KEY, wrap(KEY, b"", ABOUT), ABOUT) == b""


def test_a_change_of_any_byte_makes_it_unreadable() -> None:
    sealed = wrap(KEY, b"thirty-two bytes of a data key!!", ABOUT)
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(Unreadable):
            unwrap(KEY, changed, ABOUT)


@pytest.mark.parametrize("length", [0, 1, 12, 13, 28, 40])
def test_a_piece_is_unreadable(length: int) -> None:
    sealed = wrap(KEY, b"thirty-two bytes of a data key!!", ABOUT)
    with pytest.raises(Unreadable):
        unwrap(KEY, sealed[:length], ABOUT)
    with pytest.raises(Unreadable):
        unwrap(KEY, sealed + b"\0", ABOUT)


@pytest.mark.parametrize(
    "about",
    [
        b"kf1|ABCDEFGI|3|1798700000|answers",
        b"kf1|ABCDEFGH|4|1798700000|answers",
        b"kf1|ABCDEFGH|3|1798700001|answers",
        b"kf1|ABCDEFGH|3|1798700000|key",
        b"",
    ],
)
def test_what_belongs_to_another_row_is_unreadable(about: bytes) -> None:
    with pytest.raises(Unreadable):
        unseal(KEY, seal(KEY, CONTENT, ABOUT), about)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Unreadable):
        unseal(bytes(32), seal(KEY, CONTENT, ABOUT), ABOUT)


def test_sealing_twice_looks_different() -> None:
    assert len({seal(KEY, CONTENT, ABOUT) for _ in range(20)}) == 20


@pytest.mark.parametrize(("many", "blocks"), [(0, 1), (10, 1), (4000, 1), (4200, 2), (9000, 3)])
def test_the_length_tells_nothing_but_the_block(many: int, blocks: int) -> None:
    around = 1 + sealing.NONCE_BYTES + 16  # version, nonce, tag
    assert len(seal(KEY, {"x": "a" * many}, ABOUT)) == around + blocks * BLOCK


def test_nothing_of_the_words_is_left_in_a_seal() -> None:
    sealed = seal(KEY, {"name": "Kanarie"}, ABOUT)
    assert b"Kanarie" not in sealed
    assert b"name" not in sealed


def test_a_key_of_a_slip_needs_everything_it_is_made_of() -> None:
    made = {
        slip_key("1" * 28, bytes(16), bytes(32), "ABCDEFGH"),
        slip_key("2" * 28, bytes(16), bytes(32), "ABCDEFGH"),
        slip_key("1" * 28, bytes([1]) * 16, bytes(32), "ABCDEFGH"),
        slip_key("1" * 28, bytes(16), bytes([1]) * 32, "ABCDEFGH"),
        slip_key("1" * 28, bytes(16), bytes(32), "ABCDEFGI"),
    }
    assert len(made) == 5
    assert {len(key) for key in made} == {32}
    assert slip_key("1" * 28, bytes(16), bytes(32), "ABCDEFGH") in made


def test_a_typing_mistake_in_a_code_is_seen() -> None:
    for _ in range(50):
        whole = with_check(digits(26))
        assert is_whole(whole)
        place = random_bytes(1)[0] % 28
        typed = whole[:place] + str((int(whole[place]) + 1 + place % 9) % 10) + whole[place + 1 :]
        assert not is_whole(typed), "one wrong digit"
        for at, (one, other) in enumerate(pairwise(whole)):
            if one != other:
                assert not is_whole(whole[:at] + other + one + whole[at + 2 :]), "two digits changed places"


@pytest.mark.parametrize(
    "typed", ["", "1" * 27, "1" * 29, "x" * 28, "1" * 27 + " ", "١" * 28, "-" + "1" * 27, "²" * 28]
)
def test_what_is_no_code_is_not_whole(typed: str) -> None:
    assert not is_whole(typed)


def test_ten_slips_at_the_same_moment_get_their_keys() -> None:
    with ThreadPoolExecutor(10) as pool:
        keys = set(pool.map(lambda _n: slip_key("1" * 28, b"0" * 16, b"e" * 32, "handle"), range(10)))
    assert len(keys) == 1
