"""First cell of the notebooks of test_plot_view_in_browser.py."""

import pandas as pd

from ibc_edu.figures.distribution import distribution
from ibc_edu.figures.icon_array import icon_array
from ibc_edu.figures.lines import lines_over_time
from ibc_edu.figures.side_effect_grid import side_effect_grid
from ibc_edu.views.plot.plot_view import PlotView, Point

RESULTS = [4] * 10 + [5] * 20 + [6] * 30 + [7] * 25 + [8] * 15
COUNTS = pd.DataFrame({"day": [0, 7, 14, 21], "count": [5.0, 1.0, 3.0, 5.0], "plan": ["every 3 weeks"] * 4})
PEOPLE = pd.DataFrame({"group": "Anyone", "subtype": ["triple-negative", "unknown"], "percent": [60.0, 40.0]})
EFFECTS = pd.DataFrame({"effect": ["Fatigue", "Rash"], "therapy_class": "chemotherapy", "wording": ["common", "rare"]})

views = [
    PlotView(*distribution(RESULTS, 5, title="Trials like yours", x_title="Responses")),
    PlotView(
        *lines_over_time(
            COUNTS, x="day", y="count", line="plan", title="White cells", x_title="Time (days)", y_title="Count"
        )
    ),
    PlotView(*icon_array(PEOPLE)),
    PlotView(*side_effect_grid(EFFECTS)),
]


def mine(point: Point) -> None:
    clickable.update(*distribution(RESULTS, point.x, title="Trials like yours", x_title="Responses"))


clickable = PlotView(*distribution(RESULTS, title="Trials like yours", x_title="Responses"), on_click=mine)
