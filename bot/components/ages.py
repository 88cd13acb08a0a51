"""Who says to be grown up is not taken for a minor: what is said to one stays for the whole conversation."""

import re

I_AM = r"(?:i'?m|i am|am|im|age(?:d)?|main|mai|mein|umar|umr|tengo|ich bin|j'ai|tenho|मैं|मेरी उम्र|उम्र)"
YEARS = r"(?:years?|yrs?|y/?o|saal|sal|साल|años|anos|ans|jahre|বছর|سنة|عام)"
AGE = re.compile(
    rf"(?:\b{I_AM} (\d{{1,2}})\b(?![:/.,]\d))|(?:(?<![\d.,:])(\d{{1,2}}) ?{YEARS}\b)", re.IGNORECASE
)
ADULT = re.compile(
    r"\b(?:i'?m|i am|am|im)(?: not)?(?: an?| already| over)* (?:adult|grown[- ]?(?:up|man|woman)|18|eighteen)\b"
    r"|\bnot (?:an? )?(?:minor|child|kid|underage|under 18)\b|\b(?:mayor|maior) de idade?\b|\bmayor de edad\b"
    r"|\bvolljährig\b|\bmajeure?\b|\bbalig\b|\bvayask\b|बालिग|वयस्क|প্রাপ্তবয়স্ক",
    re.IGNORECASE,
)
NOT_ADULT = re.compile(
    r"\b(?:not|no|nahi|नहीं|kein|pas|não) (?:an? |yet )?(?:adult|grown|balig|बालिग|majeur)", re.IGNORECASE
)
MAJORITY = 18


def says_adult(text: str) -> bool:
    """Whether the writer gives an own age of 18 or more, or says so in a word, and no age below it."""
    ages = [int(first or second) for first, second in AGE.findall(text)]
    if any(age < MAJORITY for age in ages) or NOT_ADULT.search(text):
        return False
    return bool(ages) or bool(ADULT.search(text))
