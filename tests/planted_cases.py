"""Small worlds for the check-up in a planted corpus: ``planted_cases.toml`` as documents, and what is true of them."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.planted_model import Aim, Place, Sum, bank

if TYPE_CHECKING:
    from tests.planted import Maker

FIRST = 200  # the number of the first document of the first case; plans of topics stay far below
NEXT = 10
YEAR = 2025


class Case(NamedTuple):
    """Documents of one place that are planted together; ``index`` tells the cases apart."""

    index: int
    subject: str
    level: str
    documents: Sequence[Mapping[str, Any]]
    sums: Sequence[Sequence[Any]]


@cache
def cases() -> tuple[Case, ...]:
    """The cases of ``planted_cases.toml``."""
    rows = _file()["case"]
    return tuple(
        Case(index, row["subject"], row.get("level", "city"), row["document"], row.get("sums", ()))
        for index, row in enumerate(rows)
    )


def order(province: Place, cities: Sequence[Place]) -> Iterator[tuple[Case, Place]]:
    """Every case in every city, in the province where it is of that level."""
    for round_, city in enumerate(cities):
        for case in cases():
            if case.level == "city":
                yield case, city
            elif round_ == 0:
                yield case, province


def plant_case(maker: Maker, case: Case, place: Place) -> None:
    """Plant the documents of a case and note what is true of them."""
    pilots = random.Random(f"{place.region}|{case.subject}").sample(bank()["pilots"], 8)
    names = {"place": place.name, "office": place.office, "code": place.code, "pilots": "、".join(pilots)}
    places = [maker.cities[document["at"]] if "at" in document else place for document in case.documents]
    for position, (document, home) in enumerate(zip(case.documents, places, strict=True)):
        year = document.get("year", YEAR)
        number = f"{home.code}〔{year}〕{FIRST + NEXT * case.index + position}号"
        names |= {f"n{position}": number, f"t{position}": f"{home.name}{case.subject}{_KINDS[position]}"}
        names[f"half{position}"] = number.replace("〔", "[").replace("〕", "]")
    for position, (document, home) in enumerate(zip(case.documents, places, strict=True)):
        _plant(maker, case, home, position, document, names)
    if case.sums:
        numbers = tuple(names[f"n{position}"] for position in range(len(case.documents)))
        maker.truth.sums[numbers] = {Sum(*row) for row in case.sums}


_KINDS = ("实施方案", "行动方案", "工作方案", "攻坚方案", "专项方案")


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _plant(
    maker: Maker, case: Case, place: Place, position: int, document: Mapping[str, Any], names: Mapping[str, str]
) -> None:
    number, title, year = names[f"n{position}"], names[f"t{position}"], document.get("year", YEAR)
    truth = maker.truth
    lines = [f"为做好{case.subject}工作，制定本方案。{document.get('preamble', '').format_map(names)}", "一、重点任务"]
    for label, task in enumerate((*document.get("tasks", ()), *_file()["usual"]), 1):
        said = _statement(maker, place, year, number, task)
        lines.append(f"{label}.{task['title']}。{task['text'].format_map(names)}{said}")
        for indicator, value, unit, due in task.get("aims", ()):
            truth.aims.add(Aim(number, task["title"], indicator, value, unit, due))
    lines += ["二、附则", *([document["ending"]] if "ending" in document else []), "本方案自印发之日起施行。"]
    truth.links |= {
        (number, relation, cited.format_map(names) or None) for relation, cited in document.get("links", ())
    }
    for cited, its_year in document.get("stubs", ()):
        truth.stubs[cited.format_map(names)] = (place.office, place.level, its_year)
    truth.faults |= {(rule, number) for rule in document.get("faults", ())}
    maker.issue(f"{case.subject}/{year}-{title}.txt", place, number, title, f"{year}年{6 + position}月12日", lines)


def _statement(maker: Maker, place: Place, year: int, number: str, task: Mapping[str, Any]) -> str:
    """The bracket that says who is responsible, its parts noted."""

    def printed(functions: Sequence[str], role: str, basis: str = "stated") -> str:
        found = [maker.body(place, year, function, {"name": ""}, slip=False) for function in functions]
        for _, body in found:
            maker.note_part(number, task["title"], body, role, basis)
        return "、".join(place.word + short for short, _ in found)

    title, word = task["title"], place.word
    if "open" in task:
        maker.note_part(number, title, f"{place.region}.{task['open']}", "lead", "stated")
        maker.truth.bodies.setdefault(f"{place.region}.{task['open']}", set()).add(_surface(task["said"]))
        return str(task["said"])
    if "former" in task:
        key = place.name + task["former"]
        maker.note_part(number, title, key, "lead", "stated")
        maker.truth.bodies.setdefault(key, set()).add(_surface(task["said"]))
        printed([task["helper"]], "participant")
        return str(task["said"])
    tail = task.get("tail", "")
    if "plain" in task:
        first, *others = task["plain"]
        parts = [printed([first], "lead", "ordering_rule"), printed(others, "participant", "ordering_rule")]
        return f"（{'、'.join(parts)}）"
    if "leads" in task:
        return f"（{printed(task['leads'], 'lead')}{tail or '牵头'}）"
    if "who" in task:
        listed = [printed(task["who"], "responsible")] if task["who"] else []
        if "group" in task:
            maker.note_part(number, title, f"{place.region}.{place.name}{task['group']}", "responsible", "stated")
            listed.append(word + task["group"])
        return f"（责任单位：{'、'.join(listed)}{tail}）"
    named = [f"牵头单位：{printed([task['lead']], 'lead')}"] if "lead" in task else []
    named += [f"配合单位：{printed(task['with'], 'participant')}"] if task.get("with") else []
    return f"（{'；'.join(named)}）" if named else ""


def _surface(said: str) -> str:
    return said.partition("：")[2].partition("；")[0].rstrip("）")
