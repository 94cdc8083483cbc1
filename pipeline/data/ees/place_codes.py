"""Checks that the code and the name of a place go together, as the official look-ups have them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.data.ees.findings import Check, Finding, row_number
from pipeline.data.ees.lookups import lines
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.vocabulary import NOT_APPLICABLE, NOT_AVAILABLE


def wrong_places(columns: tuple[str, ...], lookup: str, pair: Pair) -> Iterator[Finding]:
    """Codes and names that the look-up does not have together. The last column is the name, the one before it the code.

    A row without a code, or with ``x`` for one that is not available, has nothing to compare; whether it may is another check's matter.
    """
    if not set(columns) <= set(pair.data.columns):
        return
    compared = ~pair.data[columns[-2]].isin(("", NOT_AVAILABLE)) & (pair.data[columns[0]] != "")
    known = lines(lookup) | _anywhere(len(columns))
    for index, *place in pair.data.loc[compared, list(columns)].drop_duplicates().itertuples(name=None):
        if tuple(place) not in known:
            yield Finding((" / ".join(place),), columns[-2], row_number(index))


def _anywhere(width: int) -> frozenset[tuple[str, ...]]:
    """What may stand for a place of any level; codes before the last are not applicable then."""
    return frozenset((*(NOT_APPLICABLE,) * (width - 2), *place) for place in lines("any_place"))


LEP = "local_enterprise_partnership"
EDA = "english_devolved_area"

CODES = (
    Check("geog_country_combos", partial(wrong_places, ("country_code", "country_name"), "countries")),
    Check("geog_region_combos", partial(wrong_places, ("region_code", "region_name"), "regions")),
    Check("geog_ward_combos", partial(wrong_places, ("ward_code", "ward_name"), "wards")),
    Check("geog_pcon_combos", partial(wrong_places, ("pcon_code", "pcon_name"), "parliamentary_constituencies")),
    Check("geog_lad_combos", partial(wrong_places, ("lad_code", "lad_name"), "local_authority_districts")),
    Check("geog_lep_combos", partial(wrong_places, (f"{LEP}_code", f"{LEP}_name"), "local_enterprise_partnerships")),
    Check("geog_lsip_combos", partial(wrong_places, ("lsip_code", "lsip_name"), "local_skills_improvement_plans")),
    Check("geog_eda_combos", partial(wrong_places, (f"{EDA}_code", f"{EDA}_name"), "english_devolved_areas")),
    Check("geog_la_combos", partial(wrong_places, ("old_la_code", "new_la_code", "la_name"), "local_authorities")),
)
