"""The rooms: one a package, each with its ``tidy``. Named here, loaded when an import needs them."""

TIDY = {
    "absence": "pipeline.data.datasets.absence",
    "areas": "pipeline.data.datasets.areas",
    "attainment": "pipeline.data.datasets.attainment",
    "characteristics": "pipeline.data.datasets.characteristics",
    "curriculum": "pipeline.data.datasets.curriculum",
    "inspections": "pipeline.data.datasets.inspections",
    "schools": "pipeline.data.datasets.schools",
    "sixth_form": "pipeline.data.datasets.sixth_form",
    "trust_results": "pipeline.data.datasets.trust_results",
    "trusts": "pipeline.data.datasets.trusts",
}
