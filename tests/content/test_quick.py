"""Our quick ``dataclass`` is the standard library's to all who use it: the same class is made by both, and compared."""

from __future__ import annotations

import copy
import dataclasses
import operator
import pickle
from typing import Any

import pytest

from content.quick import dataclass


def made_by(maker: Any) -> Any:
    def made(space: dict[str, Any], **annotations: str) -> Any:
        body = {"__annotations__": annotations, "__module__": __name__, "__qualname__": "Thing", **space}
        return maker(frozen=True, slots=True)(type("Thing", (), body))

    return made


MAKERS = {"quick": made_by(dataclass), "standard": made_by(dataclasses.dataclass)}


def thing(maker: str) -> Any:
    fields = {"rest_ms": 5, "marks": dataclasses.field(default_factory=list), "side": dataclasses.field(default="")}
    return MAKERS[maker](fields, set="int", rest_ms="int", marks="list[int]", side="str")


@pytest.mark.parametrize("maker", MAKERS)
def test_it_is_made_compared_and_shown(maker: str) -> None:
    cls = thing(maker)
    one, same, other = cls(1), cls(set=1), cls(1, 6, [7], "left")
    assert (one.set, one.rest_ms, one.marks, one.side) == (1, 5, [], "")
    assert one == same
    assert one != other
    assert one != (1, 5, [], "")
    assert one.marks is not same.marks
    assert repr(other) == "Thing(set=1, rest_ms=6, marks=[7], side='left')"
    assert cls.__match_args__ == ("set", "rest_ms", "marks", "side")
    assert not hasattr(one, "__dict__")


@pytest.mark.parametrize("maker", MAKERS)
def test_it_is_frozen_and_takes_only_its_fields(maker: str) -> None:
    one = thing(maker)(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'set'"):
        one.set = 2
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
        del one.set
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'set'"):
        thing(maker)()
    with pytest.raises(TypeError, match="unexpected keyword argument 'repetitions'"):
        thing(maker)(1, repetitions=3)


@pytest.mark.parametrize("maker", MAKERS)
def test_hashes_are_of_the_values(maker: str) -> None:
    cls = MAKERS[maker]({}, exercise="str")
    assert hash(cls("bridge")) == hash(cls("bridge"))
    assert {cls("bridge"): 1}[cls("bridge")] == 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(thing(maker)(1))


@pytest.mark.parametrize("maker", MAKERS)
def test_the_tools_of_the_standard_library_work_on_it(maker: str) -> None:
    one: Any = thing(maker)(1, 2, [3], "left")
    assert dataclasses.is_dataclass(type(one))
    assert all(map(operator.is_, dataclasses.fields(one), dataclasses.fields(one)))
    assert [each.name for each in dataclasses.fields(one)] == ["set", "rest_ms", "marks", "side"]
    assert dataclasses.asdict(one) == {"set": 1, "rest_ms": 2, "marks": [3], "side": "left"}
    other: Any = dataclasses.replace(one, side="right")
    assert other.side == "right"
    assert copy.deepcopy(one) == one


@dataclass(frozen=True, slots=True)
class Wish:
    hold_s: int

    def __post_init__(self) -> None:
        if self.hold_s < 1:
            raise ValueError("too short")

    @property
    def hold_ms(self) -> int:
        return self.hold_s * 1_000


def test_what_follows_the_making_is_run_and_methods_stay() -> None:
    assert Wish(3).hold_ms == 3_000
    with pytest.raises(ValueError, match="too short"):
        Wish(0)


def test_it_travels_between_processes() -> None:
    assert pickle.loads(pickle.dumps(Wish(3))) == Wish(3)  # noqa: S301 - our own


def test_other_classes_are_the_standard_librarys() -> None:
    @dataclass(slots=True)
    class Changing:
        number: int = 0

    one = Changing()
    one.number = 3
    assert one == Changing(3)

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        number: int

    assert Ordered(1) < Ordered(2)
