"""How each construct of SHACL Core is said in SPARQL, as tables, and which properties of a shape constrain nothing."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from kg.shapes.nodes import SH

Term = NamedNode | Literal

_XSD = "http://www.w3.org/2001/XMLSchema#"
_IS_A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>/<http://www.w3.org/2000/01/rdf-schema#subClassOf>*"
# Casts tell an ill-typed literal ("十四五"^^xsd:date) from a good one: those of SPARQL, and what Oxigraph adds.
_CASTS = ("boolean", "integer", "decimal", "float", "double", "date", "dateTime", "time", "gYear", "gYearMonth")
_KINDS = {
    "IRI": ("isIRI",),
    "BlankNode": ("isBlank",),
    "Literal": ("isLiteral",),
    "BlankNodeOrIRI": ("isBlank", "isIRI"),
    "BlankNodeOrLiteral": ("isBlank", "isLiteral"),
    "IRIOrLiteral": ("isIRI", "isLiteral"),
}


def _class(value: str, term: Term) -> str:
    return f"EXISTS {{ {value} {_IS_A} {term} }}"


def _datatype(value: str, term: Term) -> str:
    same, name = f"DATATYPE({value}) = {term}", term.value.removeprefix(_XSD)
    return _sure(f"{same} && isLiteral({term}(STR({value})))" if name in _CASTS else same)


def _node_kind(value: str, term: Term) -> str:
    return " || ".join(f"{test}({value})" for test in _KINDS[term.value.removeprefix(SH)])


def _pattern(value: str, term: Term) -> str:
    return _sure(f"REGEX(STR({value}), {Literal(term.value)})")


def _compared(operator: str, what: str = "{}") -> Callable[[str, Term], str]:
    return lambda value, term: _sure(f"{what.format(value)} {operator} {term}")


def _sure(expression: str) -> str:
    """What cannot be told (an error) does not conform."""
    return f"COALESCE({expression}, false)"


#: What a shape says about itself (2.1.4, 2.3.1, 2.3.2); it constrains nothing.
ANNOTATIONS = frozenset({"path", "message", "severity", "name", "description", "order", "group"})
#: Which nodes a shape looks at (2.1.3).
TARGET_PATTERNS = {
    "targetClass": f"{{{{ ?focus {_IS_A} {{}} }}}}",
    "targetNode": "{{ VALUES ?focus {{ {} }} }}",
    "targetObjectsOf": "{{ [] {} ?focus }}",
    "targetSubjectsOf": "{{ ?focus {} [] }}",
}
#: Property paths of one operand (2.3.1).
PATHS = {"inversePath": "^({})", "zeroOrMorePath": "({})*", "oneOrMorePath": "({})+", "zeroOrOnePath": "({})?"}
#: What must hold of one value (4.1, 4.3, 4.4), from a variable and the parameter.
NODE_TESTS: dict[str, Callable[[str, Term], str]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minExclusive": _compared(">"),
    "minInclusive": _compared(">="),
    "maxExclusive": _compared("<"),
    "maxInclusive": _compared("<="),
    "minLength": _compared(">=", "STRLEN(STR({}))"),
    "maxLength": _compared("<=", "STRLEN(STR({}))"),
    "pattern": _pattern,
}
#: What must not hold between a value and one of another property (4.5.2 to 4.5.4).
PAIR_TESTS = {
    "disjoint": "sameTerm({}, {})",
    "lessThan": "!COALESCE({} < {}, false)",
    "lessThanOrEquals": "!COALESCE({} <= {}, false)",
}
#: Constraints on the values of a property together (4.2, 4.4.5, 4.7.3, 4.8.2).
SET_TESTS = frozenset(
    {"minCount", "maxCount", "uniqueLang", "hasValue", "qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount"}
)
#: Constraints made of other shapes or of a list (4.6, 4.7.1, 4.7.2, 4.8.3).
LOGIC = frozenset({"and", "or", "xone", "not", "node", "property", "in"})
