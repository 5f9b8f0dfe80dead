"""First cell of the notebooks of test_plot_view_in_browser.py."""

import pandas as pd

from ibc_edu.figures.described import Described
from ibc_edu.figures.icon_array import icon_array
from ibc_edu.figures.side_effect_grid import side_effect_grid
from ibc_edu.figures.theme import BAR, INK, LINES, figure
from ibc_edu.views.plot.plot_view import PlotView, Point

TRIALS = {4: 10, 5: 20, 6: 30, 7: 25, 8: 15}  # responses, and trials with so many
COUNTS = pd.DataFrame({"Time (days)": [0, 7, 14, 21], "Count": [5.0, 1.0, 3.0, 5.0]})
PEOPLE = pd.DataFrame({"group": "Anyone", "subtype": ["triple-negative", "unknown"], "percent": [60.0, 40.0]})
EFFECTS = pd.DataFrame({"effect": ["Fatigue", "Rash"], "therapy_class": "chemotherapy", "wording": ["common", "rare"]})


def bars(own: float | None = None) -> Described:
    """Trials by their responses, the reader's own dark and labeled."""
    colors = [INK if responses == own else BAR for responses in TRIALS]
    trace = {"type": "bar", "x": list(TRIALS), "y": list(TRIALS.values()), "marker": {"color": colors}}
    label = {"x": own, "y": 34, "text": f"Yours: {own}"}
    layout = {
        "annotations": [label] if own else [],
        "height": 340,
        "xaxis": {"title": {"text": "Responses"}},
        "yaxis": {"title": {"text": "Number of trials"}, "range": [0, 36]},
    }
    table = pd.DataFrame({"Responses": list(TRIALS), "Number of trials": list(TRIALS.values())})
    words = f"Yours: {own}; most had 6." if own else "Most had 6."
    return Described(figure("Trials like yours", [trace], layout), words, table.assign(Percent=table.iloc[:, 1]))


def lines() -> Described:
    """One count over time."""
    days, counts = (COUNTS[name].tolist() for name in COUNTS)
    trace = {"type": "scatter", "mode": "lines", "x": days, "y": counts, "line": {"color": LINES[0].color}}
    layout = {"height": 400, "xaxis": {"title": {"text": "Time (days)"}}, "yaxis": {"title": {"text": "Count"}}}
    return Described(figure("White cells", [trace], layout), "The count falls to 1 and comes back.", COUNTS)


views = [PlotView(*each) for each in (bars(5), lines(), icon_array(PEOPLE), side_effect_grid(EFFECTS))]


def mine(point: Point) -> None:
    clickable.update(*bars(point.x))


clickable = PlotView(*bars(), on_click=mine)
