"""Parts and wholes: an error where the data shows that they add up, and silence where it does not."""

from __future__ import annotations

from tests.data.ees.planting import advisories, errors, tall

YEARS = ["2021", "2022", "2023", "2024"]
PHASES = ["Total", "Primary", "Secondary", "Special"]
REGIONS = ["", "E12000001", "E12000002", "E12000003"]


def of_phases(*pupils: str) -> list[tuple[str, int | None, str]]:
    """Four years, each a total and three phases."""
    return errors(tall(time_period=[year for year in YEARS for _ in PHASES], phase=PHASES * 4, pupils=list(pupils)))


def test_parts_that_add_up_are_right() -> None:
    assert of_phases(*["60", "30", "20", "10"] * 4) == []


def test_the_whole_that_does_not_add_up_where_the_others_do_is_found() -> None:
    assert of_phases(*["60", "30", "20", "10"] * 3, "75", "30", "20", "10") == [("parts-whole", 14, "pupils")]


def test_where_parts_hardly_ever_add_up_nothing_is_said() -> None:
    assert of_phases(*["60", "40", "30", "20"] * 3, "90", "40", "30", "20") == []


def test_a_total_ten_times_off_is_found() -> None:
    assert of_phases(*["60", "30", "20", "10"] * 3, "600", "30", "20", "10") == [("total-tenfold", 14, "pupils")]


def test_a_lone_suppressed_part_is_given_away_and_two_are_not() -> None:
    assert of_phases(*["60", "30", "20", "10"] * 3, "60", "30", "20", "c") == [("disclosure", 17, "pupils")]
    assert of_phases(*["60", "30", "20", "10"] * 3, "60", "30", "c", "c") == []


def test_a_suppressed_whole_is_given_away_by_its_parts() -> None:
    assert of_phases(*["60", "30", "20", "10"] * 3, "c", "30", "20", "10") == [("disclosure", 14, "pupils")]


def test_figures_of_which_the_reason_is_another_are_not_given_away() -> None:
    assert of_phases(*["60", "30", "20", "10"] * 3, "60", "30", "20", "z") == []


def of_regions(*pupils: str) -> list[tuple[str, int | None, str]]:
    """Four years, each England and three regions."""
    levels = ["National", "Regional", "Regional", "Regional"] * 4
    pair = tall(
        time_period=[year for year in YEARS for _ in REGIONS], geographic_level=levels, region_code=REGIONS * 4, pupils=list(pupils)
    )
    return errors(pair)


def test_england_is_the_sum_of_its_regions() -> None:
    assert of_regions(*["60", "30", "20", "10"] * 4) == []
    assert of_regions(*["60", "30", "20", "10"] * 3, "75", "30", "20", "10") == [("parts-whole", 14, "pupils")]
    assert of_regions(*["60", "30", "20", "10"] * 3, "60", "30", "20", "c") == [("disclosure", 17, "pupils")]
    assert of_regions(*["60", "30", "20", "10"] * 3, "6", "30", "20", "10") == [("total-tenfold", 14, "pupils")]


def test_two_sexes_need_no_proof() -> None:
    assert errors(tall(sex=["Total", "Male", "Female"], pupils=["60", "30", "45"])) == [("parts-whole", 2, "pupils")]
    assert errors(tall(sex=["Total", "Male", "Female"], pupils=["60", "c", "45"])) == [("disclosure", 3, "pupils")]


def test_schools_of_both_sexes_do_not_add() -> None:
    pair = tall(sex=["Total", "Male", "Female"], pupils=["60", "55", "58"])
    pair.meta.loc[1, "label"] = "Number of schools"
    assert errors(pair) == []


def test_a_rounding_is_no_fault() -> None:
    assert of_phases(*["61", "30", "20", "10"] * 4) == []


def test_a_difference_too_small_to_tell_from_rounding_is_only_told_of() -> None:
    figures = ["60000", "30000", "20001", "9999"] * 3 + ["60009", "30000", "20001", "9999"]
    pair = tall(time_period=[year for year in YEARS for _ in PHASES], phase=PHASES * 4, pupils=figures)
    assert errors(pair) == []
    assert [fault.row for fault in advisories(pair, "parts-whole")] == [14]
