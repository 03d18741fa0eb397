"""Names short enough to stand beside a node, and still telling bodies of different places apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.corpus import AgencyEntry
from ontology.model import Region

_WORDS = ("市场", "区域", "县域", "省际")  # 市场监管局 printed without its place: the first character is no place


def short_names(entries: Sequence[AgencyEntry], places: Mapping[str, Region]) -> list[str]:
    """The shortest printed name of each, with its place instead of 省, 市 or 县 where the bodies are of several places.

    市工信局 stays 市工信局 as long as all bodies are of one city; otherwise it becomes 云河市工信局.
    """
    plain = [min(e.surfaces, key=lambda name: (len(name), name), default=e.agency.name) for e in entries]
    owners: dict[str, int] = defaultdict(int)
    for name in plain:
        owners[name] += 1
    several = len({entry.agency.region for entry in entries}) > 1
    result = []
    for entry, name in zip(entries, plain, strict=True):
        place = places.get(entry.agency.region or "")
        local = name[0] in "省市县区州" and not name.startswith(_WORDS)
        own = _own_name(place, places) if place else ""
        group = entry.agency.kind == "group" and not name.startswith(own)
        if own and (owners[name] > 1 or (several and (local or group))):
            name = own + (name[1:] if local else name)
        result.append(name)
    return result


def _own_name(region: Region, places: Mapping[str, Region]) -> str:
    """聊城市 of 山东省聊城市."""
    for code in (region.code[:4] + "00", region.code[:2] + "0000"):
        above = places.get(code)
        if above and above.code != region.code and region.name.startswith(above.name):
            return region.name.removeprefix(above.name)
    return region.name
