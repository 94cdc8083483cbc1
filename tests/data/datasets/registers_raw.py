"""A hand-made folder of raw files for the rooms of the registers: a few schools with each trap of the real ones."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from pipeline import catalogue
from pipeline.data.authorities import authorities
from pipeline.data.datasets import areas, schools, schools_closed, schools_details, schools_links
from pipeline.data.groups import GROUPS, LINKS
from pipeline.data.sources import Raw

CONTRACTS = Path(__file__).parents[3] / "datapackages"
REGION_NAMES = [
    *("North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East of England", "London"),
    *("South East", "South West"),
]
REGIONS = {f"E1200000{number}": name for number, name in enumerate(REGION_NAMES, 1)}
REGISTER = [
    "urn,name,phase,type,la,postcode,lat,lng,total_pupils_ofsted,mat_name,idaci_quintile",
    "100001,Alpha Primary School,Primary,Community School,Camden,NW1 1AA,51.5,-0.1,200,,5",
    "100002,Beta Academy,Secondary,Academy Converter,Camden,NW1 1AB,51.5,-0.1,900,NORTH TRUST,3",
    "100003,Gamma Academy,Primary,Academy Sponsor Led,Camden,NW1 1AC,51.5,-0.1,300,Old Name Trust,NULL",
    "100004,Delta High School,Secondary,Academy Converter,Camden,NW1 1AD,51.5,-0.1,,,1",
    "100005,Epsilon School,PRU,Free School - Alternative Provision,Camden,NW1 1AE,51.5,-0.1,50,,2",
    "100006,Zeta School,Special,Non-Maintained Special School,Bristol,BS1 1AA,51.4,-2.6,60,,4",
    "100007,Eta Primary School,Primary,Free School,Camden,NW1 1AG,51.5,-0.1,0,NORTH TRUST,4",
]
GIAS = [
    ",".join([*schools_details.GIAS_COLUMNS, "EstablishmentNumber"]),
    "100001,Primary,Open,3,11,Mixed,None,Not applicable,Not applicable,High Street,,,CAMBORNE,,202,01-01-1900,www.Alpha.sch.uk,,2001",
    "100002,All-through,Open,4,99,Mixed,None,Has a sixth form,Selective,,,,London,Not applicable,936,01-09-2011,ftp://x.y,10000001,42",
    '100003,Primary,"Open, but proposed to close",3,11,Girls,None,,,,,,London,,202,,,,2003',
    "100004,Secondary,Open,11,18,Boys,None,Has a sixth form,Non-selective,,,,London,,202,,,,4004",
    "100005,Not applicable,Open,11,16,Mixed,None,Not applicable,,,,,London,,202,,,,1105",
    "100108,16 plus,Open,16,19,Mixed,None,Has a sixth form,,,,,London,,202,,,,6908",
]
CENSUS = ["urn,pupils_on_roll", "100001,210", "100003,0"]
LIST = "urn,name,town,postcode,open_date,close_date"
APRIL = [
    LIST,
    "100001,Alpha Primary School,London,NW1 1AA,,",
    "100101,Alpha Infants,LONDON,NW1 1AA,01-09-1970,31-12-2010",
    "100102,Alpha Middle,London,NW1 1AA,01-01-2011,31-08-2011",
    "100103,Lost School,,,01-01-1900,01-01-1900",
    "100104,Gone School,London,NW1 1AH,,",
    "100105,Delta Grammar School,London,NW1 1AD,,",
    "100106,Alpha Nursery,London,NW1 1AA,,31-08-2015",
    "100107,Private School,London,NW1 1AJ,,",
    "100108,City College,London,NW1 1AK,,",
    "100110,Parent School,London,NW1 1AL,,",
    "100007,Eta Primary School,London,NW1 1AG,,31-08-2022",
    "400001,Ysgol,Cardiff,CF1 1AA,,31-08-2015",
]
OCTOBER = [LIST, "100111,Autumn School,London,NW1 1AM,,31-08-2022"]
ESTABLISHMENT_LINKS = [
    "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate",
    "100101,100102,x,Successor,01-01-2011",
    "100102,100101,x,Predecessor,",
    "100102,100002,x,Successor,01-09-2011",
    "100004,100105,x,Predecessor,01-09-2023",
    "100106,100001,x,Result of Amalgamation,31-08-2015",
    "100001,100106,x,Result of Amalgamation,01-09-2015",
    "100110,100001,x,Successor - Split School,01-09-2016",
    "100001,100108,x,Sixth Form Centre Link,",
    "100111,100107,x,Successor,",
    "400001,400002,x,Successor,",
]
GROUP_COLUMNS = (
    "group_uid,group_id,group_name,companies_house_number,group_type,open_date,incorporated_on__open_date_,group_status,group_town,"
    "group_postcode,ukprn"
)
ALL_GROUPS = [
    GROUP_COLUMNS,
    "10,TR00010,North  Trust,01234567,Multi-academy trust,,01/02/2010,Open,Leeds,LS1 1AA,10000010",
    "11,TR00011,THE NEW NAME OF ST ANNE'S MAT,01234568,Multi-academy trust,,01/02/2011,Open,LEEDS,LS1 1AB,10000011",
    "12,TR00012,PAST TRUST,01234569,Multi-academy trust,,01/02/2012,Closed,Leeds,LS1 1AC,10000012",
    "13,TR00013,DELTA HIGH SCHOOL,01234570,Single-academy trust,,01/02/2013,Open,London,NW1 1AD,10000013",
    "14,TR00014,EPSILON,01234571,Single-academy trust,,01/02/2014,Closed,London,NW1 1AE,10000014",
    "20,,Hill\ufffds Federation,,Federation,01/09/2015,,Open,,,",
    "21,,Former Federation,,Federation,01/09/2015,,Closed,,,",
    "30,,North Trust,,School sponsor,01/09/2015,,Open,,,",
]
GROUP_LINKS = [
    "URN,Group UID,Group Type,Joined date",
    "100002,10,Multi-academy trust,2019-04-01",
    "100003,12,Multi-academy trust,2015-04-01",
    "100004,13,Single-academy trust,2013-02-01",
    "100005,14,Single-academy trust,2014-02-01",
    "100001,20,Federation,1900-01-01",
    "100002,30,School sponsor,2019-04-01",
]
OPEN = {"told": "nobody yet", "status": "open"}
TRUST_CORRECTIONS = [
    {"raw": schools.REGISTER, "field": "mat_name", "expects": "Old Name Trust", "becomes": "11", **OPEN, "why": "renamed"},
    {
        "raw": GROUPS,
        "row": "20",
        "field": "group_name",
        "expects": "Hill\ufffds Federation",
        "becomes": "Hill's Federation",
        "why": "lost letter",
        **OPEN,
    },
]
SCHOOL_CORRECTIONS: list[dict[str, str]] = []
TABLES = {
    schools_details.TABLES_2022: [
        "URN,LA,LAESTAB,STREET,LOCALITY,ADDRESS3,TOWN,POSTCODE,OPENDATE,SCHOOLTYPE,AGELOW,AGEHIGH,GENDER,RELCHAR,ADMPOL",
        "100006,801,8017006,Old Street,,,Bristol,BS1 1AA,01-09-1990,Non-maintained special school,5,19,Mixed,None,Not applicable",
        "100110,202,2022110,,,,London,NW1 1AL,,Other independent school,3,18,Mixed,None,Not applicable",
    ],
    "register/dfe-2017-18-england_spine.xlsx": ["URN,LA,NFTYPE,AGEL,AGEH", "100104,909,Academy - Converter mainstream,3,99"],
    "register/dfe-2016-17-england_spine.xlsx": ["URN,LA,NFTYPE,AGEL,AGEH", "100106,825,Voluntary Aided School ,3,5"],
    "register/dfe-2015-16-england_spine.xlsx": ["URN,LA,NFTYPE,AGEL,AGEH", "100109,702,Service childrens education,3,5"],
}


def lookup() -> list[str]:
    """The lookup of today's authorities, out of our own list."""
    today = authorities()[lambda table: table["abolished"] == ""]
    spelling = {**REGIONS, "E12000003": "Yorkshire and the Humber"}
    rows = zip(today["dfe_code"], today["name"], today["code"], today["region"].map(spelling), strict=True)
    names = "dfe_la_code,gias_la_name,ofsted_la_name,ons_ctyua23_code,ons_ctyua23_name,region"
    return [names, *(f'{dfe},"{name}","{name}",{code},"{name}",{region}' for dfe, name, code, region in rows)]


def shapes(codes: Iterable[str], key: str, names: Mapping[str, str]) -> str:
    """A square for each area, with a point that rounding makes a double and a hole that it makes a line."""
    ring = [[0.00001, 0], [0.00002, 0], [1, 0], [1, 1], [0.00001, 0]]
    hole = [[0.5, 0.5], [0.50001, 0.5], [0.5, 0.50001], [0.5, 0.5]]
    features = [
        {
            "type": "Feature",
            "id": 1,
            "properties": {key: code, "RGN22NM": names.get(code, "")},
            "geometry": {"type": "Polygon", "coordinates": [ring, hole]},
        }
        for code in codes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def files() -> dict[str, list[str]]:
    """Every delimited raw file by its path: a header and rows."""
    return {
        schools.REGISTER: list(REGISTER),
        schools_details.GIAS: list(GIAS),
        schools.CENSUS: list(CENSUS),
        schools_closed.APRIL: list(APRIL),
        schools_closed.OCTOBER: list(OCTOBER),
        schools_closed.MAINSTREAM: ["urn", "100001", "100104"],
        schools_links.FILE: list(ESTABLISHMENT_LINKS),
        GROUPS: list(ALL_GROUPS),
        LINKS: list(GROUP_LINKS),
        areas.LOOKUP: lookup(),
        areas.AUTHORITY_SHAPES: [shapes([line.split('",')[2][:9] for line in lookup()[1:]], "code", {})],
        areas.REGION_SHAPES: [shapes(REGIONS, "RGN22CD", REGIONS)],
    }


def raw(tmp: Path, package: str, changed: Mapping[str, list[str]] | None = None, corrections: list[dict[str, str]] | None = None) -> Raw:
    """The raw files of ``package`` with its real contract; ``changed`` replaces files, ``corrections`` the package's own."""
    for name, own in (("trusts", TRUST_CORRECTIONS), ("schools", SCHOOL_CORRECTIONS), ("areas", [])):
        shutil.copytree(CONTRACTS / name, tmp / "packages" / name, ignore=shutil.ignore_patterns("data", "lock.yaml"))
        lines = corrections if name == package and corrections is not None else own
        (tmp / "packages" / name / "corrections.yaml").write_text(json.dumps(lines), encoding="utf-8")
    dataset = catalogue.load_one(tmp / "packages" / package)
    contents = {**files(), **TABLES, **(changed or {})}
    for name in {source.raw for source in dataset.sources}:
        _write(tmp / "raw" / name, contents[name])
    return Raw(tmp / "raw", dataset)


def _write(path: Path, rows: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xlsx":
        cells = [row.split(",") for row in rows]
        pd.DataFrame(cells[1:], columns=cells[0]).to_excel(path, index=False)
    else:
        content = "\n".join(rows).encode()
        path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
