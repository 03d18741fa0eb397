"""A folder of invented policy documents of any size, and the truth planted in it.

A province plans by topic and year; its cities and counties follow: they take up some of the tasks, leave others out,
add their own, name bodies as they were called before and after the reforms of 2018 and 2023, cite by number, by title
and by an alias they give, repeal what went before, and are found twice on the web. Statements come in every notation:
with elided 市, by ordering rule, in prose. Some documents have a planted fault; between the families stand the small
worlds of :mod:`tests.planted_cases`, faults and near-misses for each rule of the check-up. Equal calls give equal
documents; what they are made of is ``planted.toml``.

>>> corpus = make_planted(12)
>>> len(corpus.documents), corpus.documents[0].name
(12, '数字经济/2015-临海省.txt')
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Literal

from ontology.regions import RegionRow
from tests import planted_cases
from tests.planted_model import Aim, Change, Document, Part, Place, Planted, Truth, bank

YEARS = (2015, 2021, 2025)
RULE = "排第一的为牵头单位，其余为配合单位"
_NUMERALS = "一二三四五六七八九十"

Style = Literal["brackets", "responsible", "ordering", "prose"]
STYLES: tuple[Style, ...] = ("brackets", "responsible", "ordering", "prose")
Fault = Literal[
    "deadline.past",
    "agency.vague",
    "measure.unassigned",
    "citation.not-yet-issued",
    "target.weaker",
    "agency.outdated",
    "lead.several",
    "lead.missing",
]
FAULTS: tuple[Fault, ...] = (
    "deadline.past",
    "agency.vague",
    "measure.unassigned",
    "citation.not-yet-issued",
    "target.weaker",
    "agency.outdated",
    "lead.several",
    "lead.missing",
)


def make_planted(count: int) -> Planted:
    """``count`` documents, reposts included, and their truth."""
    makers = Maker(cities=max(2, min(len(bank()["place"]["cities"]), count // 80)))
    makers.run(count)
    return Planted(tuple(makers.documents), makers.truth, makers.regions())


class Maker:
    """Plants document after document; the methods follow the order of a document's text."""

    def __init__(self, cities: int) -> None:
        place = bank()["place"]
        code, name, abbreviation = place["province"]
        self.province = Place(code, name, "province", f"{abbreviation}政办发")
        self.cities = [Place(code, name, "city", number) for code, name, number in place["cities"][:cities]]
        self.counties = {
            city.region: [
                Place(f"{city.region[:4]}{21 + i}", name, "county", f"{name[:-1]}政办发")
                for i, name in enumerate(names)
            ]
            for city, names in zip(self.cities, place["counties"], strict=False)
        }
        self.documents: list[Document] = []
        self.truth = Truth()
        self.tasks: dict[str, dict[str, int | None]] = {}  # number → titles of its core tasks and their values
        self.titles: dict[str, str] = {}
        self.named: dict[tuple[str, str], set[str]] = {}  # number and task → functions of its bodies
        self.later: dict[tuple[str, str], set[int]] = {}  # place and function → years of today's name
        self.faulty = 0

    def regions(self) -> tuple[RegionRow, ...]:
        rows = [RegionRow(self.province.region, self.province.name, "省", "province", None, self.province.code[0])]
        for city in self.cities:
            rows.append(RegionRow(city.region, city.name, "地级市", "city", self.province.region))
            rows += [RegionRow(c.region, c.name, "县", "county", city.region) for c in self.counties[city.region]]
        return tuple(rows)

    def run(self, count: int) -> None:
        waiting = planted_cases.order(self.province, self.cities)
        for serial, (topic, year, place, parent) in enumerate(self.order(), 1):
            if len(self.documents) >= count:
                break
            self.plant(topic, year, place, parent, serial)
            if serial % 9 == 4 and len(self.documents) < count:
                self.repost(serial)
            if serial % 4 == 0 and (found := next(waiting, None)):
                case, home = found
                if len(self.documents) + len(case.documents) <= count:
                    planted_cases.plant_case(self, case, home)
        self.finish()

    def order(self) -> Iterator[tuple[dict[str, Any], int, Place, Place | None]]:
        """Every document that could be, families together: the province's plan, its cities', their counties'."""
        for series in range(100):
            for topic in bank()["topic"]:
                named = topic | {"name": topic["name"] + ("" if series == 0 else f"（第{_numeral(series + 1)}批）")}
                for year in YEARS:
                    # What the province planned for the first round of 托育服务 is not in the folder: a gap.
                    if not (topic["name"] == "托育服务" and year == YEARS[0]):
                        yield named, year, self.province, None
                    for city in self.cities:
                        yield named, year, city, self.province
                        for county in self.counties[city.region]:
                            yield named, year, county, city

    def plant(self, topic: dict[str, Any], year: int, place: Place, parent: Place | None, serial: int) -> None:
        rng = random.Random(f"{topic['name']}|{year}|{place.region}")
        number = self.number(topic, year, place)
        title = self.title(topic, year, place)
        style = rng.choice(STYLES)
        fault = FAULTS[self.faulty % len(FAULTS)] if year == YEARS[-1] and place.level == "city" else None
        if fault in ("lead.several", "lead.missing", "deadline.past"):
            style = "brackets"
        upper = self.number(topic, year, parent) if parent else None
        known = self.tasks.get(upper or "")
        if fault == "target.weaker" and not self.may_weaken(topic, known):
            fault = None
        self.faulty += fault is not None
        if year == YEARS[0] and place in self.cities[::2]:
            fault = "agency.outdated"  # a body that is yet to be founded
        lines = [self.preamble(topic, year, place, parent, number, rng, fault)]
        aim, unit, value = topic["aim"]
        due = year + 5
        value += year - YEARS[0]
        lines += ["一、总体目标", f"到{due}年，{aim}达到{value}{unit}。", "二、重点任务"]
        self.truth.aims.add(Aim(number, None, aim, value, unit, str(due)))
        lines += self.measures(topic, year, place, number, upper, rng, style, fault)
        lines += self.ending(topic, year, place, number, style, rng)
        date = f"{year}年{1 + serial % 12}月{1 + serial % 28}日"
        self.issue(f"{topic['name']}/{year}-{place.name}.txt", place, number, title, date, lines)
        if fault:
            self.truth.faults.add((fault, number))
        if fault == "measure.unassigned":
            self.truth.faults.add(("target.no-owner", number))

    def issue(self, name: str, place: Place, number: str, title: str, date: str, lines: list[str]) -> None:
        """A plan with the notice that issues it."""
        self.titles[number] = title
        head = f"{place.office}关于印发{title}的通知"
        upward = "各市、县人民政府，省有关部门：" if place.level == "province" else "各有关单位："
        agreed = f"《{title}》已经政府同意，现印发给你们，请认真组织实施。"
        body = "\n".join(lines)
        text = f"{head}\n{number}\n\n{upward}\n{agreed}\n\n{place.office}\n{date}\n\n{title}\n\n{body}\n"
        self.truth.numbers.add(number)
        self.documents.append(Document(name, text, number))

    def note_part(self, number: str, measure: str, body: str, role: str, basis: str) -> None:
        self.truth.parts.add(Part(number, measure, body, role, basis))

    def may_weaken(self, topic: dict[str, Any], known: dict[str, int | None] | None) -> bool:
        return known is not None and any(task[3] == "%" for task in topic["core"])

    def number(self, topic: dict[str, Any], year: int, place: Place) -> str:
        """Unique for topic, year and place."""
        return f"{place.code}〔{year}〕{self.serial(topic)}号"

    def serial(self, topic: dict[str, Any]) -> int:
        """Of the topic, and of its batch."""
        name, _, batch = topic["name"].partition("（")
        position = [known["name"] for known in bank()["topic"]].index(name)
        return position + 1 + 10 * (_NUMERALS.index(batch[1]) if batch else 0)

    def title(self, topic: dict[str, Any], year: int, place: Place) -> str:
        kind = "行动计划" if place.level == "province" else "实施方案"
        return f"{place.name}推进{topic['name']}{kind}（{year}—{year + 5}年）"

    def preamble(
        self,
        topic: dict[str, Any],
        year: int,
        place: Place,
        parent: Place | None,
        number: str,
        rng: random.Random,
        fault: Fault | None,
    ) -> str:
        if parent is None:
            cited = f"国办发〔{year - 1}〕{self.serial(topic)}号"
            urge = ("促进", "加快", "深化")[YEARS.index(year)]
            named = f"《国务院办公厅关于{urge}{topic['name']}发展的指导意见》（{cited}）"
            self.truth.links.add((number, "implements", cited))
            self.truth.stubs[cited] = ("国务院办公厅", "national", year - 1)
            return f"为贯彻落实{named}，结合我省实际，制定本行动计划。"
        cited = self.number(topic, year, parent)
        title = self.title(topic, year, parent)
        relation = rng.choice(("implements", "based_on"))
        word = {"implements": "为贯彻落实", "based_on": "根据"}[relation]
        known = cited in self.titles
        # What is not in the folder can only be told by its number; a title alone would be a stub of its own.
        named = rng.choice((f"《{title}》（{cited}）", f"《{title}》({cited.replace('〔', '[').replace('〕', ']')})"))
        if known and rng.random() < 0.4:
            named = f"《{title}》"
        self.truth.links.add((number, relation, cited))
        if not known:
            self.truth.stubs[cited] = (parent.office, parent.level, year)
        alias = ""
        if rng.random() < 0.3:
            named, alias = f"{named}（以下简称《上级方案》）", "各单位要对照《上级方案》抓好落实。"
            self.truth.links.add((number, "any", cited))
        if place.level == "city" and year == YEARS[1]:
            # The committee's code is the letter of the province, which cities elsewhere have too.
            party = f"{self.province.code[0]}发〔{year - 1}〕{self.serial(topic)}号"
            alias += f"对照《关于加快{topic['name']}的若干意见》（{party}）抓好落实。"
            self.truth.links.add((number, "any", party))
            self.truth.stubs[party] = (f"中共{self.province.name}委员会", "province", year - 1)
        if fault == "citation.not-yet-issued":
            late = f"{parent.code}〔{year + 2}〕99号"
            alias += f"按照《{parent.name}统计监测工作细则》（{late}）开展监测。"
            self.truth.links.add((number, "any", late))
            self.truth.stubs[late] = (parent.office, parent.level, year + 2)
        return f"{word}{named}，结合我{place.word}实际，制定本方案。{alias}"

    def measures(
        self,
        topic: dict[str, Any],
        year: int,
        place: Place,
        number: str,
        upper: str | None,
        rng: random.Random,
        style: Style,
        fault: Fault | None,
    ) -> list[str]:
        known = self.tasks.get(upper or "")
        core = [task for task in topic["core"] if known is None or task[0] in known]
        chosen = core if place.level == "province" else core[:1] + [t for t in core[1:] if rng.random() < 0.75]
        rates = [task for task in chosen if task[3] == "%"]
        if fault == "target.weaker" and not rates:
            chosen = [*chosen, next(task for task in core if task[3] == "%")]
            rates = chosen[-1:]
        own = [] if place.level == "province" or rng.random() < 0.5 else [rng.choice(topic["own"])]
        lines, values = [], dict[str, int | None]()
        more = set[str]()
        mine = {title for title, *_ in own}
        for position, (title, sentence, indicator, unit, value, lead, helpers) in enumerate(chosen):
            first = position == 0
            due = str(year + 5)
            before = known[title] if known else None
            amount = (
                value + year - YEARS[0]
                if unit == "%"
                else value * {"province": 20, "city": 4, "county": 1}[place.level]
            )
            if fault == "target.weaker" and (title, unit) == (rates[0][0], "%") and before:
                amount = before - 9
            values[title] = amount if unit == "%" else None
            self.truth.aims.add(Aim(number, title, indicator, amount, unit, due))
            target = f"到{due}年，{indicator}达到{amount}{unit}。"
            if place.level == "county" and position == 1:  # asks for more than its city
                target += f"到{due}年，示范点达到3个。"
                self.truth.aims.add(Aim(number, title, "示范点", 3, "个", due))
                more.add(title)
            said = self.statement(number, place, year, title, [lead, *helpers], style, fault if first else None, topic)
            if (
                style == "prose" or title in more
            ):  # long enough, without its bracket, to be the copy of another place's task
                sentence += f"，先在{'、'.join(rng.sample(bank()['pilots'], 6))}试点"
            lines.append(f"（{_numeral(position + 1)}）{title}。{sentence}。{target}{said}")
        for position, (title, sentence, lead, helpers) in enumerate(own, len(chosen) + 1):
            said = self.statement(number, place, year, title, [lead, *helpers], style, None, topic)
            lines.append(f"（{_numeral(position)}）{title}。{sentence}。{said}")
        self.tasks[number] = values | dict.fromkeys(mine)
        if upper and known is not None:
            key, here = (upper, number), self.tasks[number].keys()
            self.truth.taken[key] = known.keys() & here
            self.truth.missing[key] = known.keys() - here
            self.truth.added[key] = here - known.keys()
            short = {title for title, amount in values.items() if amount and amount < (known[title] or 0)}
            more |= {title for title in values if self.adds_bodies(upper, number, title)}
            self.truth.short[key], self.truth.refined[key] = short, more - short
        return lines

    def adds_bodies(self, upper: str, number: str, title: str) -> bool:
        """Whether a task names functions that the one above, which names some, does not."""
        before = self.named.get((upper, title), set())
        return bool(before) and not self.named.get((number, title), set()) <= before

    def statement(
        self,
        number: str,
        place: Place,
        year: int,
        title: str,
        wanted: list[str],
        style: Style,
        fault: Fault | None,
        topic: dict[str, Any],
    ) -> str:
        """The bracket or sentence that says who is responsible, its parts noted in the truth."""
        if fault == "measure.unassigned":
            return ""
        if fault == "agency.vague":
            self.truth.parts.add(Part(number, title, f"{place.region}.{place.name}有关部门", "responsible", "stated"))
            return f"（责任单位：{place.word}有关部门）"
        # Before the reform only a name that nobody bore then is a slip.
        told = "sure" if year == YEARS[0] else "before"
        slip = next((f for f in wanted if told in bank()["bodies"][f]), None)
        wanted = [function for function in wanted if self.has_body(place, year, function)]
        names = [
            self.body(place, year, function, topic, slip=fault == "agency.outdated" and function == slip)
            for function in wanted
        ]
        printed = [surface for surface, _ in names]
        roles = ["lead"] + ["participant"] * (len(names) - 1)
        basis = "ordering_rule" if style == "ordering" else "stated"
        if style == "responsible":
            roles = ["responsible"] * len(names)
        if fault == "lead.several":
            roles[1] = "lead"
        if fault == "lead.missing":
            names, printed, roles = names[1:], printed[1:], roles[1:]
        self.named[number, title] = set(wanted[-len(names) :])
        for (_, body), role in zip(names, roles, strict=True):
            self.truth.parts.add(Part(number, title, body, role, basis))
        word = place.word
        leads = [p for p, role in zip(printed, roles, strict=True) if role == "lead"]
        helpers = [p for p, role in zip(printed, roles, strict=True) if role == "participant"]
        elided = "、".join([word + helpers[0], *helpers[1:]]) if helpers else ""
        if style == "responsible":
            return f"（责任单位：{'、'.join(word + p for p in printed)}）"
        if style == "ordering":
            return f"（{'、'.join([word + printed[0], *printed[1:]])}）"
        if style == "prose":
            return f"由{word}{leads[0]}牵头，{'、'.join(word + p for p in helpers)}配合。"
        if not leads:
            return f"（配合单位：{elided}）"
        joined = f"；配合单位：{elided}" if elided else ""
        due = f"；完成时限：{year - 4}年6月" if fault == "deadline.past" else ""
        return f"（牵头单位：{'、'.join(word + p for p in leads)}{joined}{due}）"

    def has_body(self, place: Place, year: int, function: str) -> bool:
        if function == "rural-revitalisation":
            return year == YEARS[1]
        return function != "banking-insurance-regulation" or place.level != "county"

    def body(self, place: Place, year: int, function: str, topic: dict[str, Any], *, slip: bool) -> tuple[str, str]:
        """The printed name without its place, and the key of the body; ``slip`` for one not in use at the time."""
        entry = bank()["bodies"][function]
        if "stages" in entry:
            position = YEARS.index(year)
            names = self.stages(place, function)
            key = names[position] if position < len(names) else f"{place.region}.{function}"
            short = entry["stages"][position][0].format(o="局" if place.level == "province" else "分局")
            self.truth.bodies.setdefault(key, set()).add(place.word + short)
            return short, key
        ending = "厅" if place.level == "province" else "局"
        old = "before" in entry and (year <= entry["year"]) is not slip
        if function == "science-technology" and self.merged_office(place, year, topic):
            # Two offices under one name, that of no other document: one body with the 科技局 of before, or another?
            short, key = "科技和商务局", f"{place.name}科技和商务局"
            self.truth.open_pairs.add((f"{place.region}.{function}", key))
            self.truth.bodies.setdefault(key, set()).add(place.word + short)
            return short, key
        short, full = (text.format(b=ending) for text in entry["before" if old else "after"])
        key = f"{place.region}.{function}"
        if old:
            key = place.name + full
        else:
            self.later.setdefault((place.region, function), set()).add(year)
            if year == YEARS[-1]:
                short = entry["spelt"].format(b=ending)  # one body, another spelling
        self.truth.bodies.setdefault(key, set()).add(place.word + short)
        return short, key

    def stages(self, place: Place, function: str) -> list[str]:
        """The full names of a body in its earlier stages."""
        office = "局" if place.level == "province" else "分局"
        return [full.format(s=place.name[:-1], o=office) for _, full, _ in bank()["bodies"][function]["stages"][:-1]]

    def merged_office(self, place: Place, year: int, topic: dict[str, Any]) -> bool:
        """One city, the last round of one topic that names no 商务局."""
        return place == self.cities[1] and year == YEARS[-1] and topic["name"] == "绿色制造"

    def ending(
        self, topic: dict[str, Any], year: int, place: Place, number: str, style: Style, rng: random.Random
    ) -> list[str]:
        lines = ["三、附则"]
        if style == "ordering":
            lines.append(f"以上任务的责任单位，{RULE}。")
        position = YEARS.index(year)
        before = self.number(topic, YEARS[position - 1], place) if position else None
        if before in self.titles and rng.random() < 0.6:
            lines.append(f"《{self.titles[before]}》（{before}）同时废止。")
            self.truth.links.add((number, "repeals", before))
        lines.append(f"本{'行动计划' if place.level == 'province' else '方案'}自印发之日起施行。")
        return lines

    def repost(self, serial: int) -> None:
        """The same document as another site shows it: with its own chrome, half of the time without the number."""
        original = self.documents[-1]
        body = original.text if serial % 2 else original.text.replace(original.number + "\n", "", 1)
        paragraphs = "".join(f"<p>{line}</p>" for line in body.splitlines() if line)
        page = (
            f'<html><head><meta charset="utf-8"><title>{original.text.splitlines()[0]}</title></head><body>'
            f'<div class="nav">首页 &gt; 政务公开</div><div class="content">{paragraphs}</div>'
            '<div class="foot">主办：某某网站</div></body></html>'
        )
        name = original.name.replace(".txt", ".html").replace("/", "-")
        self.documents.append(Document(f"转载/{name}", page, original.number, repost=True))
        self.truth.reposts.add(original.number)

    def finish(self) -> None:
        """The reforms: a former body whose successor the folder names too."""
        places = {p.name: p for p in (self.province, *self.cities, *(c for cs in self.counties.values() for c in cs))}
        for function, entry in bank()["bodies"].items():
            if "stages" in entry:
                for place in (self.province, *self.cities):
                    self.finish_stages(place, function, [year for *_, year in entry["stages"][:-1]])
            if "before" not in entry:
                continue
            for place in places.values():
                former = place.name + entry["before"][1].format(b="厅" if place.level == "province" else "局")
                later = entry.get("successor", function)
                if former in self.truth.bodies and (place.region, later) in self.later:
                    self.truth.changes.add(Change(former, f"{place.region}.{later}", entry["year"]))
        # Cited before it was planted, or never planted: only the latter is missing from the folder.
        for number in self.truth.numbers & self.truth.stubs.keys():
            del self.truth.stubs[number]

    def finish_stages(self, place: Place, function: str, years: list[int]) -> None:
        """Every reform between two stages that the folder names; those between are told, named or not."""
        keys = [*self.stages(place, function), f"{place.region}.{function}"]
        named = [position for position, key in enumerate(keys) if key in self.truth.bodies]
        for position in range(min(named, default=0), max(named, default=0)):
            self.truth.changes.add(Change(keys[position], keys[position + 1], years[position]))


def _numeral(value: int) -> str:
    return _NUMERALS[value - 1] if value <= 10 else "十" + _NUMERALS[value - 11]
