"""What the preparation says in words of its own. No Textual."""

from simulator.tui.text import counted

HELP = (
    "There is time for a few things before the meeting. Talk to somebody at the customer, look "
    "for another way to sell what you have, or look up what the buyer may claim. What you find "
    "out goes on your sheet; it stays beside the talk, and you may use it there. A buyer can mind "
    "that you went to others first. Enter does what is chosen, S goes on to the plan, with "
    "something learned or nothing."
)
ON_QUIT = "the preparation begins anew next time"
INTRODUCTION = "What you find out goes on your sheet for the talk."
ADVICE = "Only what is on your sheet can be used; what you make up can be found out."


def left_words(left: int, budget: int) -> str:
    """'2 of 3 things left'."""
    if not left:
        return "no time left; on to the plan"
    return f"{left} of {counted(budget, 'thing')} left"
