"""Whether the parties' forecasts of one another come about (calibration.csv)."""

from .style import (BLACK, GREY, figure, heading, legend, party_styles, place)

NAME = "calibration"
KINDS = {"acceptance": "That an offer is accepted",
         "execution": "That a threat is carried out",
         "retaliation": "That a tariff is answered",
         "ratification": "That legislatures approve"}
FEWEST = 20  # forecasts behind a marker


def draw_kind(axis, rows, kind, styles):
    axis.plot([0, 1], [0, 1], color=GREY, linewidth=0.8, linestyle=":")
    for party, (colour, marker) in styles.items():
        own = rows[rows["party"] == party].sort_values("mean_forecast")
        if own.empty:
            continue
        axis.vlines(own["mean_forecast"], own["ci_low"], own["ci_high"], color=colour,
                    linewidth=1.2)
        axis.plot(own["mean_forecast"], own["observed_share"], marker=marker, color=colour,
                  markersize=5, linewidth=0.8, clip_on=False)
    axis.set_xlim(0, 1)
    axis.set_ylim(0, 1)
    axis.set_aspect("equal")
    axis.set_title(KINDS[kind], loc="left")


def draw(results, scenario):
    table = results.table("calibration.csv")
    table = table[table["forecasts"] >= FEWEST].fillna({"party": ""})
    kinds = [kind for kind in KINDS if (table["forecast"] == kind).any()]
    if not kinds:
        return None, f"no kind of forecast was made {FEWEST} times within a tenth"
    styles = party_styles(scenario.parties)
    styles[""] = (BLACK, "h")  # of several together
    lines = (len(kinds) + 1) // 2
    fig, axes = figure(6.6 * lines + 3.2, lines, 2)
    cells = [axis for line in axes for axis in line]
    for axis, kind in zip(cells, kinds):
        draw_kind(axis, table[table["forecast"] == kind], kind, styles)
        axis.set_xlabel("forecast")
        axis.set_ylabel("share that came about")
    for axis in cells[len(kinds):]:
        axis.remove()
    top = heading(fig, results, "Are the parties' forecasts of one another right?",
                  "Means by tenths, with 95 percent Wilson intervals; on the dotted line forecasts "
                  "come about as often as they say.")
    seen = set(table["party"])
    handles = [cells[0].plot([], [], marker=marker, color=colour, linestyle="",
                             label=party or "several together")[0]
               for party, (colour, marker) in styles.items() if party in seen]
    bottom = legend(fig, handles, 5)
    place(fig, 1.6, 0.6, top + 0.8, bottom + 1.2, gap=1.6, row_gap=2.0)
    return fig, None
