"""What is wrong with a row of a list, in words: the rule, and the way out."""

from collections.abc import Mapping

from bot.domain.ids import SetupId
from bot.domain.problems import Fault, Problem
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention, typed

AS_TYPED = 100  # characters of a row that is no address
NAME = 60  # characters, where there is no address


def problem_line(problem: Problem, names: Mapping[SetupId, str], say: Say) -> Mrkdwn:
    """Whose row it is, the rule, the way out. `names`: what other instances are called."""
    about = _about(problem, names, say)
    rule = say(f"problem.{_rule(problem)}", **about)
    way = say(f"problem.{_way(problem)}.way", **about)
    return say("problem.row", where=_where(problem, say), problem=Mrkdwn(f"{rule} {way}"))


def plain_problem(problem: Problem, names: Mapping[SetupId, str], say: Say) -> str:
    """The rule and the way out, for a cell of a file."""
    about = _about(problem, names, say)
    rule = say.plain(f"problem.{_rule(problem)}", **about)
    return f"{rule} {say.plain(f'problem.{_way(problem)}.way', **about)}"


def plain_fault(problem: Problem, say: Say) -> str:
    """Whose row it is, and the rule: for the label of a field."""
    rule = say.plain(f"problem.{_rule(problem)}", **_about(problem, {}, say))
    return say.plain("problem.row", where=plain_where(problem, say), problem=rule)


def plain_where(problem: Problem, say: Say) -> str:
    """The line of the file, and the address as it was given."""
    email = problem.email[:AS_TYPED]
    if problem.line and email:
        return say.plain("problem.line_and_address", line=problem.line, email=email)
    if problem.line and (name := _name(problem)):
        return say.plain("problem.line_and_name", line=problem.line, name=name)
    if problem.line:
        return say.plain("problem.line", line=problem.line)
    return email or say.plain("problem.in_slack")


def _where(problem: Problem, say: Say) -> Mrkdwn:
    who = mention(problem.user_id) if problem.user_id else typed(problem.email)
    if problem.line and problem.email:
        return say("problem.line_and_address", line=problem.line, email=typed(problem.email))
    if problem.line and not problem.email and (name := _name(problem)):
        return say("problem.line_and_name", line=problem.line, name=name)
    return say("problem.line", line=problem.line) if problem.line else who


def _name(problem: Problem) -> str:
    """Of whose address nothing was given."""
    return f"{problem.first_name} {problem.last_name}".strip()[:NAME]


def _rule(problem: Problem) -> str:
    match problem.fault:
        case Fault.MALFORMED if not problem.email:
            return "malformed.missing"
        case Fault.NOT_A_MEMBER:
            return f"not_a_member.{problem.standing}"
        case Fault.CLASH if problem.other_line:
            return "clash.line"
        case Fault.UNDER_WAY_OTHERWISE if problem.now:
            return "under_way_otherwise.now"
        case fault:
            return fault


def _way(problem: Problem) -> str:
    match problem.fault:
        case Fault.UNKNOWN_WORKSPACE if problem.joined:
            return "unknown_workspace.joined"
        case Fault.UNKNOWN_WORKSPACE if problem.nearest:
            return "unknown_workspace.nearest"
        case fault:
            return fault


def _about(problem: Problem, names: Mapping[SetupId, str], say: Say) -> dict[str, str | int]:
    other = names.get(problem.setup_id) if problem.setup_id else None
    return {
        "name": problem.name,
        "nearest": problem.nearest,
        "now": ", ".join(problem.now) or say.plain("workspaces.default"),
        "line": problem.other_line,
        "other": other or say.plain("problem.another_instance"),
    }
