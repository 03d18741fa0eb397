"""Names short enough to stand beside a node, and still telling bodies of different places apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.corpus import AgencyEntry
from ontology.model import Region


def short_names(entries: Sequence[AgencyEntry], places: Mapping[str, Region]) -> list[str]:
    """The shortest printed name of each; where several bodies share it, with its place instead of 市, 省 or 县.

    Two bodies that are both printed as 市工信局 become 云河市工信局 and 东川市工信局.
    """
    plain = [min(e.surfaces, key=lambda name: (len(name), name), default=e.agency.name) for e in entries]
    owners: dict[str, int] = defaultdict(int)
    for name in plain:
        owners[name] += 1
    result = []
    for entry, name in zip(entries, plain, strict=True):
        place = places.get(entry.agency.region or "")
        if owners[name] > 1 and place:
            own = _own_name(place, places)
            name = own + (name[1:] if name[0] in "省市县区州" else name)
        result.append(name)
    return result


def _own_name(region: Region, places: Mapping[str, Region]) -> str:
    """聊城市 of 山东省聊城市."""
    for code in (region.code[:4] + "00", region.code[:2] + "0000"):
        above = places.get(code)
        if above and above.code != region.code and region.name.startswith(above.name):
            return region.name.removeprefix(above.name)
    return region.name
