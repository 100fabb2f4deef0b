"""Linked data as a stranger reads it: JSON-LD into triples, and the published shapes of CPSV-AP over them."""

import json
from functools import cache
from typing import Any

import pyshacl
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from app.settings import ROOT

# The published files are not ours to carry along: they stand in a folder beside the checkout.
STANDARD = ROOT.parent / "shared" / "standards" / "cpsv-ap-3.2.0"
CV = "http://data.europa.eu/m8g/"
# What the vocabulary says of its classes (cpsv-ap.ttl), for a validator that draws conclusions.
CLASSES = f"""
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<{CV}PublicOrganisation> rdfs:subClassOf <http://www.w3.org/ns/org#Organization> .
<http://www.w3.org/ns/org#Organization> rdfs:subClassOf <http://xmlns.com/foaf/0.1/Agent> .
"""


def published(name: str) -> str:
    """A published file; whoever does not have it is told that nothing was held against it."""
    if not (STANDARD / name).exists():
        pytest.skip(f"the published {name} does not stand beside this checkout")
    return (STANDARD / name).read_text(encoding="utf-8")


@cache
def shapes() -> Graph:
    """The published shapes."""
    return Graph().parse(data=published("cpsv-ap-SHACL.ttl"), format="turtle")


@cache
def published_context() -> dict[str, Any]:
    """The published context."""
    context: dict[str, Any] = json.loads(published("cpsv-ap.jsonld"))["@context"]
    return context


def graph_of(document: dict[str, Any]) -> Graph:
    """The triples of a document whose context stands in it, so that nothing is fetched."""
    assert isinstance(document["@context"], dict)
    return Graph().parse(data=json.dumps(document), format="json-ld")


def faults(graph: Graph, *, with_conclusions: bool = False) -> list[str]:
    """What the shapes have against it: where, which property, why. None when it conforms."""
    classes = Graph().parse(data=CLASSES, format="turtle") if with_conclusions else None
    conforms, report, _ = pyshacl.validate(
        graph, shacl_graph=shapes(), ont_graph=classes, inference="rdfs" if with_conclusions else "none"
    )
    assert isinstance(report, Graph)
    told = (SH.focusNode, SH.resultPath, SH.resultMessage)
    found = [
        " ".join(str(report.value(r, one)) for one in told) for r in report.subjects(RDF.type, SH.ValidationResult)
    ]
    assert conforms == (not found)
    return sorted(found)


def required_in(graph: Graph) -> list[tuple[URIRef, URIRef]]:
    """Every class and property of this graph of which the shapes ask one at least."""
    found = []
    for shape, kind in shapes().subject_objects(SH.targetClass):
        for rule in shapes().objects(shape, SH.property):
            path = shapes().value(rule, SH.path)
            if (rule, SH.minCount, Literal(1)) in shapes() and (None, RDF.type, kind) in graph:
                assert isinstance(kind, URIRef)
                assert isinstance(path, URIRef)
                found.append((kind, path))
    return sorted(found)


def without(graph: Graph, kind: URIRef, path: URIRef) -> Graph:
    """The same graph in which one thing of this class lost this property."""
    smaller = Graph() + graph
    smaller.remove((next(graph.subjects(RDF.type, kind)), path, None))
    return smaller


def terms_of(value: Any) -> set[str]:
    """Every term that a document uses, as key or as class."""
    if isinstance(value, list):
        return set().union(*map(terms_of, value))
    if not isinstance(value, dict):
        return set()
    own = {key for key in value if not key.startswith("@")}
    classes = value.get("@type", [])
    own |= {classes} if isinstance(classes, str) else set(classes)
    return own.union(*(terms_of(inner) for key, inner in value.items() if key != "@context"))
