"""What the rules of the check-up look at: the store, and the texts that its spans count in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from ontology.model import Span
from ontology.terms import NAMESPACES, OA, PK

_FOCUS = NamedNode("http://www.w3.org/ns/shacl#focusNode")
Row = Mapping[str, str]  # column → what a literal says, or the IRI; nothing for what is not bound


@dataclass(frozen=True, slots=True)
class Context:
    """The graph under examination, and ``text``: the clean text of a document by its IRI, empty where there is none."""

    store: Store
    text: Callable[[str], str]

    def rows(self, sparql: str) -> list[Row]:
        """The answer to a SELECT over all graphs, in one order."""
        answer = self.store.query(
            sparql, use_default_graph_as_union=True, prefixes={space.prefix: space.iri for space in NAMESPACES}
        )
        if not isinstance(answer, QuerySolutions):
            raise TypeError("only SELECT gives rows")
        names = [variable.value for variable in answer.variables]
        rows = [
            {name: term.value for name in names if isinstance(term := solution[name], NamedNode | Literal)}
            for solution in answer
        ]
        return sorted(rows, key=lambda row: [row.get(name, "") for name in names])

    def span(self, evidence: str) -> Span | None:
        """Where a node of evidence stands in its document's text."""
        start, end = (self._first(evidence, term) for term in (OA.start, OA.end))
        return Span(int(start), int(end)) if start and end else None

    def quote(self, evidence: str) -> str | None:
        """The words of a node of evidence."""
        return self._first(evidence, OA.exact)

    def evidence(self, fact: str) -> list[str]:
        """The nodes of evidence of a fact."""
        quads = self.store.quads_for_pattern(NamedNode(fact), PK.evidence, None, None)
        return sorted({quad.object.value for quad in quads if isinstance(quad.object, NamedNode)})

    def evidence_about(self, node: str) -> list[str]:
        """The nodes of evidence of the facts that name a node."""
        quads = self.store.quads_for_pattern(None, None, NamedNode(node), None)
        # What an earlier check-up said of the node is no fact about it.
        facts = {q.subject.value for q in quads if isinstance(q.subject, NamedNode) and q.predicate != _FOCUS}
        return sorted({place for fact in facts for place in self.evidence(fact)})

    def document(self, evidence: str) -> str | None:
        """The document that a node of evidence stands in."""
        return self._first(evidence, PK.inDocument)

    def _first(self, subject: str, predicate: NamedNode) -> str | None:
        values = [q.object.value for q in self.store.quads_for_pattern(NamedNode(subject), predicate, None, None)
                  if isinstance(q.object, NamedNode | Literal)]  # fmt: skip
        return min(values, default=None)


Refine = Callable[[Sequence[Row], Context], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Refiner:
    """A function that keeps, drops and completes the rows of a query, and the columns that it adds.

    ``start`` and ``end`` among them say which words of the document show it, where no node of evidence does.
    """

    function: Refine
    adds: frozenset[str] = frozenset()

    def __call__(self, rows: Sequence[Row], context: Context) -> Iterator[Row]:
        return iter(self.function(rows, context))
