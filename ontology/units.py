"""Printed units in base units, so that 3万个 and 30000个 compare; the table is ``units.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ontology.data import load_toml


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its base unit; ``qudt`` is the local name of the QUDT unit, where one exists."""

    value: Decimal
    unit: str
    qudt: str | None


def normalize(value: Decimal, unit: str) -> Quantity:
    """The number in the base unit, with 万 and 亿 multiplied out.

    >>> normalize(Decimal("3.5"), "万个")
    Quantity(value=Decimal('35000'), unit='个', qudt=None)
    >>> normalize(Decimal("12"), "亿元")
    Quantity(value=Decimal('1200000000'), unit='元', qudt='CCY_CNY')
    >>> normalize(Decimal("45"), "%").qudt
    'PERCENT'
    """
    table = load_toml("units.toml")
    factor, base = 1, unit
    # The longest multiplier first: 百万 is not 百 times 万. A listed unit (千克, 千瓦) is never taken apart.
    for printed in sorted(table["multipliers"], key=len, reverse=True):
        if unit not in table["units"] and unit.startswith(printed) and unit != printed:
            factor, base = table["multipliers"][printed], unit.removeprefix(printed)
            break
    entry = table["units"].get(base, {})
    return Quantity(_plain(value * factor * Decimal(entry.get("factor", "1"))), base, entry.get("qudt"))


def format_decimal(value: Decimal) -> str:
    """A decimal as XML Schema writes it: no exponent, no superfluous zeros.

    >>> format_decimal(Decimal("1E+3")), format_decimal(Decimal("3.50"))
    ('1000', '3.5')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: Decimal) -> Decimal:
    return Decimal(format_decimal(value))
