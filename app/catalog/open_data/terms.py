"""The words of CPSV-AP 3.2.0 that our open data uses: terms with their addresses, and the code lists it points to.

``CONTEXT`` goes whole into every document, so that whoever has no network can read it. It repeats the published
context (semiceu.github.io/CPSV-AP/releases/3.2.0/context/cpsv-ap.jsonld) entry by entry; a test holds the two together.
"""

from typing import Any

ADMS = "http://www.w3.org/ns/adms#"
CPSV = "http://purl.org/vocab/cpsv#"
CV = "http://data.europa.eu/m8g/"
DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
CHANNEL = "http://data.europa.eu/snb/com-channel/"

Entry = str | dict[str, str]
Node = dict[str, Any]


def _words(address: str) -> Entry:
    """A text with its language, any number of times."""
    return {"@container": "@set", "@id": address, "@type": f"{RDF}langString"}


def _links(address: str) -> Entry:
    """Something with an address of its own, any number of times."""
    return {"@container": "@set", "@id": address, "@type": "@id"}


def _link(address: str) -> Entry:
    return {"@id": address, "@type": "@id"}


def _typed(address: str, kind: str) -> Entry:
    return {"@id": address, "@type": f"{XSD}{kind}"}


_IDENTIFIER: Entry = {"@id": f"{DCT}identifier"}
_CLASSES: dict[str, Entry] = {
    "Agent": f"{FOAF}Agent",
    "Channel": f"{CV}Channel",
    "Concept": f"{SKOS}Concept",
    "ContactPoint": f"{CV}ContactPoint",
    "Cost": f"{CV}Cost",
    "Dataset": f"{DCAT}Dataset",
    "Document": f"{FOAF}Document",
    "Evidence": f"{CV}Evidence",
    "EvidenceType": f"{CV}EvidenceType",
    "LinguisticSystem": f"{DCT}LinguisticSystem",
    "Location": f"{DCT}Location",
    "Output": f"{CV}Output",
    "PublicOrganization": f"{CV}PublicOrganisation",
    "PublicService": f"{CPSV}PublicService",
    "Requirement": f"{CV}Requirement",
    "Rule": f"{CPSV}Rule",
}
_SERVICE: dict[str, Entry] = {
    "PublicService.contactPoint": _links(f"{CV}contactPoint"),
    "PublicService.description": _words(f"{DCT}description"),
    "PublicService.follows": _links(f"{CPSV}follows"),
    "PublicService.hasChannel": _links(f"{CV}hasChannel"),
    "PublicService.hasCompetentAuthority": _links(f"{CV}hasCompetentAuthority"),
    "PublicService.hasCost": _links(f"{CV}hasCost"),
    "PublicService.hasInput": _links(f"{CPSV}hasInput"),
    "PublicService.hasInputType": _links(f"{CV}hasInputType"),
    "PublicService.holdsRequirement": _links(f"{CV}holdsRequirement"),
    "PublicService.identifier": _IDENTIFIER,
    "PublicService.isClassifiedBy": _links(f"{CV}isClassifiedBy"),
    "PublicService.isPartOf": _links(f"{DCT}isPartOf"),
    "PublicService.keyword": _words(f"{DCAT}keyword"),
    "PublicService.language": _links(f"{DCT}language"),
    "PublicService.name": _words(f"{DCT}title"),
    "PublicService.processingTime": _typed(f"{CV}processingTime", "duration"),
    "PublicService.produces": _links(f"{CPSV}produces"),
    "PublicService.relatedService": _links(f"{CV}relatedService"),
    "PublicService.sector": _links(f"{CV}sector"),
    "PublicService.status": _link(f"{ADMS}status"),
    "PublicService.thematicArea": _links(f"{CV}thematicArea"),
}
_AROUND_IT: dict[str, Entry] = {
    "Agent.identifier": _IDENTIFIER,
    "Agent.name": _words(f"{DCT}title"),
    "Channel.description": _words(f"{DCT}description"),
    "Channel.identifier": _IDENTIFIER,
    "Channel.type": _link(f"{DCT}type"),
    "ContactPoint.contactPage": _links(f"{CV}contactPage"),
    "ContactPoint.hasTelephone": {"@container": "@set", "@id": f"{CV}telephone"},
    "Cost.description": _words(f"{DCT}description"),
    "Cost.identifier": _IDENTIFIER,
    "Dataset.description": _words(f"{DCT}description"),
    "Dataset.hasPart": _links(f"{DCT}hasPart"),
    "Dataset.identifier": {"@container": "@set", "@id": f"{DCT}identifier"},
    "Dataset.landingPage": _links(f"{DCAT}landingPage"),
    "Dataset.publisher": _link(f"{DCT}publisher"),
    "Dataset.title": _words(f"{DCT}title"),
    "Evidence.description": _words(f"{DCT}description"),
    "Evidence.identifier": _IDENTIFIER,
    "Evidence.isConformantTo": _links(f"{DCT}conformsTo"),
    "Evidence.name": _words(f"{DCT}title"),
    "EvidenceType.identifier": _IDENTIFIER,
    "Output.description": _words(f"{DCT}description"),
    "Output.identifier": _IDENTIFIER,
    "Output.name": _words(f"{DCT}title"),
    "PublicOrganization.preferredLabel": _words(f"{SKOS}prefLabel"),
    "PublicOrganization.spatial": _links(f"{DCT}spatial"),
    "Requirement.hasSupportingEvidence": _links(f"{CV}hasSupportingEvidence"),
    "Requirement.identifier": _IDENTIFIER,
    "Requirement.name": _words(f"{DCT}title"),
    "Rule.description": _words(f"{DCT}description"),
    "Rule.identifier": _IDENTIFIER,
    "Rule.name": _words(f"{DCT}title"),
    "Rule.type": _link(f"{DCT}type"),
}
BESIDE_THE_PROFILE: dict[str, Entry] = {
    "PeriodOfTime": f"{DCT}PeriodOfTime",
    "altLabel": _words(f"{SKOS}altLabel"),
    "endDate": _typed(f"{DCAT}endDate", "date"),
    "label": _words(f"{RDFS}label"),
    "modified": _typed(f"{DCT}modified", "date"),
    "notation": f"{SKOS}notation",
    "prefLabel": _words(f"{SKOS}prefLabel"),
    "source": _links(f"{DCT}source"),
    "startDate": _typed(f"{DCAT}startDate", "date"),
    "temporal": _links(f"{DCT}temporal"),
}
"""what CPSV-AP has no term for, from the vocabularies it is itself made of"""
CONTEXT: dict[str, Entry] = {**_CLASSES, **_SERVICE, **_AROUND_IT, **BESIDE_THE_PROFILE}

# The Europass list of channel types, which the profile recommends, has no counter, paper, appointment or visit at home.
CHANNEL_TYPES = {"online": f"{CHANNEL}b37115f83e", "phone": f"{CHANNEL}c05134f579", "post": f"{CHANNEL}0c84394663"}

# EU data themes, which the profile prescribes for a sector; a topic that fits none has none.
DATA_THEMES = {
    "money": "ECON",
    "taxes": "ECON",
    "energy": "ENER",
    "leisure": "EDUC",  # "Education, culture and sport"
    "papers": "GOVE",
    "health": "HEAL",
    "housing": "SOCI",
    "birth_death": "SOCI",
    "transport": "TRAN",
}


def coded(address: str, kind: str = "Concept") -> Node:
    """A value of somebody else's list. Its class stands beside it: a reader without that list cannot know it."""
    return {"@id": address, "@type": kind}


BELGIUM = coded(f"{AUTHORITY}atu/BEL", "Location")
FLANDERS = coded(f"{AUTHORITY}atu/BEL_RG_VLS", "Location")
DUTCH = coded(f"{AUTHORITY}language/NLD", "LinguisticSystem")
IN_USE = coded("http://purl.org/adms/status/Completed")


def sector_of(topic: str) -> list[Node]:
    """The data theme of a topic, when there is one."""
    theme = DATA_THEMES.get(topic)
    return [coded(f"{AUTHORITY}data-theme/{theme}")] if theme else []
