"""Marks to gains to summaries: all statistics, and the sentence that tells them."""

from capaian.improvement.certification import (
    CERTIFIED_COLUMNS,
    DECIDES,
    NO_CAUSE,
    certified_sentence,
    certified_shares,
    certified_students,
    group_name,
)
from capaian.improvement.clusters import CLUSTER_COLUMNS, cluster_intervals
from capaian.improvement.comparison import (
    Comparison,
    baseline_of,
    compare_gains,
    compare_marks,
    compare_scores,
    paired_criteria,
    shared_criteria,
)
from capaian.improvement.directions import Directions, is_lower
from capaian.improvement.gains import GROUP_COLUMNS, gains
from capaian.improvement.goals import GOAL_NAMES, Goal, mean_gain_goal, pass_share, pass_share_goal
from capaian.improvement.hiding import coded_shares, extreme, hidden_groups, share_ranges, told_ways
from capaian.improvement.instruments import (
    CHARACTER_INSTRUMENT,
    CONVERSIONS,
    LEVEL_NAMES,
    TECHNICAL_RUBRIC,
    Behaviour,
    Conversion,
    Dimension,
    conversion_words,
)
from capaian.improvement.levels import (
    FOUR_LEVELS,
    RATER_COLUMNS,
    band_table,
    changed_raters,
    levels_in,
    rater_changes,
    transition_table,
)
from capaian.improvement.missing import (
    ATTRITION_COLUMNS,
    MISSING_COLUMNS,
    PILES,
    attrition_summary,
    missing_piles,
    missing_students,
)
from capaian.improvement.moments import MOMENT_COLUMNS, merge_moments, moments
from capaian.improvement.multiplicity import holm
from capaian.improvement.need import by_need
from capaian.improvement.notes import (
    attrition_note,
    ceiling_note,
    cluster_note,
    holm_note,
    rated_note,
    rater_note,
    zeros_note,
)
from capaian.improvement.participants import Participants, participants_of, people
from capaian.improvement.participation import PARTICIPATION_COLUMNS, participation
from capaian.improvement.reliability import (
    ALPHA_COLUMNS,
    CHANGE_NAMES,
    RETEST_COLUMNS,
    Change,
    alpha_summary,
    change_threshold,
    reliable_changes,
    retest_summary,
)
from capaian.improvement.retest import (
    ReliableChange,
    reliable_change_line,
    reliable_change_note,
    reliable_change_to_json,
    reliable_change_where_known,
)
from capaian.improvement.sentences import headline
from capaian.improvement.side_by_side import BAND_NAMES, side_by_side
from capaian.improvement.spread import SPREAD_COLUMNS, middle_half
from capaian.improvement.summary import DETAIL_COLUMNS, SUMMARY_COLUMNS, summarise, summarise_gains, summarise_moments
from capaian.improvement.verdicts import (
    comparable,
    comparison_line,
    comparison_note,
    comparison_to_json,
    comparison_verdict,
)
from capaian.improvement.weights import Weights
from capaian.improvement.zeros import without_zeros, zero_rows

__all__ = [
    "ALPHA_COLUMNS",
    "ATTRITION_COLUMNS",
    "BAND_NAMES",
    "CERTIFIED_COLUMNS",
    "CHANGE_NAMES",
    "CHARACTER_INSTRUMENT",
    "CLUSTER_COLUMNS",
    "CONVERSIONS",
    "DECIDES",
    "DETAIL_COLUMNS",
    "FOUR_LEVELS",
    "GOAL_NAMES",
    "GROUP_COLUMNS",
    "LEVEL_NAMES",
    "MISSING_COLUMNS",
    "MOMENT_COLUMNS",
    "NO_CAUSE",
    "PARTICIPATION_COLUMNS",
    "PILES",
    "RATER_COLUMNS",
    "RETEST_COLUMNS",
    "SPREAD_COLUMNS",
    "SUMMARY_COLUMNS",
    "TECHNICAL_RUBRIC",
    "Behaviour",
    "Change",
    "Comparison",
    "Conversion",
    "Dimension",
    "Directions",
    "Goal",
    "Participants",
    "ReliableChange",
    "Weights",
    "alpha_summary",
    "attrition_note",
    "attrition_summary",
    "band_table",
    "baseline_of",
    "by_need",
    "ceiling_note",
    "certified_sentence",
    "certified_shares",
    "certified_students",
    "change_threshold",
    "changed_raters",
    "cluster_intervals",
    "cluster_note",
    "coded_shares",
    "comparable",
    "compare_gains",
    "compare_marks",
    "compare_scores",
    "comparison_line",
    "comparison_note",
    "comparison_to_json",
    "comparison_verdict",
    "conversion_words",
    "extreme",
    "gains",
    "group_name",
    "headline",
    "hidden_groups",
    "holm",
    "holm_note",
    "is_lower",
    "levels_in",
    "mean_gain_goal",
    "merge_moments",
    "middle_half",
    "missing_piles",
    "missing_students",
    "moments",
    "paired_criteria",
    "participants_of",
    "participation",
    "pass_share",
    "pass_share_goal",
    "people",
    "rated_note",
    "rater_changes",
    "rater_note",
    "reliable_change_line",
    "reliable_change_note",
    "reliable_change_to_json",
    "reliable_change_where_known",
    "reliable_changes",
    "retest_summary",
    "share_ranges",
    "shared_criteria",
    "side_by_side",
    "summarise",
    "summarise_gains",
    "summarise_moments",
    "told_ways",
    "transition_table",
    "without_zeros",
    "zero_rows",
    "zeros_note",
]
