"""What no projector may show of a person: exact ages, house numbers, how to reach them, and health.

Source: the rule of the room. Names are the business of stand-ins; this is what is left in free text. A word
too many hidden is a nuisance, one too few is a leak, so what may be a detail is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from re import Match

ADULT = 18
UNDER_18, GROWN = "under 18", "adult"
HEALTH, PHONE, MAIL, BORN = "a health matter", "a telephone number", "an e-mail address", "a date of birth"
FLAT, HOUSE = "a flat", "a house"
STREETS = (
    "avenue|bank|chase|circus|close|common|court|crescent|croft|dale|drive|end|estate|fold|gardens?|gate|green|"
    "grove|heights|hill|lane|lea|mews|mount|nook|orchard|parade|park|path|place|rise|road|row|square|steps|street|"
    "terrace|view|villas|vale|walk|way|wharf|yard|rd|st|ave|cres"
)
_HEALTH = "|".join(
    (
        r"mental(?:ly)? (?:health|ill(?:ness)?|unwell)",
        r"learning (?:disabilit\w+|difficult\w+)",
        r"schizo\w+|psycho(?:sis|tic)\w*|bi-?polar|depress(?:ion|ed|ive)|anxiety|personality disorder|ptsd",
        r"autis\w+|asperger\w*|adhd|dementia|alzheimer\w*|epilep\w+|hiv|hepatitis|cancer|diabet\w+|asthma\w*",
        r"pregnan\w+|miscarr\w+|self[- ]harm\w*|suicid\w+|overdos\w+|addict\w*|alcoholi\w+|methadone",
        r"(?:heroin|drug) user|sectioned|section 136|disab(?:led|ility|ilities)|wheelchair|medicat\w+",
        r"diagnos\w+|hospitali[sz]ed|counselling|rehab\w*|detox\w*",
    )
)
_DATE = r"\d{1,4}(?:st|nd|rd|th)?(?:[\s/.-]+(?:of\s)?\w{1,9}){1,2}"
_NUMBER = r"\d{1,4}[a-zA-Z]?(?:\s*[-–/]\s*\d{1,4}[a-zA-Z]?)?"


def _age(match: Match[str]) -> str:
    return UNDER_18 if int(match["age"]) < ADULT else GROWN


def _said_age(match: Match[str]) -> str:
    return f"{match['said']} {_age(match)}"


_RULES: tuple[tuple[re.Pattern[str], str | Callable[[Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), told)
    for pattern, told in (
        (r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", MAIL),
        (r"(?<![\w-])(?:\+|00)?\d(?:[\s().-]{0,2}\d){8,13}(?!\w)", PHONE),
        (rf"\b(?:born(?: on)?|d\.?\s?o\.?\s?b\b\.?|date of birth)[:\s]*(?:the\s)?(?:{_DATE}|\d{{4}})", BORN),
        (r"\b(?P<age>\d{1,3})[\s-]*(?:years?|yrs?)[\s-]*(?:old|of age)\b", _age),
        (r"\b(?P<age>\d{1,3})\s?(?:y/?o|yr?s? old)\b", _age),
        (r"\b(?P<said>who is|is|was|turned|turning|just)\s+(?P<age>\d{1,3})(?=\s*(?:[.,;)]|$))", _said_age),
        (r"\bage[ds]?:?\s+(?:about\s)?(?P<age>\d{1,3})\b", _age),
        (r"\(\s*(?P<age>\d{1,2})\s*\)", _age),
        (rf"\b(?:flat|apartment|apt\.?|bedsit)\s+(?:no\.?\s*)?(?:{_NUMBER}|[a-z]\b)", FLAT),
        (rf"\b(?:no\.?|number|house|house number)\s+{_NUMBER}(?=\s|[.,;)]|$)", HOUSE),
        (rf"(?<![\w£-]){_NUMBER},?\s+(?=(?-i:(?:[A-Z][\w'’.-]*\s+){{1,4}})(?:{STREETS})\b)", ""),
        (r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*\d[A-Z]{2}\b", r"\1"),
        (rf"\b(?:{_HEALTH})\b", HEALTH),
    )
)


def hidden(text: str) -> str:
    """A text for the room: what is left of a person but the name is put in general words."""
    for pattern, told in _RULES:
        text = pattern.sub(told, text)
    return text
