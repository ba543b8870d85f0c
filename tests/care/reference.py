#!/usr/bin/env python3
"""Screening once more, by another hand: works a case at every threshold of data/care-rules.toml, for every policy.

    tests/care/reference.py data/care-rules.toml > tests/care/cases.toml

The cases are kept, so that a threshold that is moved by mistake is noticed; one that is moved on purpose is worked
again with this command. Written against docs/science/care.md and not against src/care.
"""
import datetime
import pathlib
import sys
import tomllib

SESSION = datetime.date(2026, 3, 2)
POLICIES = ["label", "standard", "conservative", "evidence"]
STATUS = {"inform": "proceed", "warn": "warn", "review": "review", "defer": "defer", "block": "block"}
ORDER = ["proceed", "warn", "review", "need-information", "defer", "block"]
NOT_SCREENED = {"aftercare", "red-flag"}
UNKNOWN, NO, YES = 1, 0, 2


def number(written):
    return float(written.split()[0]) if isinstance(written, str) else float(written)


def unit(written):
    return written.split(" ", 1)[1] if isinstance(written, str) and " " in written else ""


def days(written):
    assert unit(written) == "d"
    return int(number(written))


def under(rule, policy):
    """The rule with the values of a policy."""
    out = dict(rule)
    for variant in rule.get("variants", []):
        if variant["policy"] != policy:
            continue
        if "gap" in variant:
            out["gap"] = {**rule["gap"], "least": variant["gap"]}
        if "value" in variant:
            out["all"] = [{**rule["all"][0], "value": variant["value"]}]
        out["severity"] = variant.get("severity", rule["severity"])
    return out


def holds(term, answers):
    if term["fact"] not in answers:
        return UNKNOWN
    have, want = answers[term["fact"]], term["value"]
    if term["op"] == "eq":
        yes = have == want
    elif term["op"] == "in":
        yes = have in want
    else:
        assert unit(have) == unit(want)
        a, b = number(have), number(want)
        yes = {"lt": a < b, "gt": a > b, "ge": a >= b}[term["op"]]
    return YES if yes else NO


def fires(rule, answers):
    """How a rule stands, and the first day on which its gap is kept."""
    value, earliest = YES, None
    for term in rule.get("all", []):
        value = min(value, holds(term, answers))
    if "any" in rule:
        value = min(value, max(holds(term, answers) for term in rule["any"]))
    if "gap" in rule:
        last = answers.get(rule["gap"]["fact"], None)
        if last is None:
            value = min(value, UNKNOWN)
        elif last == "never":
            value = NO
        else:
            kept = last + datetime.timedelta(days=days(rule["gap"]["least"]))
            value = min(value, YES if SESSION < kept else NO)
            earliest = kept if value == YES else None
    return value, earliest


def screen(rules, policy, modality, answers):
    status, fired, earliest = 0, [], None
    for name, rule in rules.items():
        rule = under(rule, policy)
        if rule["kind"] in NOT_SCREENED or modality not in rule["modality"]:
            continue
        value, kept = fires(rule, answers)
        if value == YES:
            fired.append(name)
            status = max(status, ORDER.index(STATUS[rule["severity"]]))
            earliest = max(filter(None, [earliest, kept]), default=None)
        elif value == UNKNOWN and rule["severity"] in ("block", "defer", "review"):
            status = max(status, ORDER.index("need-information"))
    return ORDER[status], fired, earliest


def moved(value, share):
    """A number a thousandth away, in its unit."""
    new = number(value) * (1.0 + share) if number(value) else share
    return f"{new:.9g} {unit(value)}" if unit(value) else float(f"{new:.9g}")


def on(term):
    """Answers with which a term only just holds."""
    op, value = term["op"], term["value"]
    if op == "in":
        return list(value)
    return [{"eq": value, "ge": value}.get(op) if op in ("eq", "ge") else moved(value, -1e-3 if op == "lt" else 1e-3)]


def off(term, choices):
    """Answers with which it only just does not."""
    op, value = term["op"], term["value"]
    if op == "eq":
        return [not value] if isinstance(value, bool) else [word for word in choices if word != value][:1]
    if op == "in":
        return [word for word in choices if word not in value]
    return [moved(value, -1e-3) if op == "ge" else value]


def cases_of(name, rule, facts):
    """Changes of the healthy answers around every threshold of a rule."""
    terms = rule.get("all", [])
    base = {term["fact"]: on(term)[0] for term in terms}
    choices = {term["fact"]: facts[term["fact"]].get("choices", []) for term in terms + rule.get("any", [])}
    if "gap" in rule:
        least = days(rule["gap"]["least"])
        for before in {least - 1, least}:
            if before >= 0:
                yield {**base, rule["gap"]["fact"]: SESSION - datetime.timedelta(days=before)}
        return
    else_fires = {term["fact"]: on(term)[0] for term in rule.get("any", [])[:1]}
    for term in terms:
        for value in on(term):
            yield {**base, **else_fires, term["fact"]: value}
        for value in off(term, choices[term["fact"]]):
            yield {**base, **else_fires, term["fact"]: value}
    for term in rule.get("any", []):
        for value in on(term):
            yield {**base, term["fact"]: value}


def toml(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (float, int)):
        return f"{value:g}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return f'"{value}"'


def main():
    base = tomllib.loads(pathlib.Path(sys.argv[1]).read_text())
    golden = tomllib.loads((pathlib.Path(__file__).parent / "golden.toml").read_text())
    healthy = golden["facts"]["healthy"]
    print("# A case at every threshold of data/care-rules.toml, for every policy; made by tests/care/reference.py.")
    print("# `set` changes the healthy answers of golden.toml; the session is on 2 March 2026.")
    for name, rule in base["rule"].items():
        if rule["kind"] in NOT_SCREENED:
            continue
        modality = rule["modality"][0]
        cases = {}  # a case: the policies by which it comes out so
        for policy in POLICIES:
            for change in cases_of(name, under(rule, policy), base["fact"]):
                change = {"plan.modality": modality, **change} if modality != "mechanical" else change
                status, fired, earliest = screen(base["rule"], policy, modality, {**healthy, **change})
                lines = [f'modality = "{modality}"',
                         "set = { " + ", ".join(f'"{fact}" = {toml(value)}' for fact, value in change.items()) + " }",
                         f'status = "{status}"',
                         f'fired = [{", ".join(toml(one) for one in fired)}]']
                if name in fired:
                    lines.append(f"weighs = {toml(under(rule, policy)['severity'])}")
                if earliest:
                    lines.append(f"earliest = {toml(earliest)}")
                policies = cases.setdefault("\n".join(lines), [])
                if policy not in policies:
                    policies.append(policy)
        for lines, policies in cases.items():
            print(f'\n[[{name}]]\npolicies = [{", ".join(toml(one) for one in policies)}]\n{lines}')

if __name__ == "__main__":
    main()
