"""One record for the eye: what was read from a document, with its quotes, to be checked in a minute in a terminal.

Inferred facts are marked 推定 with a number; the sentences that license them stand under the tree by that number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from exports.wording import FIELDS, RELATIONS, ROLES, TARGET_KINDS, field_value, target_line
from ontology.model import Measure, Record, Responsibility, Role, Section, Span, Target

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LONGEST_QUOTE = 60
_AROUND = 12  # characters shown on either side of a citation
_ROLE_STYLES: dict[Role, str] = {"lead": "bold red", "participant": "blue", "responsible": "green"}


def show(record: Record) -> RenderableType:
    """Header, clause tree with responsibilities and targets, citations and warnings of ``record``, for rich."""
    return _Show(record).render()


class _Show:
    def __init__(self, record: Record) -> None:
        self.record = record
        self.licences: dict[Span, int] = {}  # the sentences that license inferred facts, numbered as they come up
        self.parts: dict[str, list[Responsibility]] = defaultdict(list)
        for part in record.responsibilities:
            self.parts[part.measure].append(part)
        self.targets: dict[str | None, list[Target]] = defaultdict(list)
        for target in record.targets:
            self.targets[target.measure].append(target)
        self.loose = {target.id: target for target in self.targets[None]}  # not yet shown under their section

    def render(self) -> RenderableType:
        tree = self.tree()
        blocks: list[RenderableType] = [_heading("文件要素"), self.header(), _heading("条款、责任与指标"), tree]
        if self.licences:
            blocks += [_heading("推定依据"), self.licence_list()]
        if self.record.citations:
            blocks += [_heading("引用文件"), self.citations()]
        blocks += [_heading("需留意"), self.warnings()]
        return Group(*blocks)

    def header(self) -> Table:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=8)
        grid.add_column(ratio=1, overflow="fold")
        spans = {field.name: field.span for field in self.record.document.evidence}
        for name, label in FIELDS.items():
            value = field_value(self.record.document, name)
            cell = Text(_plain(value)) if value else Text("—", style="dim")
            if value and name in spans and self.quote(spans[name]) != value:
                cell.append(f"  “{self.quote(spans[name])}”", style="dim")
            grid.add_row(label, cell)
        grid.add_row("源文件", Text(_plain(self.record.source.path)))
        return grid

    # The clause tree

    def tree(self) -> Tree:
        root = Tree(Text("正文"), guide_style="dim")
        nodes: dict[str | None, Tree] = {None: root}
        clauses: list[Section | Measure] = [*self.record.sections, *self.record.measures]
        clauses.sort(key=lambda clause: (clause.span.start, -clause.span.end, clause.id))
        for clause in clauses:
            above = nodes.get(clause.parent, root)
            if isinstance(clause, Section):
                nodes[clause.id] = self.add_section(above, clause)
            else:
                self.add_measure(above, clause)
        for target in list(self.loose.values()):
            self.add_target(root, target)
        if not clauses:
            root.add(Text("未找到编号条款", style="yellow"))
        return root

    def add_section(self, above: Tree, section: Section) -> Tree:
        node = above.add(Text(_plain(f"{section.label or ''} {section.title or ''}".strip()), style="bold"))
        for target in [target for target in self.loose.values() if target.section and target.section == section.title]:
            self.add_target(node, self.loose.pop(target.id))
        return node

    def add_measure(self, above: Tree, measure: Measure) -> None:
        line = Text(_plain(f"{measure.label} {measure.title}"))
        line.append(f"  {measure.id}", style="dim")
        if measure.deadline:
            line.append(f"  完成时限 {measure.deadline.due or '持续推进'}", style="magenta")
            line.append(f" “{self.quote(measure.deadline.span)}”", style="dim")
        node = above.add(line)
        groups: dict[tuple[Role, int | None], list[Responsibility]] = defaultdict(list)
        for part in self.parts[measure.id]:
            groups[part.role, self.licence(part)].append(part)
        for (role, licence), parts in groups.items():
            node.add(self.part_line(role, licence, parts))
        for target in self.targets[measure.id]:
            self.add_target(node, target)

    def licence(self, part: Responsibility) -> int | None:
        """The number of the sentence a part is inferred from, 0 where it has no place, ``None`` for a stated part."""
        if part.basis == "stated":
            return None
        return self.licences.setdefault(part.rule_span, len(self.licences) + 1) if part.rule_span else 0

    def part_line(self, role: Role, licence: int | None, parts: Iterable[Responsibility]) -> Text:
        # No blanks: rich would begin the whole list on a line of its own.
        line = Text(ROLES[role], style=_ROLE_STYLES[role])
        if licence is not None:
            line.append(f"〔推定{licence or ''}〕", style="yellow")
        line.append("：", style="default")
        for position, part in enumerate(parts):
            line.append("、" if position else "", style="default")
            name = part.agency.name if part.agency else part.surface
            line.append(_plain(name), style="default")
            if part.agency is None:
                line.append("（未确定）", style="yellow")
            if (printed := self.quote(part.span)) != name:
                line.append(f"“{printed}”", style="dim")
        return line

    def add_target(self, above: Tree, target: Target) -> None:
        line = Text(f"{TARGET_KINDS[target.kind]}：", style="cyan")
        line.append(_plain(target_line(target)), style="default")
        line.append(f" “{self.quote(target.span)}”", style="dim")
        above.add(line)

    # Below the tree

    def licence_list(self) -> Table:
        grid = Table.grid(padding=(0, 2))
        for span, number in self.licences.items():
            grid.add_row(Text(f"推定{number}", style="yellow"), Text(f"“{self.quote(span)}”"))
        return grid

    def citations(self) -> Table:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=8)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_column(style="dim", no_wrap=True)
        for citation in self.record.citations:
            named = Text(_plain(f"《{citation.title}》" if citation.title else ""))
            named.append(_plain(citation.number or ""))
            named.append(f"\n“{self.around(citation.span)}”", style="dim")
            grid.add_row(RELATIONS[citation.relation], named, citation.measure or "")
        return grid

    def warnings(self) -> RenderableType:
        if not self.record.warnings:
            return Text("无", style="dim")
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="yellow", no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        for remark in self.record.warnings:
            message = Text(_plain(remark.message))
            if remark.span and (quote := self.quote(remark.span)) not in message.plain:
                message.append(f" “{quote}”", style="dim")
            grid.add_row(remark.code, message)
        return grid

    def quote(self, span: Span) -> str:
        """The words at ``span``, the middle of long ones left out."""
        words = self.record.text[slice(*span)].replace("\n", " ")
        if len(words) > _LONGEST_QUOTE:
            words = f"{words[: _LONGEST_QUOTE * 2 // 3]}…{words[-_LONGEST_QUOTE // 3 :]}"
        return _plain(words)

    def around(self, span: Span) -> str:
        """The words at ``span`` with some of those around them, never beyond the sentence."""
        text = self.record.text
        start = max(text.rfind(mark, 0, span.start) for mark in "\n。；;") + 1
        end = min((place for mark in "\n。；;" if (place := text.find(mark, span.end)) >= 0), default=len(text))
        left, right = max(start, span.start - _AROUND), min(end, span.end + _AROUND)
        words = text[left : span.start].lstrip() + self.quote(span) + text[span.end : right].rstrip()
        return _plain(f"{'…' if left > start else ''}{words}{'…' if right < end else ''}")


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold underline")


def _plain(words: str | None) -> str:
    """Words that cannot steer the terminal: control and direction characters shown as a box."""
    return _CONTROLS.sub("\ufffd", words or "")
