"""The rooms: one a package, each with its ``tidy``. Named here, loaded when an import needs them."""

TIDY = {
    "absence": "pipeline.data.datasets.absence",
    "areas": "pipeline.data.datasets.areas",
    "attainment": "pipeline.data.datasets.attainment",
    "characteristics": "pipeline.data.datasets.characteristics",
    "destinations": "pipeline.data.datasets.destinations",
    "inspections": "pipeline.data.datasets.inspections",
    "schools": "pipeline.data.datasets.schools",
    "trusts": "pipeline.data.datasets.trusts",
}
